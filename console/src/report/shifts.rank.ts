import type { Handover } from '@lianqin/shared/handover'
import type { Moment } from '@lianqin/shared/wire/moment'

/** A shift that can be reported: `to` null is the one that is running. */
export interface ShiftChoice {
  from: Moment
  to: Moment | null
}

const SAME_MS = 15 * 60_000

/**
 * Shifts between the hand-overs that were taken, the newest first. At the change of a shift several desks hand over within
 * minutes: that is one change, and the last of them ends the shift.
 */
export function shiftsBetween(handovers: readonly Pick<Handover, 'state' | 'endedAt'>[]): ShiftChoice[] {
  const taken = handovers
    .flatMap(({ state, endedAt }) => (state === 'taken' && endedAt !== null ? [endedAt] : []))
    .sort()
  const changes = taken.filter((at, nth) => {
    const next = taken[nth + 1]
    return next === undefined || Date.parse(next) - Date.parse(at) > SAME_MS
  })
  return changes.map((from, nth) => ({ from, to: changes[nth + 1] ?? null })).toReversed()
}
