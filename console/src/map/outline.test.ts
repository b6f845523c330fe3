import { describe, expect, it } from 'vitest'
import { outlines } from './outline.ts'

const square = (west: number, south: number, size = 1): [number, number][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const segments = (runs: readonly (readonly unknown[])[]) => runs.reduce((sum, run) => sum + run.length - 1, 0)

describe('the lines of the areas', () => {
  it('draws what two areas share once, and the rest as the district', () => {
    const { inner, outer } = outlines([{ rings: [[square(0, 0)]] }, { rings: [[square(1, 0)]] }])
    expect(segments(inner)).toBe(1)
    expect(segments(outer)).toBe(6)
  })

  it('knows an inner line also where the neighbours were drawn apart', () => {
    const halves = [{ rings: [[square(1, 0, 0.5)]] }, { rings: [[square(1, 0.5, 0.5)]] }]
    const { inner } = outlines([{ rings: [[square(0, 0)]] }, ...halves])
    // The long side, drawn for the one neighbour, and the two short sides drawn for the others, and between those one.
    expect(segments(inner)).toBe(4)
  })

  it('runs along as far as the line keeps its kind, so that dashes are even', () => {
    const { outer } = outlines([{ rings: [[square(0, 0)]] }])
    expect(outer).toEqual([square(0, 0)])
  })

  it('has nothing to draw without areas', () => {
    expect(outlines([])).toEqual({ inner: [], outer: [] })
  })
})
