import type { Area, Rings } from '@lianqin/shared/jurisdiction'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLocator } from './jurisdiction.locate.ts'

type Located = Pick<Area, 'id' | 'rings'>

const square = (id: Area['id'], west: number, south: number, size: number): Located => ({
  id,
  rings: [
    [
      [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
      ],
    ],
  ],
})

/** The textbook ray, over every edge. */
function naively(rings: Rings, lon: number, lat: number): boolean {
  let inside = false
  for (const ring of rings.flat()) {
    for (let index = 0; index + 1 < ring.length; index++) {
      const [a, b] = [ring[index], ring[index + 1]]
      if (!a || !b || a[1] === b[1]) continue
      const [low, high] = a[1] < b[1] ? [a, b] : [b, a]
      const crosses = lat >= low[1] && lat < high[1]
      if (crosses && lon < low[0] + ((high[0] - low[0]) * (lat - low[1])) / (high[1] - low[1])) inside = !inside
    }
  }
  return inside
}

/** A star around a point, with a hole when asked: rings as wild as a boundary can be without crossing itself. */
const starRings = fc
  .record({
    lon: fc.double({ min: 121.1, max: 121.5, noNaN: true }),
    lat: fc.double({ min: 29.7, max: 29.9, noNaN: true }),
    radii: fc.array(fc.double({ min: 0.01, max: 0.1, noNaN: true }), { minLength: 3, maxLength: 40 }),
    hole: fc.boolean(),
  })
  .map(({ lon, lat, radii, hole }): Rings => {
    const ring = (share: number) => {
      const points = radii.map((radius, index): [number, number] => {
        const angle = (2 * Math.PI * index) / radii.length
        return [lon + share * radius * Math.cos(angle), lat + share * radius * Math.sin(angle)]
      })
      return [...points, points[0] ?? [lon, lat]]
    }
    return [hole ? [ring(1), ring(0.5)] : [ring(1)]]
  })

describe('finding the area of a place', () => {
  it('agrees with the textbook ray for any shapes and places, overlapping or not', () => {
    fc.assert(
      fc.property(
        fc.array(starRings, { minLength: 1, maxLength: 4 }),
        fc.array(
          fc.tuple(fc.double({ min: 121, max: 121.6, noNaN: true }), fc.double({ min: 29.6, max: 30, noNaN: true })),
        ),
        (shapes, places) => {
          const areas = shapes.map((rings, index): Located => ({ id: `area-${index}`, rings }))
          const locate = createLocator(areas)
          const corners = shapes.flat(2).flat().slice(0, 20)
          for (const [lon, lat] of [...places, ...corners]) {
            const expected = areas.find(({ rings }) => naively(rings, lon, lat))?.id ?? null
            expect(locate({ lon, lat })).toBe(expected)
          }
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)

  it('gives a place on a shared edge to exactly one of the two, whatever their order', () => {
    const pair = [square('area-west', 121, 29, 0.1), square('area-east', 121.1, 29, 0.1)]
    const locate = createLocator(pair)
    const reversed = createLocator(pair.toReversed())
    for (let lat = 29; lat < 29.1; lat += 0.0013) {
      expect(locate({ lon: 121.1, lat })).toBe('area-east')
      expect(reversed({ lon: 121.1, lat })).toBe('area-east')
    }
  })

  it('answers nobody outside, far away and for what is no number', () => {
    const locate = createLocator([square('area-a', 121, 29, 0.1)])
    expect(locate({ lon: 121.2, lat: 29.05 })).toBeNull()
    expect(locate({ lon: -122.4, lat: 37.8 })).toBeNull()
    expect(locate({ lon: Number.NaN, lat: 29.05 })).toBeNull()
  })

  it('knows no area where there is none', () => {
    expect(createLocator([])({ lon: 121, lat: 29 })).toBeNull()
  })
})
