import type { Rings } from '@lianqin/shared/jurisdiction'
import { describe, expect, it } from 'vitest'
import { coverageFindings } from './areas.merge.ts'
import type { Position, Ring } from './rings.locate.ts'
import { ringFindings } from './rings.merge.ts'

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
const codes = (rings: Rings) => ringFindings('Gulin', rings).map(({ code }) => code)
/** About 1,075 by 1,235 m at this latitude. */
const SIDE = 0.0111

describe('checking the rings of an area', () => {
  it('finds nothing wrong with a box, nor with a box that has a hole', () => {
    expect(codes([[box(121, 29, 122, 30)]])).toEqual([])
    expect(codes([[box(121, 29, 122, 30), box(121.4, 29.4, 121.6, 29.6)]])).toEqual([])
  })

  it('names what does not make a ring', () => {
    expect(codes([])).toEqual(['ring.missing'])
    expect(codes([[box(121, 29, 122, 30).slice(0, 3)]])).toEqual(['ring.too-short'])
    expect(codes([[box(121, 29, 122, 30).slice(0, 4)]])).toEqual(['ring.unclosed'])
    expect(codes([[box(29, 121, 30, 122)]])).toEqual(['ring.no-degrees'])
    expect(codes([[Array.from({ length: 2001 }, (_, index): Position => [121 + index / 1e4, 29])]])).toEqual([
      'ring.too-long',
    ])
  })

  it('finds where a ring crosses itself', () => {
    const bow: Ring = [
      [121, 29],
      [122, 30],
      [122, 29],
      [121, 30],
      [121, 29],
    ]
    const [finding] = ringFindings('Gulin', [[bow]])
    expect(finding).toMatchObject({ code: 'ring.self-crossing', subject: 'Gulin', place: { lon: 121.5, lat: 29.5 } })
  })

  it('finds a spike, and a ring that touches itself in a point', () => {
    const spike: Ring = [
      [121, 29],
      [122, 29],
      [123, 29],
      [122, 29],
      [122, 30],
      [121, 29],
    ]
    const eight: Ring = [
      [121, 29],
      [122, 29],
      [121.5, 29.5],
      [122, 30],
      [121, 30],
      [121.5, 29.5],
      [121, 29],
    ]
    expect(codes([[spike]])).toEqual(['ring.self-crossing'])
    expect(codes([[eight]])).toEqual(['ring.self-crossing'])
  })

  it('finds a hole that is outside its ring or inside another hole', () => {
    expect(codes([[box(121, 29, 122, 30), box(123, 29, 124, 30)]])).toEqual(['ring.nesting'])
    const holes = [box(121.1, 29.1, 121.9, 29.9), box(121.2, 29.2, 121.3, 29.3)]
    expect(codes([[box(121, 29, 122, 30), ...holes]])).toEqual(['ring.nesting'])
  })

  it('only warns of a doubled position', () => {
    const [first, ...rest] = box(121, 29, 122, 30)
    const findings = ringFindings('Gulin', [[[first ?? [0, 0], first ?? [0, 0], ...rest]]])
    expect(findings).toMatchObject([{ severity: 'warning', code: 'ring.doubled' }])
  })
})

describe('checking areas against each other', () => {
  const shape = (subject: string, ring: Ring) => ({ subject, rings: [[ring]] })

  it('finds nothing where neighbours share their line', () => {
    const pair = [
      shape('west', box(121, 29, 121 + SIDE, 29.01)),
      shape('east', box(121 + SIDE, 29, 121 + 2 * SIDE, 29.01)),
    ]
    expect(coverageFindings(pair, null)).toEqual([])
  })

  it('says who overlaps, by how much, and where', () => {
    const pair = [shape('west', box(121, 29, 121.01, 29.01)), shape('east', box(121.009, 29, 121.02, 29.01))]
    const [finding] = coverageFindings(pair, null)
    expect(finding).toMatchObject({ severity: 'error', code: 'area.overlap', subject: 'west and east' })
    expect(finding?.text).toBe('both cover 108,141 m²')
    expect(finding?.place?.lon).toBeCloseTo(121.0095, 3)
  })

  it('only warns of an overlap too thin to matter', () => {
    const pair = [shape('west', box(121, 29, 121.0100001, 29.01)), shape('east', box(121.01, 29, 121.02, 29.01))]
    expect(coverageFindings(pair, null)).toMatchObject([{ severity: 'warning', code: 'area.overlap' }])
  })

  it('finds a gap that areas enclose', () => {
    const ring = [
      shape('south', box(121, 29, 121.03, 29.01)),
      shape('north', box(121, 29.02, 121.03, 29.03)),
      shape('west', box(121, 29.01, 121.01, 29.02)),
      shape('east', box(121.02, 29.01, 121.03, 29.02)),
    ]
    const [finding] = coverageFindings(ring, null)
    expect(finding).toMatchObject({ severity: 'error', code: 'area.gap' })
    expect(finding?.place?.lon).toBeCloseTo(121.015, 2)
  })

  it('finds a gap that opens to the outside when it is told the outline', () => {
    const pair = [shape('west', box(121, 29, 121.01, 29.01)), shape('east', box(121.011, 29, 121.02, 29.01))]
    expect(coverageFindings(pair, null)).toMatchObject([{ severity: 'warning', code: 'area.apart' }])
    const told = coverageFindings(pair, [[box(121, 29, 121.02, 29.01)]])
    expect(told.map(({ code }) => code)).toContain('area.gap')
  })

  it('finds an area that reaches beyond the outline', () => {
    const told = coverageFindings([shape('west', box(121, 29, 121.01, 29.01))], [[box(121, 29, 121.009, 29.01)]])
    expect(told).toMatchObject([{ severity: 'error', code: 'area.outside', subject: 'west' }])
  })
})
