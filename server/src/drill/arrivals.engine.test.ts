import { expect, it } from 'vitest'
import { arrivals, gapMs, REPORTS_BY_HOUR } from './arrivals.engine.ts'
import { createRandom } from './random.engine.ts'

const HOUR_MS = 3_600_000

it('keeps the pattern of 3,000 real reports', () => {
  expect(REPORTS_BY_HOUR).toHaveLength(24)
  expect(REPORTS_BY_HOUR.reduce((sum, count) => sum + count, 0)).toBe(3_000)
})

it('makes as many reports as were ordered, in order and within the time', () => {
  const times = arrivals(createRandom('7'), { perHour: 60, hours: 2, startHour: 9 })
  expect(times).toHaveLength(120)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(times.every((at) => at >= 0 && at < 2 * HOUR_MS)).toBe(true)
})

it('follows the hours of a real day', () => {
  const times = arrivals(createRandom('day'), { perHour: 1_000, hours: 24, startHour: 0 })
  for (const [hour, weight] of REPORTS_BY_HOUR.entries()) {
    const count = times.filter((at) => Math.floor(at / HOUR_MS) === hour).length
    expect(Math.abs(count / times.length - weight / 3_000), `hour ${hour}`).toBeLessThan(0.006)
  }
})

it('goes on past midnight, and takes a part of an hour', () => {
  const times = arrivals(createRandom('night'), { perHour: 40, hours: 1.5, startHour: 23 })
  expect(times).toHaveLength(60)
  expect(times.every((at) => at < 1.5 * HOUR_MS)).toBe(true)
})

it('leaves longer gaps in quiet hours, and always within the bounds', () => {
  const bounds = { shortestMs: 20_000, longestMs: 30_000 }
  const mean = (hour: number) => {
    const random = createRandom('gaps')
    const gaps = Array.from({ length: 500 }, () => gapMs(random, hour, bounds))
    expect(gaps.every((gap) => gap >= 20_000 && gap <= 30_000)).toBe(true)
    return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  }
  expect(mean(3)).toBeGreaterThan(mean(11) + 1_000)
})
