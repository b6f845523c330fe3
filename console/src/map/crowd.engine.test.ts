import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createMercator,
  follow,
  hitIn,
  layOut,
  mercatorX,
  mercatorY,
  PILE_FROM,
  type Sighting,
} from './crowd.engine.ts'
import { fleetOf } from './fleet.ts'
import { type MapUnit, unitTones } from './view-model.ts'

const HERE = { lon: 121.5, lat: 29.85 }
const GLYPH = 16
const aUnit = (n: number, over: Partial<MapUnit> = {}): MapUnit => ({
  id: `unit-${n}`,
  tone: 'available',
  headingDeg: 0,
  stale: false,
  label: null,
  ...HERE,
  ...over,
})
const looking = (zoom: number): Sighting => ({
  zoom,
  centre: { x: mercatorX(HERE.lon), y: mercatorY(HERE.lat) },
  at: { x: 400, y: 300 },
  width: 800,
  height: 600,
})
const none = { glyph: GLYPH, alone: new Set<number>(), clip: null }
const laid = (units: MapUnit[], zoom: number, wish = none) => {
  const fleet = fleetOf(units)
  return layOut(fleet, follow(createMercator(0), fleet), looking(zoom), wish)
}
const scattered = fc.array(
  fc.record({
    east: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
    north: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
    tone: fc.constantFrom(...unitTones),
  }),
  { maxLength: 300 },
)

describe('a crowd on the map', () => {
  it('shows everybody once, alone or counted in a pile under the state it is in', () => {
    fc.assert(
      fc.property(scattered, fc.integer({ min: 11, max: 18 }), (places, zoom) => {
        const units = places.map(({ east, north, tone }, n) =>
          aUnit(n, { lon: HERE.lon + east, lat: HERE.lat + north, tone }),
        )
        const crowd = laid(units, zoom)
        const shown = [...crowd.index.subarray(0, crowd.count), ...crowd.piles.flatMap(({ members }) => members)]
        expect(new Set(shown).size).toBe(shown.length)
        if (zoom <= 11) expect(shown.length).toBe(units.length)
        for (const { tones, count, members } of crowd.piles) {
          expect(tones.reduce((sum, one) => sum + one, 0)).toBe(count)
          expect(count).toBe(members.length)
          for (const [tone, many] of tones.entries())
            expect(members.filter((one) => units[one]?.tone === unitTones[tone]).length).toBe(many)
        }
      }),
    )
  })

  it('piles whoever would cover each other, and opens the pile where the map is near enough', () => {
    const units = Array.from({ length: 40 }, (_, n) => aUnit(n, { lon: HERE.lon + n * 2e-5 }))
    expect(laid(units, 12)).toMatchObject({ count: 0, piles: [{ count: 40 }] })
    expect(laid(units, 16).piles).toEqual([])
    expect(laid(units.slice(0, PILE_FROM - 1), 12).piles).toEqual([])
  })

  it('never piles what is selected or proposed', () => {
    const units = Array.from({ length: 40 }, (_, n) => aUnit(n))
    const { index, count, piles } = laid(units, 12, { ...none, alone: new Set([7]) })
    expect([...index.subarray(0, count)]).toEqual([7])
    expect(piles[0]?.count).toBe(39)
  })

  it('tells units on one spot apart, however many: no two shapes cover each other', () => {
    for (const many of [2, 3, 7, 20, 60]) {
      const { x, y, count } = laid(
        Array.from({ length: many }, (_, n) => aUnit(n)),
        17,
      )
      expect(count).toBe(many)
      for (let one = 0; one < many; one++)
        for (let other = 0; other < one; other++)
          expect(Math.hypot((x[one] ?? 0) - (x[other] ?? 0), (y[one] ?? 0) - (y[other] ?? 0))).toBeGreaterThan(
            GLYPH * 0.9,
          )
    }
  })

  it('is told apart alike wherever it is on the screen: to move the map moves nobody against the others', () => {
    const near = fc.array(
      fc.record({ east: fc.integer({ min: 0, max: 60 }), north: fc.integer({ min: 0, max: 60 }) }),
      {
        minLength: 2,
        maxLength: 30,
      },
    )
    const shift = fc.record({
      x: fc.double({ min: -90, max: 90, noNaN: true }),
      y: fc.double({ min: -90, max: 90, noNaN: true }),
    })
    fc.assert(
      fc.property(near, shift, (places, { x, y }) => {
        const fleet = fleetOf(
          places.map(({ east, north }, n) => aUnit(n, { lon: HERE.lon + east * 2e-6, lat: HERE.lat + north * 2e-6 })),
        )
        const mercator = follow(createMercator(0), fleet)
        const still = looking(17)
        const here = layOut(fleet, mercator, still, none)
        const there = layOut(fleet, mercator, { ...still, at: { x: still.at.x + x, y: still.at.y + y } }, none)
        expect(there.count).toBe(here.count)
        for (let row = 0; row < here.count; row++) {
          expect((there.x[row] ?? 0) - x).toBeCloseTo(here.x[row] ?? 0, 2)
          expect((there.y[row] ?? 0) - y).toBeCloseTo(here.y[row] ?? 0, 2)
        }
      }),
    )
  })

  it('tells two who touch apart, whatever edge might run between them', () => {
    const touching = fc.record({
      x: fc.double({ min: -8, max: 8, noNaN: true }),
      y: fc.double({ min: -8, max: 8, noNaN: true }),
    })
    fc.assert(
      fc.property(touching, ({ x, y }) => {
        const fleet = fleetOf([aUnit(0), aUnit(1, { lon: HERE.lon + 1e-5, lat: HERE.lat + 1e-5 })])
        const sighting = { ...looking(17), at: { x: 400 + x, y: 300 + y } }
        const crowd = layOut(fleet, follow(createMercator(0), fleet), sighting, none)
        const apart = Math.hypot((crowd.x[0] ?? 0) - (crowd.x[1] ?? 0), (crowd.y[0] ?? 0) - (crowd.y[1] ?? 0))
        expect(apart).toBeGreaterThan(GLYPH * 0.9)
      }),
    )
  })

  it('is cut where a part is shown elsewhere', () => {
    const units = [aUnit(0), aUnit(1, { lon: HERE.lon + 0.02 })]
    const bounds = [HERE.lon - 0.01, HERE.lat - 0.01, HERE.lon + 0.01, HERE.lat + 0.01] as const
    const shown = (keeps: 'inside' | 'outside') => {
      const { index, count } = laid(units, 13, { ...none, clip: { bounds, keeps } } as never)
      return [...index.subarray(0, count)]
    }
    expect(shown('inside')).toEqual([0])
    expect(shown('outside')).toEqual([1])
  })

  it('is hit where a shape is, and nowhere else', () => {
    const crowd = laid([aUnit(0), aUnit(1, { lon: HERE.lon + 0.01 })], 13)
    expect(hitIn(crowd, { x: 403, y: 300 }, 12)).toMatchObject({ index: 0, pile: null })
    expect(hitIn(crowd, { x: 500, y: 100 }, 12)).toBeNull()
  })
})
