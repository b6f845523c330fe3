import { describe, expect, it } from 'vitest'
import { inDays, readUntil } from './until.rank.ts'

/** Tuesday, 24 November 2026, 14:09 in China; work begins at eight. */
const rule = {
  now: Date.parse('2026-11-24T14:09:00+08:00'),
  utcOffsetMinutes: 480,
  periods: [{ from: 480, to: 720 }],
}
const local = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16)
const read = (text: string) => {
  const of = readUntil(text, rule)
  return 'at' in of ? local(of.at) : of.fault
}

describe('a date to which a clock is stopped', () => {
  it('is so many days from today, when work begins', () => {
    expect(local(inDays(1, rule))).toBe('2026-11-25T08:00')
    expect(local(inDays(7, rule))).toBe('2026-12-01T08:00')
  })

  it.each([
    ['2026-12-01', '2026-12-01T08:00'],
    ['12-01', '2026-12-01T08:00'],
    ['12/1 9:30', '2026-12-01T09:30'],
    ['12月1日', '2026-12-01T08:00'],
    ['11-24 18:00', '2027-11-24T18:00'],
    ['2026-11-24 18:00', '2026-11-24T18:00'],
    ['3.15', '2027-03-15T08:00'],
  ])('is read from "%s"', (text, at) => expect(read(text)).toBe(at))

  it.each([
    ['', 'unread'],
    ['tomorrow', 'unread'],
    ['2026-02-30', 'unread'],
    ['12-01 25:00', 'unread'],
    ['2026-11-24 09:00', 'past'],
    ['2028-01-01', 'far'],
  ])('is not taken from "%s": %s', (text, fault) => expect(read(text)).toBe(fault))
})
