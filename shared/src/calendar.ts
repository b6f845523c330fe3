import Type, { type Static } from 'typebox'
import { type Moment, toMoment } from './wire/moment.ts'
import { workTimeOf } from './work-time.ts'

/** The four clocks a limit may run on; see `dueAt`. */
export const clocks = ['urgent_hour', 'work_hour', 'work_day', 'natural_day'] as const
export const Clock = Type.Enum(clocks)
export type Clock = Static<typeof Clock>

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
  /**
   * What a work day of a limit is. `eight-hours` (taken when nothing is said): eight work hours from the moment of filing.
   * `end-of-day`: the day of filing does not count, and the limit ends with the last period of the n-th workday after it.
   */
  workDay: Type.Optional(Type.Enum(['eight-hours', 'end-of-day'])),
})
export type Calendar = Static<typeof Calendar>

const HOUR = 3_600_000
const DAY = 24 * HOUR
const EIGHT_HOURS = 8 * HOUR

/** A clock is a number that grows, or stands still, with time: what it reads at a time, and the earliest time it reads so much. */
interface Dial {
  read: (time: number) => number
  reach: (reading: number) => number
}
const steady: Dial = { read: (time) => time, reach: (reading) => reading }
const dialOf = (clock: Clock, calendar: Calendar): Dial =>
  clock === 'urgent_hour' || clock === 'natural_day' ? steady : workTimeOf(calendar)

/** What a limit comes to in milliseconds of its own clock; extending a case adds this much once more. */
export function limitMs({ clock, amount }: Limit, calendar: Calendar): number {
  const workDay = () => (calendar.workDay === 'end-of-day' ? workTimeOf(calendar).dayMs : EIGHT_HOURS)
  const unit = clock === 'natural_day' ? DAY : clock === 'work_day' ? workDay() : HOUR
  return Math.round(amount * unit)
}

/** What the clock reads when a limit begins to count: at once, or with the end of the day of filing. */
function startOf({ clock }: Limit, from: number, calendar: Calendar): number {
  if (clock === 'work_day' && calendar.workDay === 'end-of-day') return workTimeOf(calendar).readDayEnd(from)
  return dialOf(clock, calendar).read(from)
}

/**
 * When a limit that starts now is due. Urgent hours and natural days run day and night; work hours and work days only
 * inside the district's work periods. Filed 22:36 with 2 urgent hours: due 00:36. Filed 17:30 with 2 work hours and
 * 08-12, 14-18: due 09:30 on the next workday. What is used up exactly with a period is due at its end: 12:00, not 14:00.
 */
export function dueAt(from: Moment, limit: Limit, calendar: Calendar): Moment {
  const start = startOf(limit, Date.parse(from), calendar)
  return toMoment(dialOf(limit.clock, calendar).reach(start + limitMs(limit, calendar)))
}

/** Milliseconds of a clock between two moments; 0 if the second is not after the first. */
export const elapsedMs = (clock: Clock, from: Moment, to: Moment, calendar: Calendar): number =>
  Math.max(0, leftMs(clock, from, to, calendar))

/**
 * Milliseconds of a clock from now until due, below 0 when over. Pausing keeps this number and nothing else. A work clock
 * stands still outside work time: due on Friday at 18:00, it still reads 0 on Sunday, though the moment has passed.
 */
export const leftMs = (clock: Clock, now: Moment, due: Moment, calendar: Calendar): number =>
  passedMs(clock, Date.parse(now), Date.parse(due), calendar)

/** The same between two times in Unix milliseconds, for whoever measures many. */
export function passedMs(clock: Clock, from: number, to: number, calendar: Calendar): number {
  const { read } = dialOf(clock, calendar)
  return read(to) - read(from)
}

/** Whether a clock runs at a moment, or stands still outside work time. */
export function isRunning(clock: Clock, at: Moment, calendar: Calendar): boolean {
  const { read } = dialOf(clock, calendar)
  return read(Date.parse(at) + 1) > read(Date.parse(at))
}

/**
 * The moment when so many milliseconds of a clock have passed; resuming is `after(clock, resumedAt, left)`. As `dueAt`, it
 * answers the earliest such moment, the end of a period. That is why pausing and resuming at once gives back exactly the
 * same due moment, wherever it lies, and why parts add up to the whole. Hence also: 0 milliseconds after a moment outside
 * work time is the end of the work period before it, and a negative number, of a case that was over when paused, goes back.
 */
export function after(clock: Clock, from: Moment, ms: number, calendar: Calendar): Moment {
  const { read, reach } = dialOf(clock, calendar)
  return toMoment(reach(read(Date.parse(from)) + ms))
}

/** What a case was filed under: its limit, since when, and how many times one original limit was added. */
export interface Term {
  limit: Limit
  filedAt: Moment
  extensions: number
}

/** What is left as a share of the whole term: 1 at filing, 0 when due, below 0 when over. Pauses do not belong to the term. */
export function remainingShare({ limit, filedAt, extensions }: Term, left: number, calendar: Calendar): number {
  const filed = Date.parse(filedAt)
  // Filed under `end-of-day`, the rest of the day of filing is given on top.
  const given = startOf(limit, filed, calendar) - dialOf(limit.clock, calendar).read(filed)
  return left / (given + limitMs(limit, calendar) * (1 + extensions))
}
