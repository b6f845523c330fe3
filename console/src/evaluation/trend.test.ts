import { describe, expect, it } from 'vitest'
import { layTrend } from './trend.engine.ts'

const size = { width: 100, height: 50 }
const points = (...values: (number | null)[]) => values.map((value, nth) => ({ value, n: nth + 1 }))

describe('a trend', () => {
  it('of shares begins and ends at tenths, so that a small change is seen and none is made larger than a tenth', () => {
    expect(layTrend(points(0.82, 0.95), [], size, true)).toMatchObject({ low: 0.8, high: 1 })
    expect(layTrend(points(0.5, 0.5), [], size, true)).toMatchObject({ low: 0.5, high: 0.6 })
    expect(layTrend(points(1, 1), [], size, true)).toMatchObject({ low: 0.9, high: 1 })
    expect(layTrend(points(0, 0), [], size, true)).toMatchObject({ low: 0, high: 0.1 })
  })

  it('of times begins at nothing', () => {
    expect(layTrend(points(10, 20), [], size, false).low).toBe(0)
  })

  it('makes room for what it is compared with', () => {
    expect(layTrend(points(0.95), points(0.31), size, true)).toMatchObject({ low: 0.3, high: 1 })
  })

  it('is broken where nothing was due', () => {
    const { line, ys } = layTrend(points(0.9, null, 0.8, 0.85), [], size, true)
    expect(line.match(/M/g)).toHaveLength(2)
    expect(ys[1]).toBeNull()
  })

  it('names its lowest and its highest piece, and none where all are the same', () => {
    expect(layTrend(points(0.9, 0.7, null, 0.95), [], size, true)).toMatchObject({ lowest: 1, highest: 3 })
    expect(layTrend(points(0.9, 0.9), [], size, true)).toMatchObject({ lowest: null, highest: null })
    expect(layTrend([], [], size, true)).toMatchObject({ line: '', lowest: null })
  })

  it('shows of how many cases each value is', () => {
    expect(layTrend(points(1, 1, 1, 1), [], size, true).bars).toEqual([0.25, 0.5, 0.75, 1])
  })
})
