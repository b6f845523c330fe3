import { describe, expect, it } from 'vitest'
import { tallies, total, worstFirst } from './townships.rank.ts'

const cases = (areaId: `area-${string}`, ...tones: ('calm' | 'due' | 'over')[]) =>
  tones.map((tone) => ({ areaId, tone, unfiled: false }))

describe('the townships of the wall', () => {
  it('count every open case once, also where an area has none', () => {
    const byArea = tallies(['area-a', 'area-b'], cases('area-a', 'calm', 'due', 'over', 'over'))
    expect(byArea.get('area-a')).toEqual({ open: 4, unfiled: 0, due: 1, over: 2 })
    expect(byArea.get('area-b')).toEqual({ open: 0, unfiled: 0, due: 0, over: 0 })
  })

  it('keep what waits to be filed apart, and within the open', () => {
    const byArea = tallies([], [...cases('area-a', 'over'), { areaId: 'area-a', tone: 'calm', unfiled: true }])
    expect(byArea.get('area-a')).toEqual({ open: 2, unfiled: 1, due: 0, over: 1 })
  })

  it('stand the worst first: overdue, then due, then open', () => {
    const rows = [
      ...cases('area-calm', 'calm', 'calm', 'calm'),
      ...cases('area-due', 'due'),
      ...cases('area-over', 'over'),
      ...cases('area-both', 'over', 'due'),
    ]
    const order = worstFirst(tallies([], rows), 10).map(({ area }) => area)
    expect(order).toEqual(['area-both', 'area-over', 'area-due', 'area-calm'])
  })

  it('never lose a case: what has no row of its own is summed up in the last', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `area-${index}` as const)
    const byArea = tallies(
      ids,
      ids.flatMap((id, index) => cases(id, index % 2 === 0 ? 'over' : 'calm')),
    )
    const rows = worstFirst(byArea, 18)
    expect(rows).toHaveLength(18)
    expect(rows.at(-1)).toMatchObject({ area: null, count: 13 })
    expect(total(rows)).toEqual({ open: 30, unfiled: 0, due: 0, over: 15 })
  })
})
