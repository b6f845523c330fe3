import { passedMs } from '@lianqin/shared/calendar'
import type { Sheet } from '@lianqin/shared/evaluation/evaluation'
import { type CaseSet, caseSets, type Leg, legs, type RateId, rateIds } from '@lianqin/shared/evaluation/indicator'
import { rankOf, rateOf, scoreOf } from '@lianqin/shared/evaluation/rate'
import type { CaseFact } from './case-fact.ts'
import type { Frame } from './frame.engine.ts'
import { legMs, standardMs } from './legs.engine.ts'
import { belongs, handleBegan } from './sets.engine.ts'

/** What one case contributes to a period: the sets it belongs to, how long it was handled, and how long its stretches took. */
export interface Contribution {
  sets: readonly CaseSet[]
  handleMs: number | null
  legs: readonly { leg: Leg; ms: number }[]
}

export function contributionOf(fact: CaseFact, frame: Frame): Contribution {
  const sets = caseSets.filter((name) => belongs[name](fact, frame))
  return {
    sets,
    handleMs: sets.includes('timed') ? handleMsOf(fact, frame) : null,
    legs: legs.flatMap((leg) => {
      const ms = legMs(leg, fact, frame)
      return ms === null ? [] : [{ leg, ms }]
    }),
  }
}

/** How long a case was handled, in milliseconds of its own clock. */
export function handleMsOf(fact: CaseFact, frame: Frame): number | null {
  const began = handleBegan(fact, frame)
  if (began === null || fact.handledAt === null || fact.clock === null) return null
  return passedMs(fact.clock, began, fact.handledAt, frame.calendar)
}

/** Figures while they are being added up. */
export interface Tally {
  counts: Record<CaseSet, number>
  handleMs: number
  legs: Record<Leg, number[]>
}

const each = <K extends string, V>(names: readonly K[], value: () => V) =>
  Object.fromEntries(names.map((name) => [name, value()])) as Record<K, V>

export const emptyTally = (): Tally => ({
  counts: each(caseSets, () => 0),
  handleMs: 0,
  legs: each(legs, () => []),
})

export function add(tally: Tally, { sets, handleMs, legs: took }: Contribution): void {
  for (const name of sets) tally.counts[name] += 1
  tally.handleMs += handleMs ?? 0
  for (const { leg, ms } of took) tally.legs[leg].push(ms)
}

/** The figures as they are told. */
export function sheetOf({ counts, handleMs, legs: took }: Tally, frame: Frame): Sheet {
  return {
    counts,
    rates: Object.fromEntries(rateIds.map((id) => [id, rateOf(id, counts)])) as Record<RateId, number | null>,
    avgHandleMs: counts.timed === 0 ? null : handleMs / counts.timed,
    legs: Object.fromEntries(legs.map((leg) => [leg, legFigures(took[leg], standardMs(leg, frame))])) as Sheet['legs'],
    score: scoreOf(counts, frame.rules.score),
  }
}

function legFigures(took: readonly number[], standard: number | null): Sheet['legs'][Leg] {
  const sorted = Float64Array.from(took).sort()
  return {
    n: sorted.length,
    p50Ms: rankOf(sorted, 0.5),
    p90Ms: rankOf(sorted, 0.9),
    beyond: standard === null ? null : sorted.reduce((sum, ms) => sum + Number(ms > standard), 0),
  }
}
