import { afterEach, describe, expect, it } from 'vitest'
import { clockOffset, remembering } from './clock.rank.ts'
import { locale } from './i18n.ts'
import { age, clockTime, countdown, DAY, HOUR, MINUTE, remaining, SECOND, span, useUtcOffset } from './time.ts'

afterEach(() => {
  locale.value = 'zh-CN'
})

describe('a length of time', () => {
  it('is counted by the second up to four hours, then by the minute, then by the day', () => {
    expect(span(HOUR + 55 * MINUTE + 32 * SECOND)).toBe('1:55:32')
    expect(span(7 * HOUR + 12 * MINUTE)).toBe('7 h 12′')
    expect(span(26 * HOUR)).toBe('1 天 2 h')
  })
  it('says when it is over, in the language of the screen', () => {
    expect(remaining(-(7 * MINUTE + 40 * SECOND))).toBe('超 0:07:40')
    locale.value = 'en'
    expect(remaining(-(7 * MINUTE + 40 * SECOND))).toBe('over 0:07:40')
  })
  it('is as short as a table needs it', () => {
    expect([4 * SECOND, 12 * MINUTE, 99 * MINUTE, 4 * HOUR].map(age)).toEqual(['4 s', '12′', '99′', '4 h'])
    expect([99 * DAY, 150 * DAY, 800 * DAY].map(age)).toEqual(['99 天', '0.4 年', '2.2 年'])
    expect(countdown(130 * SECOND)).toBe('2:10')
  })
})

it('shows the time of the district, wherever the screen stands', () => {
  useUtcOffset(480)
  expect(clockTime('2026-11-24T06:09:06.000Z')).toBe('14:09:06')
})

it('believes the quickest message about the clock of the server, and forgets old ones', () => {
  expect(clockOffset([-120, -20, -900])).toBe(-20)
  expect(clockOffset(Array.from({ length: 20 }, (_, index) => -index).reduce<number[]>(remembering, []))).toBe(-8)
})
