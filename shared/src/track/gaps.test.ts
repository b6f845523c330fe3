import { expect, it } from 'vitest'
import { isGap } from './gaps.rank.ts'

const before = { at: 0, lon: 121.44, lat: 29.83 }
const METRES_PER_DEGREE = 111_195

it.each([
  ['a second later, wherever', 1, 900, false],
  ['a minute later, wherever', 60, 900, false],
  ['later than a minute, where it stood', 61, 0, false],
  ['later than a minute, near', 300, 190, false],
  ['later than a minute, far away', 61, 210, true],
  ['lost meanwhile, though where it stood', 601, 0, true],
])('a fix %s', (_, seconds, metres, gap) => {
  expect(isGap(before, { at: seconds * 1_000, lon: before.lon, lat: before.lat + metres / METRES_PER_DEGREE })).toBe(
    gap,
  )
})
