import type { Unit } from '@lianqin/shared/unit'
import type { Outcome } from './intake.ts'

/** So long after a registered device of a unit was heard, the leader's own phone does not speak for that unit. */
export const LEADS_FOR_MS = 120_000

/** Which units are told of by a device of their own: two sources that differ would each make the other's positions jumps. */
export interface Leading {
  heard: (unitId: Unit['id'], outcome: Outcome) => void
  isLed: (unitId: Unit['id']) => boolean
}

/** A jump counts: that is how a device begins where the phone is not. What is plainly broken leads nobody. */
const LEADS: readonly Outcome[] = ['newest', 'late', 'duplicate', 'fix.jump']

export function createLeading(clock: () => number): Leading {
  const heardAt = new Map<Unit['id'], number>()
  return {
    heard(unitId, outcome) {
      if (LEADS.includes(outcome)) heardAt.set(unitId, clock())
    },
    isLed: (unitId) => clock() - (heardAt.get(unitId) ?? Number.NEGATIVE_INFINITY) < LEADS_FOR_MS,
  }
}
