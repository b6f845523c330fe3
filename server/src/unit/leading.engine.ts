import type { Unit } from '@lianqin/shared/unit'
import type { Outcome } from './intake.ts'

/** So long after a registered device of a unit was heard, the leader's own phone does not speak for that unit. */
export const LEADS_FOR_MS = 120_000

/**
 * Which units are told of by a device of their own: two sources that differ would each make the other's positions jumps.
 * What other processes hear comes with their positions (`batch.engine.ts`): at once where one is the newest, within ten
 * seconds where a device only begins to be heard elsewhere.
 */
export interface Leading {
  heard: (unitId: Unit['id'], outcome: Outcome) => void
  /** How long ago a device of it was heard, in milliseconds, while that counts; otherwise null. */
  agoMs: (unitId: Unit['id']) => number | null
  /** Another process heard a device of it so long ago. */
  heardElsewhere: (unitId: Unit['id'], agoMs: number) => void
  isLed: (unitId: Unit['id']) => boolean
}

/** A jump counts: that is how a device begins where the phone is not. What is plainly broken leads nobody. */
const LEADS: readonly Outcome[] = ['newest', 'late', 'duplicate', 'fix.jump']

export function createLeading(clock: () => number): Leading {
  const heardAt = new Map<Unit['id'], number>()
  function agoMs(unitId: Unit['id']): number | null {
    const ago = clock() - (heardAt.get(unitId) ?? Number.NEGATIVE_INFINITY)
    return ago < LEADS_FOR_MS ? Math.max(0, ago) : null
  }
  return {
    heard(unitId, outcome) {
      if (LEADS.includes(outcome)) heardAt.set(unitId, clock())
    },
    agoMs,
    heardElsewhere(unitId, ago) {
      // What was told may have waited on the way, never come before its time: the later of the two is meant.
      heardAt.set(unitId, Math.max(heardAt.get(unitId) ?? 0, clock() - ago))
    },
    isLed: (unitId) => agoMs(unitId) !== null,
  }
}
