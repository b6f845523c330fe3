import { type CaseSet, caseSets } from '@lianqin/shared/evaluation/indicator'
import type { EvaluationRules } from '@lianqin/shared/evaluation/rules'
import { describe, expect, it } from 'vitest'
import { aFact, DAY, frame, HOUR, MINUTE, NOON, notYet } from '../../test/fact.samples.ts'
import type { CaseFact } from './case-fact.ts'
import { behind } from './evaluate.engine.ts'
import type { Frame } from './frame.engine.ts'

const setsOf = (fact: CaseFact, by: Frame): CaseSet[] => caseSets.filter((set) => behind(set, fact, by))

describe('one case', () => {
  it('that went as it should belongs to every good set and to no bad one', () => {
    expect(setsOf(aFact({ source: 'hotline' }), frame())).toEqual(
      caseSets.filter((set) => !['overdueOpen', 'extended', 'closedLate', 'reworked', 'acts'].includes(set)),
    )
  })

  it.each<[string, Partial<CaseFact>, Partial<EvaluationRules>, { in?: CaseSet[]; out?: CaseSet[] }]>([
    [
      'filed after 16 minutes is not filed in time',
      { filedAt: NOON + 16 * MINUTE },
      {},
      { in: ['filed'], out: ['filedInTime'] },
    ],
    [
      'handled a minute late is disposed, not in time',
      { handledAt: NOON + 126 * MINUTE },
      {},
      { in: ['disposed'], out: ['disposedInTime', 'overdueOpen'] },
    ],
    ['handled to the millisecond is in time', { handledAt: NOON + 125 * MINUTE }, {}, { in: ['disposedInTime'] }],
    ['open past its limit is overdue', { ...notYet }, {}, { in: ['disposeDue', 'overdueOpen'], out: ['disposed'] }],
    [
      'open and not due yet is nobody’s debt',
      { ...notYet, dueAt: NOON + DAY },
      {},
      { out: ['disposeDue', 'overdueOpen'] },
    ],
    [
      'on the ledger is not due',
      { ...notYet, state: 'suspended', dueAt: null },
      {},
      { out: ['disposeDue', 'dispatchDue', 'closeDue'] },
    ],
    [
      'voided is not due, and was filed wrongly',
      { ...notYet, state: 'void', closedAt: NOON + HOUR },
      {},
      { in: ['reported', 'filed'], out: ['valid', 'filedRight', 'disposeDue', 'ended'] },
    ],
    [
      'voided may be called a right filing',
      { ...notYet, state: 'void', closedAt: NOON + HOUR },
      { wrongFiling: [] },
      { in: ['filedRight'] },
    ],
    [
      'merged is not a valid report',
      { ...notYet, state: 'void', isDuplicate: true, filedAt: null, closedAt: NOON },
      {},
      { in: ['reported'], out: ['valid', 'filed'] },
    ],
    [
      'merged may count as valid',
      { ...notYet, state: 'void', isDuplicate: true, filedAt: null, closedAt: NOON },
      { duplicatesAreValid: true },
      { in: ['valid'], out: ['registered'] },
    ],
    [
      'turned down is not valid, yet was verified',
      { ...notYet, state: 'rejected', filedAt: null, dueAt: null, closedAt: NOON + 20 * MINUTE, source: 'hotline' },
      {},
      { in: ['verifyDue', 'verifiedInTime'], out: ['valid', 'ended'] },
    ],
    [
      'decided on after 31 minutes was verified late',
      { filedAt: NOON + 31 * MINUTE, source: 'hotline' },
      {},
      { in: ['verifyDue'], out: ['verifiedInTime'] },
    ],
    ['found by our own patrol needs no verification', { source: 'patrol' }, {}, { out: ['verifyDue'] }],
    ['found unfounded was filed wrongly', { outcome: 'unfounded' }, {}, { in: ['filed'], out: ['filedRight'] }],
    [
      'sent back was dispatched wrongly',
      { sentBack: 1 },
      {},
      { in: ['dispatchDue', 'dispatchedInTime'], out: ['dispatchedRight'] },
    ],
    ['recalled is no wrong dispatch unless the district says so', { recalled: 1 }, {}, { in: ['dispatchedRight'] }],
    ['recalled may be one', { recalled: 1 }, { wrongDispatch: ['recalled'] }, { out: ['dispatchedRight'] }],
    [
      'accepted after 16 minutes is late',
      { firstAcceptedAt: NOON + 21 * MINUTE },
      {},
      { in: ['dispatchDue'], out: ['dispatchedInTime'] },
    ],
    [
      'held out in time is enough where that is the rule',
      { firstAcceptedAt: NOON + 21 * MINUTE },
      { dispatchedBy: 'offer' },
      { in: ['dispatchedInTime'] },
    ],
    ['extended is told apart', { extensions: 1 }, {}, { in: ['extended'] }],
    ['done again counts once', { reworks: 3 }, {}, { in: ['reworked'] }],
    [
      'taken up again counts as done again where that is the rule',
      { reopens: 1 },
      { reopenedIsRework: true },
      { in: ['reworked'] },
    ],
    [
      'closed by decree is left out',
      { outcome: 'forced', handledAt: null },
      {},
      { in: ['ended'], out: ['disposeDue', 'closeDue'] },
    ],
    [
      'closed by decree may count as disposed',
      { outcome: 'forced', handledAt: null },
      { forced: 'disposed' },
      { in: ['disposedInTime', 'closedInTime'] },
    ],
    [
      'closed by decree may count as not disposed',
      { outcome: 'forced', handledAt: null },
      { forced: 'open' },
      { in: ['overdueOpen'], out: ['disposed'] },
    ],
    [
      'closed a minute after limit and check is closed late',
      { closedAt: NOON + 125 * MINUTE + DAY + MINUTE },
      {},
      { out: ['closeDue'] },
    ],
    [
      'closed with the limit alone',
      { closedAt: NOON + 126 * MINUTE },
      { closeBy: 'limit' },
      { in: ['closedLate'], out: ['closedInTime'] },
    ],
    [
      'handled and waiting for its check past a day',
      { ...notYet, state: 'handled', handledAt: NOON - 13 * HOUR, reportedAt: NOON - 14 * HOUR },
      {},
      { in: ['checkDue'], out: ['checkedInTime', 'handled'] },
    ],
    ['decided on is an act of that period', { decidedAt: NOON }, {}, { in: ['acts'] }],
    [
      'imported as history was never due',
      { filedAt: null, dueAt: null, handledAt: null, clock: null, source: 'import' },
      {},
      { in: ['reported', 'ended'], out: ['disposeDue', 'closeDue', 'filed'] },
    ],
  ])('%s', (_, change, rules, told) => {
    const sets = setsOf(aFact(change), frame(rules))
    for (const set of told.in ?? []) expect(sets).toContain(set)
    for (const set of told.out ?? []) expect(sets).not.toContain(set)
  })
})

describe('what is due in a period', () => {
  const tuesday = { from: NOON + 12 * HOUR, to: NOON + 36 * HOUR }
  /** Disposed of on Monday, due on Tuesday. */
  const early = aFact({ dueAt: NOON + DAY })
  it.each([
    ['deadline-or-early', true, true],
    ['deadline', false, true],
    ['once', true, false],
  ] as const)('%s: a case done ahead of its deadline counts on Monday %s, on Tuesday %s', (due, monday, then) => {
    expect(setsOf(early, frame({ due })).includes('disposeDue')).toBe(monday)
    expect(setsOf(early, frame({ due }, tuesday)).includes('disposeDue')).toBe(then)
  })

  it('is judged as of the end of the period: what came later does not count for it', () => {
    const late = aFact({ handledAt: NOON + 30 * HOUR, closedAt: NOON + 31 * HOUR })
    expect(setsOf(late, frame())).toContain('overdueOpen')
    expect(setsOf(late, frame({}, tuesday))).toContain('handled')
  })
})
