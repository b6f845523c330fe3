import { describe, expect, it } from 'vitest'
import { aFact, frame, HOUR, MINUTE, NOON, notYet } from '../../test/fact.samples.ts'
import { openEvaluation } from './evaluate.engine.ts'

describe('the figures of a period', () => {
  const facts = [
    aFact({ id: 'incident-1', officerIds: ['officer-1', 'officer-2'] }),
    aFact({ id: 'incident-2', officerIds: ['officer-1'], handledAt: NOON + 3 * HOUR, closedAt: NOON + 4 * HOUR }),
    aFact({ id: 'incident-3', squadId: 'squad-gulin-2', extensions: 1, reworks: 1, arrivedAt: NOON + 50 * MINUTE }),
    aFact({
      id: 'incident-4',
      squadId: null,
      ...notYet,
      acceptedAt: null,
      offeredAt: null,
      departedAt: null,
      arrivedAt: null,
    }),
  ]
  const told = (by: 'squad' | 'officer' | 'area' = 'squad') => {
    const evaluation = openEvaluation(frame(), by, [])
    evaluation.take(facts)
    return { whole: evaluation.whole(), rows: [...evaluation.rows()] }
  }

  it('are the hand-computed ones', () => {
    const { whole } = told()
    expect(whole.rates.disposeRate).toBeCloseTo(3 / 4)
    expect(whole.rates.inTimeDisposeRate).toBeCloseTo(2 / 4)
    expect(whole.rates.overdueOpenRate).toBeCloseTo(1 / 4)
    expect(whole.rates.extendRate).toBeCloseTo(1 / 4)
    // The open one is due to be closed tomorrow, with limit and check.
    expect(whole.rates.archiveRate).toBe(1)
    expect(whole.rates.reworkRate).toBeCloseTo(1 / 3)
    // Accepted at 12:07; done at 13:00, 15:00 and 13:00, by the running clock.
    expect(whole.avgHandleMs).toBeCloseTo(((53 + 173 + 53) / 3) * MINUTE)
    // 30 × 0.75 + 20 × 0.5 + 20 × 2/3 + 20 × 0.75 + 10 × 0.75
    expect(whole.score).toBeCloseTo(22.5 + 10 + 40 / 3 + 15 + 7.5)
  })

  it('tell how long each stretch took, by the nearest rank, and how many cases took longer than the standard', () => {
    const { arrive, finish, accept } = told().whole.legs
    // 20, 20 and 40 minutes against 25.
    expect(arrive).toEqual({ n: 3, p50Ms: 20 * MINUTE, p90Ms: 40 * MINUTE, beyond: 1 })
    expect(accept).toEqual({ n: 3, p50Ms: MINUTE, p90Ms: MINUTE, beyond: 0 })
    expect(finish).toMatchObject({ n: 3, p50Ms: 30 * MINUTE, p90Ms: 150 * MINUTE, beyond: 1 })
  })

  it('stand by squad, with those that none has accepted apart, and by officer for each who was on it', () => {
    expect(told().rows.map(({ key, sheet }) => [key, sheet.counts.disposeDue])).toEqual([
      ['squad-gulin-1', 2],
      ['squad-gulin-2', 1],
      [null, 1],
    ])
    expect(told('officer').rows.map(({ key, sheet }) => [key, sheet.counts.disposeDue])).toEqual([
      ['officer-1', 2],
      ['officer-2', 1],
      [null, 2],
    ])
  })

  it('measure handling by each case’s own clock: a work clock stands still at noon', () => {
    const lunch = aFact({ clock: 'work_hour', acceptedAt: NOON - 10 * MINUTE, handledAt: NOON + 130 * MINUTE })
    const evaluation = openEvaluation(frame(), 'area', [])
    evaluation.take([lunch])
    // Ten minutes before noon, and ten after two.
    expect(evaluation.whole().avgHandleMs).toBe(20 * MINUTE)
  })
})
