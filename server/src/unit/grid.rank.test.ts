import { PER_DEGREE, toSteps } from '@lianqin/shared/unit-values'
import type { Place } from '@lianqin/shared/wire/place'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, createGrid, type Grid, NOWHERE, placeIn, removeFrom, shapeOver, within } from './grid.rank.ts'
import { nearest } from './near.rank.ts'

const BOUNDS: Box = [121.2, 29.7, 121.6, 30]
const CAPACITY = 80
const anyone = () => true

/** All over the district and a good deal beyond it, often in the very same spot. */
const aPlace: fc.Arbitrary<Place> = fc.oneof(
  fc.record({
    lon: fc.double({ min: 121, max: 121.8, noNaN: true }),
    lat: fc.double({ min: 29.5, max: 30.2, noNaN: true }),
  }),
  fc.record({ lon: fc.constantFrom(121.2, 121.4, 121.401), lat: fc.constantFrom(29.7, 29.85, 29.8502) }),
)
/** A walk of everybody: null leaves. */
const aWalk = fc.array(fc.tuple(fc.nat(CAPACITY - 1), fc.option(aPlace, { freq: 5 })), { maxLength: 200 })

function walked(steps: readonly (readonly [number, Place | null])[]) {
  const grid = createGrid(shapeOver(BOUNDS, 100), CAPACITY)
  const there = new Map<number, Place>()
  for (const [index, place] of steps) {
    if (place) {
      placeIn(grid, index, toSteps(place.lon), toSteps(place.lat))
      there.set(index, { lon: toSteps(place.lon) / PER_DEGREE, lat: toSteps(place.lat) / PER_DEGREE })
    } else {
      removeFrom(grid, index)
      there.delete(index)
    }
  }
  return { grid, there }
}

/** As one writes it first: everybody measured, all sorted. */
function scanned(there: ReadonlyMap<number, Place>, { lon, lat }: Place) {
  const share = Math.cos((lat * Math.PI) / 180)
  return [...there]
    .map(([index, at]) => ({ index, metres: Math.hypot((at.lon - lon) * share, at.lat - lat) * 111_195 }))
    .sort((a, b) => a.metres - b.metres || a.index - b.index)
}

describe('the grid', () => {
  it('finds the same nearest as measuring everybody, wherever one stands', () => {
    fc.assert(
      fc.property(aWalk, aPlace, fc.integer({ min: 0, max: 10 }), (steps, place, wanted) => {
        const { grid, there } = walked(steps)
        const found = nearest(grid, place, wanted, anyone)
        const all = scanned(there, place)
        expect(found).toHaveLength(Math.min(wanted, all.length))
        for (const [rank, { metres }] of found.entries()) expect(metres).toBeCloseTo(all[rank]?.metres ?? -1, 5)
      }),
    )
  })

  it('finds only who is accepted, as far away as they may be', () => {
    fc.assert(
      fc.property(aWalk, aPlace, (steps, place) => {
        const { grid, there } = walked(steps)
        const odd = nearest(grid, place, 3, (index) => index % 2 === 1).map(({ index }) => index)
        expect(odd.every((index) => index % 2 === 1)).toBe(true)
        expect(odd).toHaveLength(Math.min(3, [...there.keys()].filter((index) => index % 2 === 1).length))
      }),
    )
  })

  it('holds in a view exactly who is in it, however all have moved', () => {
    fc.assert(
      fc.property(aWalk, aPlace, aPlace, (steps, a, b) => {
        const { grid, there } = walked(steps)
        const box: Box = [
          Math.min(a.lon, b.lon),
          Math.min(a.lat, b.lat),
          Math.max(a.lon, b.lon),
          Math.max(a.lat, b.lat),
        ]
        const rounded = box.map((side) => toSteps(side) / PER_DEGREE) as unknown as Box
        const inside = [...there].filter(
          ([, { lon, lat }]) => lon >= rounded[0] && lat >= rounded[1] && lon <= rounded[2] && lat <= rounded[3],
        )
        expect(within(grid, box).sort((x, y) => x - y)).toEqual(inside.map(([index]) => index).sort((x, y) => x - y))
        expect(grid.placed).toBe(there.size)
        expect(chained(grid)).toEqual([...there.keys()].sort((x, y) => x - y))
      }),
    )
  })

  it('of two who stand in the same spot names the one with the lower number first', () => {
    const { grid } = walked([7, 3, 5].map((index) => [index, { lon: 121.4, lat: 29.85 }] as const))
    expect(nearest(grid, { lon: 121.4, lat: 29.85 }, 2, anyone).map(({ index }) => index)).toEqual([3, 5])
  })

  it.each([
    ['a point', [121.4, 29.8, 121.4, 29.8]],
    ['half a continent', [73, 18, 135, 53]],
  ] as const)('works over %s as well', (_, box) => {
    const grid = createGrid(shapeOver(box, 100), 2)
    placeIn(grid, 0, toSteps(121.4), toSteps(29.8))
    placeIn(grid, 1, toSteps(100), toSteps(40))
    expect(nearest(grid, { lon: 101, lat: 41 }, 2, anyone).map(({ index }) => index)).toEqual([1, 0])
    expect(grid.first.length).toBeLessThan(270_000)
  })
})

/** Everybody the chains hold. */
function chained({ first, next, cell }: Grid): number[] {
  const found: number[] = []
  first.forEach((one, at) => {
    for (let index = one; index !== NOWHERE; index = next[index] ?? NOWHERE) if (cell[index] === at) found.push(index)
  })
  return found.sort((a, b) => a - b)
}
