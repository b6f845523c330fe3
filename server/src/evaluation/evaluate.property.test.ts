import { type CaseSet, caseLists, caseSets, legs } from '@lianqin/shared/evaluation/indicator'
import type { EvaluationRules } from '@lianqin/shared/evaluation/rules'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, frame, HOUR, NOON } from '../../test/fact.samples.ts'
import type { CaseFact } from './case-fact.ts'
import { behind, isAmong, openEvaluation } from './evaluate.engine.ts'
import type { Frame } from './frame.engine.ts'

const at = fc.option(fc.integer({ min: NOON - 3 * DAY, max: NOON + 3 * DAY }))
const count = fc.nat({ max: 2 })
const anyFact: fc.Arbitrary<CaseFact> = fc.record({
  id: fc.constant('incident-1' as const),
  no: fc.nat(),
  areaId: fc.constantFrom('area-gulin', 'area-gaoqiao'),
  matterId: fc.constantFrom('matter-e0406', 'matter-e0505'),
  source: fc.constantFrom('desk', 'hotline', 'patrol', 'video', 'platform', 'import'),
  state: fc.constantFrom(
    'reported',
    'filed',
    'dispatched',
    'suspended',
    'handled',
    'closed',
    'rejected',
    'void',
    'reopened',
  ),
  outcome: fc.constantFrom('settled', 'unfounded', 'violation', 'forced', null),
  squadId: fc.constantFrom('squad-gulin-1', 'squad-gulin-2', null),
  officerIds: fc.constantFrom([], ['officer-1' as const], ['officer-1' as const, 'officer-2' as const]),
  isDuplicate: fc.boolean(),
  clock: fc.constantFrom('urgent_hour', 'work_hour', null),
  extensions: count,
  reportedAt: fc.integer({ min: NOON - 3 * DAY, max: NOON + 3 * DAY }),
  ...{ filedAt: at, dueAt: at, handledAt: at, closedAt: at, decidedAt: at, askedAt: at, firstOfferedAt: at },
  ...{ firstAcceptedAt: at, offeredAt: at, acceptedAt: at, departedAt: at, arrivedAt: at },
  ...{ reworks: count, reopens: count, sentBack: count, notOurs: count, recalled: count },
})
const anyRules: fc.Arbitrary<Partial<EvaluationRules>> = fc.record({
  due: fc.constantFrom('deadline-or-early', 'deadline', 'once'),
  forced: fc.constantFrom('excluded', 'disposed', 'open'),
  closeBy: fc.constantFrom('limit', 'limit-and-check'),
  dispatchedBy: fc.constantFrom('offer', 'acceptance'),
  handleFrom: fc.constantFrom('filed', 'accepted', 'arrived'),
})
const halves = [
  { from: NOON - 12 * HOUR, to: NOON },
  { from: NOON, to: NOON + 12 * HOUR },
]

describe('whatever the cases and the rules', () => {
  const forAll = (judge: (facts: CaseFact[], rules: Partial<EvaluationRules>) => void) =>
    fc.assert(fc.property(fc.array(anyFact, { maxLength: 30 }), anyRules, judge), { numRuns: 300 })
  const evaluated = (facts: CaseFact[], by: Frame, axis: 'squad' | 'area' | 'matter' | 'source' = 'area') => {
    const evaluation = openEvaluation(by, axis, halves)
    evaluation.take(facts)
    return { whole: evaluation.whole(), rows: [...evaluation.rows()], series: [...evaluation.series()] }
  }

  it('every number has exactly that many cases behind it, in the whole and in every row', () =>
    forAll((facts, rules) => {
      const by = frame(rules)
      const { whole, rows } = evaluated(facts, by, 'squad')
      const countOf = (sheet: typeof whole, list: (typeof caseLists)[number]) => {
        const leg = legs.find((name) => list.endsWith(`-${name}`))
        if (leg) return list.startsWith('leg-') ? sheet.legs[leg].n : sheet.legs[leg].beyond
        return sheet.counts[list as CaseSet]
      }
      for (const list of caseLists) {
        expect(countOf(whole, list)).toBe(facts.filter((fact) => behind(list, fact, by)).length)
        for (const { key, sheet } of rows) {
          const own = facts.filter((fact) => isAmong(fact, [{ axis: 'squad', key }]) && behind(list, fact, by))
          expect(countOf(sheet, list)).toBe(own.length)
        }
      }
    }))

  it.each(['squad', 'area', 'matter', 'source'] as const)('the numbers of each %s add up to the whole', (axis) =>
    forAll((facts, rules) => {
      const { whole, rows } = evaluated(facts, frame(rules), axis)
      for (const set of caseSets)
        expect(rows.reduce((sum, { sheet }) => sum + sheet.counts[set], 0)).toBe(whole.counts[set])
    }),
  )

  it('what was due is disposed or open, what is closed is so in time or late, and no rate leaves 0 to 1', () =>
    forAll((facts, rules) => {
      const { counts, rates, score } = evaluated(facts, frame(rules)).whole
      expect(counts.disposed + counts.overdueOpen).toBe(counts.disposeDue)
      expect(counts.closedInTime + counts.closedLate).toBe(counts.closed)
      for (const rate of Object.values(rates)) if (rate !== null) expect(rate >= 0 && rate <= 1).toBe(true)
      if (score !== null) expect(score >= 0 && score <= 100.001).toBe(true)
    }))

  it('where each case is due once, the pieces of a period add up to it', () =>
    forAll((facts, rules) => {
      const { whole, series } = evaluated(facts, frame({ ...rules, due: 'once' }))
      for (const set of [
        'reported',
        'filed',
        'handled',
        'ended',
        'acts',
        'disposeDue',
        'closeDue',
        'disposedInTime',
      ] as const)
        expect(series.reduce((sum, { sheet }) => sum + sheet.counts[set], 0)).toBe(whole.counts[set])
    }))
})
