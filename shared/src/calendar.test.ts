import { describe, expect, it } from 'vitest'
import {
  after,
  type Calendar,
  type Clock,
  dueAt,
  elapsedMs,
  isRunning,
  leftMs,
  limitMs,
  remainingShare,
} from './calendar.ts'
import { toMoment } from './wire/moment.ts'

/** 08-12 and 14-18 in China; National Day 2026 with its two make-up days. */
const calendar: Calendar = {
  utcOffsetMinutes: 480,
  periods: [
    { from: 480, to: 720 },
    { from: 840, to: 1080 },
  ],
  holidays: ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
  makeUpDays: ['2026-09-20', '2026-10-10'],
}
const endOfDay: Calendar = { ...calendar, workDay: 'end-of-day' }

const at = (local: string) => toMoment(Date.parse(`${local}:00+08:00`))
const due = (from: string, amount: number, clock: Clock, by = calendar) => dueAt(at(from), { clock, amount }, by)
const HOUR = 3_600_000

describe('the four clocks', () => {
  it('runs urgent hours through the night: filed 22:36, two hours, due 00:36', () => {
    expect(due('2026-11-23T22:36', 2, 'urgent_hour')).toBe(at('2026-11-24T00:36'))
  })

  it('stops work hours in the evening: filed 17:30, two hours, due 09:30 on the next workday', () => {
    expect(due('2026-11-23T17:30', 2, 'work_hour')).toBe(at('2026-11-24T09:30'))
  })

  it('runs at some moments and stands at others', () => {
    const moments = ['2026-11-23T11:59', '2026-11-23T12:00', '2026-11-23T14:00', '2026-11-23T18:00', '2026-11-28T10:00']
    const runs = (clock: Clock) => moments.map((moment) => isRunning(clock, at(moment), calendar))
    expect(runs('work_hour')).toEqual([true, false, true, false, false])
    expect(runs('urgent_hour')).toEqual([true, true, true, true, true])
  })

  it('stops work hours over the weekend: filed Friday 17:30, two hours, due Monday 09:30', () => {
    expect(due('2026-11-27T17:30', 2, 'work_hour')).toBe(at('2026-11-30T09:30'))
  })

  it('stops work hours at noon', () => {
    expect(due('2026-11-23T11:30', 1, 'work_hour')).toBe(at('2026-11-23T14:30'))
    expect(due('2026-11-23T12:30', 1, 'work_hour')).toBe(at('2026-11-23T15:00'))
  })

  it('counts a work day as eight work hours, over a holiday and onto a make-up day', () => {
    expect(due('2026-11-23T08:00', 1, 'work_day')).toBe(at('2026-11-23T18:00'))
    expect(due('2026-11-23T10:00', 1, 'work_day')).toBe(at('2026-11-24T10:00'))
    expect(due('2026-09-30T16:00', 1, 'work_day')).toBe(at('2026-10-08T16:00'))
    expect(due('2026-10-09T16:00', 4, 'work_hour')).toBe(at('2026-10-10T10:00'))
    expect(due('2026-09-19T10:00', 1, 'work_hour')).toBe(at('2026-09-20T09:00'))
  })

  it('runs natural days through everything', () => {
    expect(due('2026-09-30T16:00', 2, 'natural_day')).toBe(at('2026-10-02T16:00'))
  })

  it('answers in UTC whatever offset the question has', () => {
    expect(dueAt('2026-11-23T14:36:00Z', { clock: 'urgent_hour', amount: 2 }, calendar)).toBe(
      '2026-11-23T16:36:00.000Z',
    )
  })

  it('says so when a calendar has no work time at all', () => {
    const never = { ...calendar, periods: [{ from: 480, to: 480 }] }
    expect(() => dueAt('2026-11-23T14:36:00Z', { clock: 'work_hour', amount: 1 }, never)).toThrow(RangeError)
  })

  it('reaches ten years of work days', () => {
    const limit = { clock: 'work_day', amount: 3650 } as const
    const end = dueAt(at('2026-11-23T08:00'), limit, calendar)
    expect(end).toBe(at('2040-11-16T18:00'))
    expect(elapsedMs('work_day', at('2026-11-23T08:00'), end, calendar)).toBe(limitMs(limit, calendar))
  })
})

