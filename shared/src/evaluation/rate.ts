import { type CaseSet, type RateId, rates } from './indicator.ts'
import type { EvaluationRules } from './rules.ts'

export type Counts = Readonly<Record<CaseSet, number>>

/** A rate of a period, 0 to 1; null when nothing was due, which is neither all nor nothing. */
export function rateOf(id: RateId, counts: Counts): number | null {
  const { part, whole } = rates[id]
  return counts[whole] === 0 ? null : counts[part] / counts[whole]
}

/** The indicators that a score is made of; of the bad ones what is missing to all. */
export const scored = {
  dispose: 'disposeRate',
  inTime: 'inTimeDisposeRate',
  rework: 'reworkRate',
  overdueOpen: 'overdueOpenRate',
  extend: 'extendRate',
} as const satisfies Record<keyof EvaluationRules['score'], RateId>

/**
 * The district's score: points times rate, and for what should be rare points times what is missing to all. A part that had
 * nothing due is left out, and the rest stands for the whole; null when nothing was due at all.
 */
export function scoreOf(counts: Counts, points: EvaluationRules['score']): number | null {
  let [reached, possible] = [0, 0]
  for (const [part, id] of Object.entries(scored) as [keyof typeof scored, RateId][]) {
    const rate = rateOf(id, counts)
    if (rate === null) continue
    possible += points[part]
    reached += points[part] * (rates[id].better === 'more' ? rate : 1 - rate)
  }
  const whole = Object.values(points).reduce((sum, value) => sum + value, 0)
  return possible === 0 ? null : (reached / possible) * whole
}

/** By how much a count has changed, as a share of what it was before; null when there was nothing to compare with. */
export const changeOf = (now: number, before: number): number | null => (before === 0 ? null : now / before - 1)

/** The value below or at which that share of all lies, by the nearest rank, so that it is the value of a real case. Sorted ascending. */
export function rankOf(sorted: ArrayLike<number>, share: number): number | null {
  const place = Math.max(0, Math.ceil(share * sorted.length) - 1)
  return sorted[Math.min(sorted.length - 1, place)] ?? null
}
