import { emptyTrack, type Track } from '@lianqin/shared/track/track'
import { toMoment } from '@lianqin/shared/wire/moment'
import { describe, expect, it } from 'vitest'
import { daysOf, dutyWithin } from './day.rank.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
/** Two in the afternoon in Ningbo. */
const START = Date.parse('2026-03-02T06:00:00Z')
const NINGBO = 480

function track(fixes: readonly { at: number; lon: number; lat: number }[]): Track {
  const made = emptyTrack(fixes.length)
  for (const [row, { at, lon, lat }] of fixes.entries()) {
    made.at[row] = at
    made.lon[row] = lon
    made.lat[row] = lat
  }
  return made
}
/** North by a kilometre in ten minutes. */
const driven = (start: number) =>
  Array.from({ length: 61 }, (_, n) => ({ at: start + n * 10_000, lon: 121.44, lat: 29.83 + (n * 16.6667) / 111_195 }))

describe('what is left of a day', () => {
  it('is when it was heard first and last, how often, and how far it went', () => {
    const [day, ...more] = daysOf(track(driven(START)), NINGBO)
    expect(more).toEqual([])
    expect(day).toMatchObject({
      day: '2026-03-02',
      firstAt: toMoment(START),
      lastAt: toMoment(START + 10 * MINUTE),
      fixes: 61,
    })
    expect(day?.metres).toBeGreaterThan(960)
    expect(day?.metres).toBeLessThan(1_010)
  })

  it('is the district’s own day, whatever UTC says', () => {
    const midnight = Date.parse('2026-03-02T16:00:00Z')
    const days = daysOf(track(driven(midnight - 5 * MINUTE)), NINGBO)
    expect(days.map(({ day, fixes }) => [day, fixes])).toEqual([
      ['2026-03-02', 30],
      ['2026-03-03', 31],
    ])
    expect(days.reduce((sum, { metres }) => sum + metres, 0)).toBeGreaterThan(960)
  })

  it('counts no way where it stood and its receiver wandered, nor where nobody knows where it was', () => {
    const standing = Array.from({ length: 3_600 }, (_, n) => ({
      at: START + n * 1_000,
      lon: 121.44 + ((n % 7) - 3) * 1e-5,
      lat: 29.83 + ((n % 5) - 2) * 1e-5,
    }))
    expect(daysOf(track(standing), NINGBO)[0]?.metres).toBe(0)
    const torn = [
      { at: START, lon: 121.44, lat: 29.83 },
      { at: START + 30 * MINUTE, lon: 121.5, lat: 29.86 },
    ]
    expect(daysOf(track(torn), NINGBO)[0]).toMatchObject({ metres: 0, fixes: 2 })
    expect(daysOf(emptyTrack(0), NINGBO)).toEqual([])
  })
})

describe('how long a squad was on duty', () => {
  const at = (hour: number, isOn: boolean) => ({ at: START + hour * HOUR, isOn })
  const within = (moves: { at: number; isOn: boolean }[]) => dutyWithin(moves, START, START + 24 * HOUR) / HOUR
  it.each([
    ['nothing is known', [], 0],
    ['a shift', [at(1, true), at(9, false)], 8],
    ['two shifts', [at(1, true), at(4, false), at(6, true), at(9, false)], 6],
    ['on since the day before', [at(-3, true), at(2, false)], 2],
    ['still on', [at(20, true)], 4],
    ['first heard of when it went off', [at(5, false)], 5],
    ['off since the day before', [at(-9, true), at(-1, false)], 0],
    ['said twice', [at(1, true), at(3, true), at(5, false)], 4],
  ])('%s', (_, moves, hours) => {
    expect(within(moves)).toBe(hours)
  })
})
