import Type, { type Static } from 'typebox'
import { Id } from './wire/id.ts'
import { Words } from './wire/words.ts'

/** How a penalty case of it is handled (繁简分流): on the spot, in short form, or in full. */
export const tracks = ['summary', 'fast', 'ordinary'] as const

/** A line of business (条线): what one supervising authority answers for. */
export const Line = Type.Object({ code: Type.String({ pattern: '^[A-Z][0-9A-Z]{1,11}$' }), name: Words })
export type Line = Static<typeof Line>

/**
 * The three lists a district keeps: what townships do in their own name, what stays with a specialised force, and where
 * the boundary runs between two that both could.
 */
export const itemLists = ['township', 'specialised', 'boundary'] as const

/** One list's word on an item: whose it is, and where. */
export const ListEntry = Type.Object({
  list: Type.Enum(itemLists),
  subjectId: Id('force'),
  /** None means the whole district. */
  areas: Type.Array(Id('area')),
})
export type ListEntry = Static<typeof ListEntry>

/** An enforcement item (执法事项): one power, its legal basis, and whose it is. Items are the law's; classes of cases point to them. */
export const EnforcementItem = Type.Object({
  id: Id('item'),
  /** As the published catalogue numbers it. */
  code: Type.String({ pattern: '^[0-9A-Z][0-9A-Z-]{1,29}$' }),
  /** The law's own words run longer than other names. */
  name: Type.Object({
    zh: Type.String({ minLength: 1, maxLength: 400 }),
    en: Type.String({ minLength: 1, maxLength: 600 }),
  }),
  /** The line of business it belongs to. */
  line: Line.properties.code,
  /** The law and article that give the power, in the language of the law. */
  basis: Type.String({ minLength: 1, maxLength: 400 }),
  /** The department force whose power it is wherever it is not delegated. */
  departmentId: Id('force'),
  /** Townships that use it in their own name. */
  delegatedTo: Type.Array(Id('area')),
  track: Type.Enum(tracks),
  /** On the list of what is not punished the first time, if the harm is small and put right in time (首违不罚). */
  firstOffence: Type.Boolean(),
  /** Has been used here: most of a catalogue never is, and what is comes first in every search. */
  exercised: Type.Boolean(),
  lists: Type.Array(ListEntry, { maxItems: 60 }),
})
export type EnforcementItem = Static<typeof EnforcementItem>
