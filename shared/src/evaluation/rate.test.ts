import { describe, expect, it } from 'vitest'
import { type CaseSet, caseLists, caseSets, indicatorIds, rateIds, rates } from './indicator.ts'
import { type Counts, changeOf, rankOf, rateOf, scoreOf } from './rate.ts'
import { defaultRules } from './rules.ts'

const counts = (given: Partial<Record<CaseSet, number>>): Counts =>
  ({ ...Object.fromEntries(caseSets.map((name) => [name, 0])), ...given }) as Counts

describe('a rate', () => {
  it('is one set over another, and nothing at all when nothing was due', () => {
    expect(rateOf('disposeRate', counts({ disposeDue: 8, disposed: 6 }))).toBe(0.75)
    expect(rateOf('disposeRate', counts({}))).toBeNull()
  })

  it('stands there for every indicator of DOMAIN §2.6, and the mean time of handling besides', () => {
    expect([...indicatorIds].sort()).toEqual(
      [
        'disposeRate',
        'inTimeDisposeRate',
        'overdueOpenRate',
        'extendRate',
        'reworkRate',
        'archiveRate',
        'inTimeArchiveRate',
        'overtimeArchiveRate',
        'inTimeRegisterRate',
        'accurateRegisterRate',
        'registerRate',
        'inTimeDispatchRate',
        'accurateDispatchRate',
        'inTimeVerifyRate',
        'inTimeCheckRate',
        'validReportRate',
        'avgHandleTime',
      ].sort(),
    )
  })

  it.each(rateIds)('%s has two sets whose cases can be asked for', (id) => {
    expect(caseLists).toContain(rates[id].part)
    expect(caseLists).toContain(rates[id].whole)
  })
})

describe('the district’s score', () => {
  it('is points times rate, and of what should be rare what is missing to all', () => {
    const all = counts({
      ...{ disposeDue: 40, disposed: 38, disposedInTime: 30, overdueOpen: 2, extended: 4 },
      ...{ closeDue: 20, reworked: 1 },
    })
    // 30 × 0.95 + 20 × 0.75 + 20 × 0.95 + 20 × 0.95 + 10 × 0.9
    expect(scoreOf(all, defaultRules.score)).toBeCloseTo(28.5 + 15 + 19 + 19 + 9, 10)
  })

  it('lets what had nothing due be stood for by the rest, and is none when nothing was due', () => {
    const perfect = counts({ disposeDue: 3, disposed: 3, disposedInTime: 3 })
    expect(scoreOf(perfect, defaultRules.score)).toBe(100)
    expect(scoreOf(counts({}), defaultRules.score)).toBeNull()
  })
})

describe('a change', () => {
  it('F06: acts counter, year-on-year — 11 441 vs 10 106 yields +13.21 %', () => {
    expect(((changeOf(11_441, 10_106) ?? 0) * 100).toFixed(2)).toBe('13.21')
  })

  it('against nothing is none', () => {
    expect(changeOf(5, 0)).toBeNull()
  })
})

describe('a percentile', () => {
  const ten = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
  it.each([
    [0.5, 50],
    [0.9, 90],
    [0.91, 100],
    [1, 100],
    [0, 10],
  ])('of %f of ten values is %f, the value of one of them', (share, value) => {
    expect(rankOf(ten, share)).toBe(value)
  })

  it('of one value is that one, of none there is none', () => {
    expect(rankOf([7], 0.9)).toBe(7)
    expect(rankOf([], 0.5)).toBeNull()
  })
})
