import Type, { type Static } from 'typebox'
import type { Moment } from './wire/moment.ts'
import { toMoment } from './wire/moment.ts'

/** The four clocks a limit may run on; see `dueAt`. */
export const clocks = ['urgent_hour', 'work_hour', 'work_day', 'natural_day'] as const
export const Clock = Type.Enum(clocks)

/** A limit as the catalogue states it: so many hours or days of one clock. */
export const Limit = Type.Object({ clock: Clock, amount: Type.Number({ exclusiveMinimum: 0, maximum: 3650 }) })
export type Limit = Static<typeof Limit>

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Minute = Type.Integer({ minimum: 0, maximum: 1440 })

/** When a district works: local offset, periods of a working day (minutes after midnight), and the year's exceptions. */
export const Calendar = Type.Object({
  utcOffsetMinutes: Type.Integer({ minimum: -720, maximum: 840 }),
  periods: Type.Array(Type.Object({ from: Minute, to: Minute }), { minItems: 1, maxItems: 6 }),
  holidays: Type.Array(Day),
  makeUpDays: Type.Array(Day),
})
export type Calendar = Static<typeof Calendar>

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const HOUR = 60 * MINUTE
/** A working day counts as eight work hours, not as "until the end of that day". */
const WORK_DAY = 8 * HOUR
const SEARCH_DAYS = 4000

function isWorkday(calendar: Calendar, localMidnight: number): boolean {
  const day = toMoment(localMidnight).slice(0, 10)
  if (calendar.makeUpDays.includes(day)) return true
  const weekday = new Date(localMidnight).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !calendar.holidays.includes(day)
}

/** Walks the work periods from a moment on until so much work time has passed. */
function afterWork(calendar: Calendar, from: number, work: number): number {
  const shift = calendar.utcOffsetMinutes * MINUTE
  const local = from + shift
  let left = work
  let midnight = Math.floor(local / DAY) * DAY
  for (let day = 0; day < SEARCH_DAYS; day++, midnight += DAY) {
    if (!isWorkday(calendar, midnight)) continue
    for (const period of calendar.periods) {
      const start = Math.max(local, midnight + period.from * MINUTE)
      const open = midnight + period.to * MINUTE - start
      if (open <= 0) continue
      if (left <= open) return start + left - shift
      left -= open
    }
  }
  throw new RangeError(`the calendar has no work time within ${SEARCH_DAYS} days`)
}

/**
 * When a limit that starts now is due. Urgent hours and natural days run day and night; work hours and work days only
 * inside the district's work periods. Filed 22:36 with 2 urgent hours: due 00:36. Filed 17:30 with 2 work hours and
 * 08-12, 14-18: due 09:30 on the next workday.
 */
export function dueAt(from: Moment, limit: Limit, calendar: Calendar): Moment {
  const start = Date.parse(from)
  switch (limit.clock) {
    case 'urgent_hour':
      return toMoment(start + limit.amount * HOUR)
    case 'natural_day':
      return toMoment(start + limit.amount * DAY)
    case 'work_hour':
      return toMoment(afterWork(calendar, start, limit.amount * HOUR))
    case 'work_day':
      return toMoment(afterWork(calendar, start, limit.amount * WORK_DAY))
  }
}
