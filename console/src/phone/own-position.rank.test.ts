import { expect, it } from 'vitest'
import { MOVING_MS, nextReadingMs, type Rest, restAt, STANDING_MS } from './own-position.rank.ts'

const HERE = { lon: 121.4426, lat: 29.832 }
const METRE = 1 / 111_195

it('whoever moves is read often, on foot too; whoever stands for a minute less often, until it moves again', () => {
  let rest: Rest | null = null
  let at = 0
  const waits = (metresEach: number, times: number) =>
    Array.from({ length: times }, (_, n) => {
      const place = { lon: HERE.lon, lat: HERE.lat + metresEach * n * METRE }
      rest = restAt(rest, place, at)
      const wait = nextReadingMs(rest, at)
      at += wait
      return wait
    })
  expect(new Set(waits(10, 100))).toEqual(new Set([MOVING_MS]))
  expect(waits(0, 12).at(-1)).toBe(STANDING_MS)
  expect(waits(3, 5).every((wait) => wait === STANDING_MS)).toBe(true)
  expect(waits(30, 5).slice(1)).toEqual(Array(4).fill(MOVING_MS))
})
