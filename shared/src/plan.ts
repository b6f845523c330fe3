import Type, { type Static } from 'typebox'
import { ConditionCode } from './matter.ts'
import { Id } from './wire/id.ts'
import { Words } from './wire/words.ts'

/**
 * Whom a place in a case may be filled from: `authority` is whoever is competent for the matter here, `township` the area's
 * own force, `direct` the district's direct force, or one force by its id.
 */
export const ForceRef = Type.Union([
  Type.Literal('authority'),
  Type.Literal('township'),
  Type.Literal('direct'),
  Id('force'),
])
export type ForceRef = Static<typeof ForceRef>

export const parts = ['lead', 'member'] as const

/** One place to fill in a case, by one squad. */
export const Slot = Type.Object({
  /** Its name within the case: tasks refer to it. */
  id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,19}$' }),
  part: Type.Enum(parts),
  /** In order: the second is an alternate for the first. */
  forces: Type.Array(ForceRef, { minItems: 1, maxItems: 8 }),
  /** A squad with fewer people than this is passed over; 0 asks for none. */
  minCrew: Type.Integer({ minimum: 0, maximum: 50 }),
  /** So many squads are asked at once, and the first to accept wins. */
  atOnce: Type.Integer({ minimum: 1, maximum: 5 }),
})
export type Slot = Static<typeof Slot>

const MinuteOfDay = Type.Integer({ minimum: 0, maximum: 1440 })

/**
 * A response plan: for which matters, conditions, places and hours, and whom it calls. Level one is called when the case is
 * filed; raising the alarm adds the slots of the next level. An empty list of matters, conditions or areas means all.
 */
export const RunCard = Type.Object({
  id: Type.String({ pattern: '^card-[a-z0-9-]{1,40}$' }),
  name: Words,
  matterIds: Type.Array(Id('matter')),
  conditionCodes: Type.Array(ConditionCode),
  areaIds: Type.Array(Id('area')),
  /** Minutes after local midnight; `from` after `to` runs over midnight; null is day and night. */
  hours: Type.Union([Type.Object({ from: MinuteOfDay, to: MinuteOfDay }), Type.Null()]),
  levels: Type.Array(Type.Object({ slots: Type.Array(Slot, { minItems: 1, maxItems: 12 }) }), {
    minItems: 1,
    maxItems: 5,
  }),
})
export type RunCard = Static<typeof RunCard>

/** A case without a run card: one place, for whoever is competent. */
export const soleSlot = (atOnce: number): Slot => ({ id: '1', part: 'lead', forces: ['authority'], minCrew: 0, atOnce })

interface Circumstances {
  matterId: string
  conditionCode: string | null
  areaId: string
  /** Minutes after local midnight at which the case is filed. */
  minute: number
}

const names = (list: readonly string[], value: string | null) =>
  list.length === 0 || (value !== null && list.includes(value))

const isWithin = (hours: RunCard['hours'], minute: number) =>
  hours === null ||
  (hours.from <= hours.to ? minute >= hours.from && minute < hours.to : minute >= hours.from || minute < hours.to)

/** How closely a card is cut to a case: the one that says more about it goes before the general one. */
const closeness = ({ matterIds, conditionCodes, areaIds, hours }: RunCard) =>
  Number(matterIds.length > 0) * 8 +
  Number(conditionCodes.length > 0) * 4 +
  Number(areaIds.length > 0) * 2 +
  Number(hours !== null)

/** The card that fits best, the id deciding between equals; null if none fits. */
export function runCardFor(cards: readonly RunCard[], at: Circumstances): RunCard | null {
  const fitting = cards.filter(
    ({ matterIds, conditionCodes, areaIds, hours }) =>
      names(matterIds, at.matterId) &&
      names(conditionCodes, at.conditionCode) &&
      names(areaIds, at.areaId) &&
      isWithin(hours, at.minute),
  )
  const best = fitting.sort((a, b) => closeness(b) - closeness(a) || (a.id < b.id ? -1 : 1))[0]
  return best ?? null
}
