import { type Freshness, LOST_AFTER_MS, STALE_AFTER_MS } from './unit.ts'

/** What a unit is doing, as every screen draws it. Derived from its squad's duty, offers and tasks; never stored as a row. */
export const unitStates = ['off-duty', 'available', 'offered', 'accepted', 'en-route', 'on-scene'] as const
export type UnitState = (typeof unitStates)[number]

/** How fresh a position is, in the order of their numbers in a frame. */
export const freshnesses = ['live', 'stale', 'lost'] as const satisfies readonly Freshness[]

/** A position without a stated accuracy is of the first class; of the others, each is as sure as this many metres. */
export const ACCURACY_CLASSES_M = [0, 5, 10, 20, 50, 100, 1000, Number.POSITIVE_INFINITY] as const

const FRESHNESS_AT = 3
const [LIVE, STALE, LOST] = [0 << FRESHNESS_AT, 1 << FRESHNESS_AT, 2 << FRESHNESS_AT]
const ACCURACY_AT = 5
const THREE_BITS = 7
const TWO_BITS = 3

/** The number of a state, by which typed columns hold it. */
export const stateNumber = (state: UnitState): number => unitStates.indexOf(state)

/** State, freshness and accuracy in one byte: three, two and three bits, the lowest first. */
export const packFlags = (state: number, ageMs: number, accuracyM: number): number =>
  state | freshnessFlag(ageMs) | accuracyFlag(accuracyM)

export const freshnessFlag = (ageMs: number): number =>
  ageMs <= STALE_AFTER_MS ? LIVE : ageMs <= LOST_AFTER_MS ? STALE : LOST

export function accuracyFlag(accuracyM: number): number {
  let accuracy = 0
  while (accuracyM > (ACCURACY_CLASSES_M[accuracy] ?? 0)) accuracy++
  return accuracy << ACCURACY_AT
}

/** Null of a byte that no `packFlags` made. */
export function unpackFlags(flags: number) {
  const state = unitStates[flags & THREE_BITS]
  const fresh = freshnesses[(flags >> FRESHNESS_AT) & TWO_BITS]
  const accurateToM = ACCURACY_CLASSES_M[(flags >> ACCURACY_AT) & THREE_BITS]
  return state && fresh && accurateToM !== undefined ? { state, freshness: fresh, accurateToM } : null
}

export const areFlags = (flags: number): boolean =>
  (flags & THREE_BITS) < unitStates.length && ((flags >> FRESHNESS_AT) & TWO_BITS) < freshnesses.length
