import { distanceM } from '@lianqin/shared/geo'
import { expect, it } from 'vitest'
import { createRandom } from './random.engine.ts'
import { along, pathBetween } from './travel.engine.ts'

const from = { lon: 121.44, lat: 29.83 }
const to = { lon: 121.46, lat: 29.85 }

it('leads from one place to the other, longer than the crow flies and not by much', () => {
  for (let seed = 0; seed < 50; seed++) {
    const path = pathBetween(createRandom(`${seed}`), from, to)
    const straight = distanceM(from, to)
    expect(path.lengthM).toBeGreaterThan(straight)
    expect(path.lengthM).toBeLessThan(1.5 * straight)
    expect(distanceM(along(path, 0), from)).toBeLessThan(0.01)
    expect(distanceM(along(path, path.lengthM + 1), to)).toBeLessThan(0.01)
  }
})

it('never moves further than the metres it was given', () => {
  const path = pathBetween(createRandom('7'), from, to)
  for (let metres = 0; metres < path.lengthM; metres += 25) {
    expect(distanceM(along(path, metres), along(path, metres + 25))).toBeLessThan(25.1)
  }
})

it('faces where it goes', () => {
  const north = { points: [from, { lon: from.lon, lat: from.lat + 0.01 }], lengthM: 1_112 }
  const west = { points: [from, { lon: from.lon - 0.01, lat: from.lat }], lengthM: 965 }
  expect([along(north, 10).headingDeg, along(west, 10).headingDeg]).toEqual([0, 270])
})

it('stays where it is when there is no way to go', () => {
  expect(along(pathBetween(createRandom('7'), from, from), 5)).toEqual({ ...from, headingDeg: 0 })
})
