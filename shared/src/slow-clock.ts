import type { Calendar, Clock, Limit } from './calendar.ts'
import { type Moment, toMoment } from './wire/moment.ts'

/**
 * The clocks told the slow way, every minute looked at on its own, as one reads the rule. Tests hold the fast way against it
 * and the bench compares their speed; nothing else uses it.
 */
export const MINUTE = 60_000

/** Whether the minute that begins now is work time: the date as it is written, looked for in the lists as they are written. */
export function isWorkMinute(time: number, calendar: Calendar): boolean {
  const local = new Date(time + calendar.utcOffsetMinutes * MINUTE)
  const day = local.toISOString().slice(0, 10)
  const weekend = local.getUTCDay() === 0 || local.getUTCDay() === 6
  const workday = calendar.makeUpDays.includes(day) || (!weekend && !calendar.holidays.includes(day))
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes()
  return workday && calendar.periods.some(({ from, to }) => minute >= from && minute < to)
}

const runs = (clock: Clock, time: number, calendar: Calendar) =>
  clock === 'urgent_hour' || clock === 'natural_day' || isWorkMinute(time, calendar)

/** Minutes of a clock from one whole minute to another. */
export function slowMinutes(clock: Clock, from: Moment, to: Moment, calendar: Calendar): number {
  let minutes = 0
  for (let time = Date.parse(from); time < Date.parse(to); time += MINUTE) if (runs(clock, time, calendar)) minutes++
  return minutes
}

/** The end of the n-th minute of a clock from a whole minute on. */
export function slowAfter(clock: Clock, from: Moment, minutes: number, calendar: Calendar): Moment {
  let time = Date.parse(from)
  for (let left = minutes; left > 0; time += MINUTE) if (runs(clock, time, calendar)) left--
  return toMoment(time)
}

/** When a limit is due, at eight work hours to the work day. */
export function slowDueAt(from: Moment, { clock, amount }: Limit, calendar: Calendar): Moment {
  const hours = clock === 'natural_day' ? 24 : clock === 'work_day' ? 8 : 1
  return slowAfter(clock, from, Math.round(amount * hours * 60), calendar)
}
