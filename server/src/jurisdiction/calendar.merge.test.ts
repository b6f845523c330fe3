import type { Calendar } from '@lianqin/shared/calendar'
import { describe, expect, it } from 'vitest'
import { toLine } from '../kernel/finding.ts'
import { calendarFindings } from './calendar.merge.ts'

const sound: Calendar = {
  utcOffsetMinutes: 480,
  periods: [
    { from: 480, to: 720 },
    { from: 840, to: 1080 },
  ],
  holidays: ['2026-10-01', '2026-10-03'],
  makeUpDays: ['2026-10-10'],
}
const linesOf = (change: Partial<Calendar>) => calendarFindings({ ...sound, ...change }).map(toLine)

describe('a calendar', () => {
  it('is sound with periods in order, real days and eight hours a day; a holiday may lie on a weekend', () => {
    expect(linesOf({})).toEqual([])
    const touching = [
      { from: 480, to: 720 },
      { from: 720, to: 960 },
    ]
    expect(linesOf({ periods: touching })).toEqual([])
  })

  it('has periods that end after they begin', () => {
    expect(linesOf({ periods: [{ from: 720, to: 480 }] })).toEqual([
      'error  calendar.period  calendar: has the work period 12:00-08:00, which does not end after it begins',
    ])
    expect(linesOf({ periods: [{ from: 480, to: 480 }] })).toHaveLength(1)
  })

  it('has periods in order, one after the other', () => {
    const overlapping = [
      { from: 480, to: 750 },
      { from: 720, to: 1080 },
    ]
    expect(linesOf({ periods: overlapping })).toEqual([
      'error  calendar.period  calendar: has the work period 12:00-18:00 overlapping or before 08:00-12:30',
    ])
    expect(linesOf({ periods: [...sound.periods].reverse() })).toHaveLength(1)
  })

  it('has no day that is a holiday and a make-up day', () => {
    expect(linesOf({ makeUpDays: ['2026-10-01'] })).toEqual([
      'error  calendar.both  calendar: has 2026-10-01 as a holiday and as a working day',
    ])
  })

  it('has only days that there are', () => {
    expect(linesOf({ holidays: ['2026-02-29'], makeUpDays: ['2026-13-01'] })).toEqual([
      'error  calendar.no-day  calendar: has 2026-02-29, which is no day',
      'error  calendar.no-day  calendar: has 2026-13-01, which is no day',
    ])
  })

  it('is looked at again where a make-up day changes nothing, or where a day has other than eight hours', () => {
    expect(linesOf({ makeUpDays: ['2026-10-09'] })).toEqual([
      'warning  calendar.no-make-up  calendar: makes 2026-10-09 a working day, which it is anyway',
    ])
    const short = [{ from: 510, to: 960 }]
    expect(linesOf({ periods: short })).toEqual([
      'warning  calendar.work-day  calendar: has 7.5 work hours a workday, but a work day of a limit counts as eight hours; "workDay": "end-of-day" counts by the day',
    ])
    expect(linesOf({ periods: short, workDay: 'end-of-day' })).toEqual([])
  })
})
