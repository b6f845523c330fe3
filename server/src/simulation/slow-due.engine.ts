import type { Calendar, Clock, Limit } from '@lianqin/shared/calendar'
import { isWorkMinute, MINUTE } from '@lianqin/shared/slow-clock'
import type { Moment } from '@lianqin/shared/wire/moment'

// The four clocks told once more by walking from minute to minute, as one reads the rule: what the closed form of
// `calendar.ts` says about a case is held against it. Work periods begin and end on whole minutes, cases do not.

const DAY = 1440 * MINUTE
/** For each calendar, day by day which of its minutes are work time: looked up once each. */
const known = new WeakMap<Calendar, Map<number, Uint8Array>>()

function dayOf(calendar: Calendar, day: number): Uint8Array {
  const days = known.get(calendar) ?? new Map<number, Uint8Array>()
  known.set(calendar, days)
  const before = days.get(day)
  if (before) return before
  const minutes = Uint8Array.from({ length: 1440 }, (_, minute) =>
    Number(isWorkMinute(day * DAY + minute * MINUTE, calendar)),
  )
  days.set(day, minutes)
  return minutes
}

const isSteady = (clock: Clock) => clock === 'urgent_hour' || clock === 'natural_day'

function runsAt(clock: Clock, time: number, calendar: Calendar): boolean {
  if (isSteady(clock)) return true
  const day = Math.floor(time / DAY)
  return dayOf(calendar, day)[Math.floor((time - day * DAY) / MINUTE)] === 1
}

const nextMinute = (time: number) => (Math.floor(time / MINUTE) + 1) * MINUTE

/** Milliseconds of a clock from one time to a later one. */
export function slowBetween(clock: Clock, from: number, to: number, calendar: Calendar): number {
  if (isSteady(clock)) return Math.max(0, to - from)
  let sum = 0
  for (let time = from; time < to; time = nextMinute(time))
    if (runsAt(clock, time, calendar)) sum += Math.min(nextMinute(time), to) - time
  return sum
}

/** The first time at which so many milliseconds of a clock have passed. With none to pass, the last time it ran. */
export function slowAfter(clock: Clock, from: number, ms: number, calendar: Calendar): number {
  if (isSteady(clock)) return from + ms
  if (ms <= 0) return lastRunning(clock, from, calendar)
  let left = ms
  for (let time = from; ; time = nextMinute(time)) {
    if (!runsAt(clock, time, calendar)) continue
    const length = nextMinute(time) - time
    if (left <= length) return time + left
    left -= length
  }
}

function lastRunning(clock: Clock, from: number, calendar: Calendar): number {
  let time = from
  while (!runsAt(clock, time - 1, calendar)) time = Math.floor((time - 1) / MINUTE) * MINUTE
  return time
}

/** A limit in milliseconds of its clock. */
export function slowMs({ clock, amount }: Limit, calendar: Calendar): number {
  const workDayMs = calendar.periods.reduce((sum, { from, to }) => sum + (to - from) * MINUTE, 0)
  const unit = { urgent_hour: 60, work_hour: 60, natural_day: 1440, work_day: 480 }[clock] * MINUTE
  return amount * (clock === 'work_day' && calendar.workDay === 'end-of-day' ? workDayMs : unit)
}

/** When a limit that begins now is due. */
export function slowDue(from: Moment, limit: Limit, calendar: Calendar): number {
  const time = Date.parse(from)
  const shift = calendar.utcOffsetMinutes * MINUTE
  const endOfDay = (Math.floor((time + shift) / DAY) + 1) * DAY - shift
  const isWholeDays = limit.clock === 'work_day' && calendar.workDay === 'end-of-day'
  return slowAfter(limit.clock, isWholeDays ? endOfDay : time, slowMs(limit, calendar), calendar)
}