describe('a work day that ends with the day', () => {
  it('does not count the day of filing and ends with the last period of the n-th workday after it', () => {
    expect(due('2026-11-23T08:00', 1, 'work_day', endOfDay)).toBe(at('2026-11-24T18:00'))
    expect(due('2026-11-23T17:59', 1, 'work_day', endOfDay)).toBe(at('2026-11-24T18:00'))
    expect(due('2026-11-23T20:00', 1, 'work_day', endOfDay)).toBe(at('2026-11-24T18:00'))
    expect(due('2026-11-27T10:00', 1, 'work_day', endOfDay)).toBe(at('2026-11-30T18:00'))
    expect(due('2026-11-28T10:00', 1, 'work_day', endOfDay)).toBe(at('2026-11-30T18:00'))
    expect(due('2026-09-30T10:00', 2, 'work_day', endOfDay)).toBe(at('2026-10-09T18:00'))
  })

  it('is extended to the end of a workday, and paused as the work time that was left', () => {
    const first = due('2026-11-23T10:00', 2, 'work_day', endOfDay)
    const more = after('work_day', first, limitMs({ clock: 'work_day', amount: 2 }, endOfDay), endOfDay)
    expect(more).toBe(at('2026-11-27T18:00'))
    const left = leftMs('work_day', at('2026-11-25T16:00'), first, endOfDay)
    expect(left).toBe(2 * HOUR)
    expect(after('work_day', at('2026-12-01T09:00'), left, endOfDay)).toBe(at('2026-12-01T11:00'))
  })

  it('has its whole share at filing, the rest of that day included', () => {
    const term = { limit: { clock: 'work_day', amount: 1 }, filedAt: at('2026-11-23T14:00'), extensions: 0 } as const
    const end = dueAt(term.filedAt, term.limit, endOfDay)
    const share = (now: string) => remainingShare(term, leftMs('work_day', at(now), end, endOfDay), endOfDay)
    expect(share('2026-11-23T14:00')).toBe(1)
    expect(share('2026-11-24T10:00')).toBe(0.5)
  })

  it('leaves the other clocks alone', () => {
    expect(due('2026-11-23T17:30', 2, 'work_hour', endOfDay)).toBe(at('2026-11-24T09:30'))
  })
})

describe('the end of a work period', () => {
  it('is when something is due that is used up with it: noon, not two o’clock', () => {
    expect(due('2026-11-23T10:00', 2, 'work_hour')).toBe(at('2026-11-23T12:00'))
    expect(due('2026-11-27T16:00', 2, 'work_hour')).toBe(at('2026-11-27T18:00'))
    expect(due('2026-09-30T16:00', 2, 'work_hour')).toBe(at('2026-09-30T18:00'))
  })

  it.each(['2026-11-27T17:00', '2026-11-27T18:00', '2026-11-27T20:00', '2026-11-29T12:00', '2026-11-30T08:00'])(
    'stays when a case due Friday 18:00 is paused and resumed at once, at %s',
    (moment) => {
      const end = at('2026-11-27T18:00')
      const left = leftMs('work_hour', at(moment), end, calendar)
      expect(after('work_hour', at(moment), left, calendar)).toBe(end)
    },
  )

  it('gives what was left to the time after the pause, not before it', () => {
    const left = leftMs('work_hour', at('2026-11-27T17:00'), at('2026-11-27T18:00'), calendar)
    expect(after('work_hour', at('2026-11-28T10:00'), left, calendar)).toBe(at('2026-11-30T09:00'))
  })

  it('goes on counting below nothing once work begins again', () => {
    const late = (now: string) => leftMs('work_hour', at(now), at('2026-11-27T18:00'), calendar)
    expect(late('2026-11-29T12:00')).toBe(0)
    expect(late('2026-11-30T09:00')).toBe(-HOUR)
  })
})
