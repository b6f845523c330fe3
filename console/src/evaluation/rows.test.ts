import type { Sheet, SheetRow } from '@lianqin/shared/evaluation/evaluation'
import { describe, expect, it } from 'vitest'
import { growthOf, lasting, longerBy, pointsOf, written } from './figures.ts'
import { ordered } from './rows.rank.ts'

const row = (key: string | null, rate: number | null, due: number): SheetRow => ({
  key,
  sheet: { counts: { disposeDue: due }, rates: { inTimeDisposeRate: rate, overdueOpenRate: rate } } as unknown as Sheet,
})
const rows = [row('b', 0.9, 10), row(null, 0.1, 5), row('a', 0.5, 2), row('d', null, 0), row('c', 0.5, 8)]
const keys = (id: 'inTimeDisposeRate' | 'overdueOpenRate', order: 'worst' | 'most' | 'name') =>
  ordered(rows, id, order, (key) => key ?? '').map(({ key }) => key)

describe('the rows of an axis', () => {
  it('stand with the worst first, of equals the one with more cases; without a value or a name last', () => {
    expect(keys('inTimeDisposeRate', 'worst')).toEqual(['c', 'a', 'b', 'd', null])
  })

  it('turn round where less is better', () => {
    expect(keys('overdueOpenRate', 'worst')).toEqual(['b', 'c', 'a', 'd', null])
  })

  it('stand by cases or by name', () => {
    expect(keys('inTimeDisposeRate', 'most')).toEqual(['b', 'c', 'a', 'd', null])
    expect(keys('inTimeDisposeRate', 'name')).toEqual(['a', 'b', 'c', 'd', null])
  })
})

describe('a figure as it is written', () => {
  it.each([
    [52_000, '0:52'],
    [725_000, '12:05'],
    [3_599_900, '1 h'],
    [3_900_000, '1 h 5′'],
    [86_400_000, '24 h'],
  ])('%i ms lasted %s', (ms, said) => expect(lasting(ms)).toBe(said))

  it('tells a change with its sign, and none as none', () => {
    expect(pointsOf(0.754, 0.723)).toBe('+3.1')
    expect(pointsOf(0.7, 0.75)).toBe('−5.0')
    expect(pointsOf(0.70001, 0.7)).toBe('0')
    expect(growthOf(0.1321)).toBe('+13.2 %')
    expect(longerBy(-240_000)).toBe('−4:00')
    expect(written('disposeRate', 0.625)).toBe('62.5 %')
  })
})
