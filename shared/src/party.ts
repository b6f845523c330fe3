import Type, { type Static } from 'typebox'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'

/** Against whom a case is: the on-the-spot limit differs (DOMAIN C17). */
export const partyKinds = ['person', 'organisation'] as const
export type PartyKind = (typeof partyKinds)[number]

const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })
/** Unified social credit code (统一社会信用代码): 18 digits and capitals without I, O, S, V, Z. */
export const CREDIT_CODE = '^[0-9A-HJ-NP-RTUW-Y]{18}$'
const CreditCode = Type.String({ pattern: CREDIT_CODE })
/**
 * The last four characters of an identity card. Enough to tell two of the same name apart, and no more is ever taken: a
 * digest of the whole number would be guessed within a day.
 */
export const ID_TAIL = '^[0-9]{3}[0-9X]$'
const IdTail = Type.String({ pattern: ID_TAIL })

/** A party as somebody gives it. `creditCode` belongs to an organisation, `idTail` to a person. */
export const GivenParty = Command({
  kind: Type.Enum(partyKinds),
  name: Name,
  creditCode: Type.Optional(CreditCode),
  idTail: Type.Optional(IdTail),
})
export type GivenParty = Static<typeof GivenParty>

/** A party in full. It never stands in the log, and is answered only to who decides, each time as an act of its own. */
export const Party = Type.Object({
  id: Id('party'),
  kind: Type.Enum(partyKinds),
  name: Name,
  creditCode: Type.Union([CreditCode, Type.Null()]),
  idTail: Type.Union([IdTail, Type.Null()]),
})
export type Party = Static<typeof Party>

/** What everybody else may see of a party: 王**. */
export const ShownParty = Type.Object({ kind: Type.Enum(partyKinds), name: Type.String() })
export type ShownParty = Static<typeof ShownParty>

const ORGANISATION_SHOWS = 2

/** The name with what identifies taken out: a person keeps the first character, an organisation the first two and the last. */
export function masked({ kind, name }: Pick<Party, 'kind' | 'name'>): ShownParty {
  const letters = [...name.trim()]
  if (kind === 'person' || letters.length <= ORGANISATION_SHOWS + 1) return { kind, name: `${letters[0] ?? ''}**` }
  return { kind, name: `${letters.slice(0, ORGANISATION_SHOWS).join('')}**${letters.at(-1)}` }
}
