import type { Calendar } from './calendar.ts'
import { toMoment } from './wire/moment.ts'

/**
 * The work time of a district as one number that only grows: so many milliseconds of work since a fixed day, counted without
 * walking over days. `read` tells it at a time (Unix milliseconds), `reach` when it is first reached.
 */
export interface WorkTime {
  /** Work time of one whole workday, in milliseconds. */
  dayMs: number
  /** Work time up to a time; it stands still in the evening, at noon and on days off. */
  read: (time: number) => number
  /**
   * The earliest time at which so much work time has passed. A moment between two periods is therefore always told as the
   * end of the first, never as the beginning of the second: 12:00, not 14:00; Friday 18:00, not Monday 08:00.
   */
  reach: (work: number) => number
  /** Work time up to the end of the day in which a time lies. */
  readDayEnd: (time: number) => number
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const opened = new WeakMap<Calendar, WorkTime>()

/** The work time of a calendar; computed once for each calendar object, which nobody may change afterwards. */
export function workTimeOf(calendar: Calendar): WorkTime {
  const known = opened.get(calendar)
  if (known) return known
  const workTime = openWorkTime(calendar)
  opened.set(calendar, workTime)
  return workTime
}

function openWorkTime(calendar: Calendar): WorkTime {
  const shift = calendar.utcOffsetMinutes * MINUTE
  const { workdaysBefore, isWorkday, nthWorkday } = workdaysOf(calendar)
  const periods = calendar.periods.map(({ from, to }) => ({ from: from * MINUTE, open: (to - from) * MINUTE }))
  const dayMs = periods.reduce((sum, { open }) => sum + open, 0)

  function read(time: number): number {
    const day = Math.floor((time + shift) / DAY)
    const whole = workdaysBefore(day) * dayMs
    if (!isWorkday(day)) return whole
    const sinceMidnight = time + shift - day * DAY
    return periods.reduce((sum, { from, open }) => sum + Math.min(open, Math.max(0, sinceMidnight - from)), whole)
  }

  function reach(work: number): number {
    if (dayMs <= 0) throw new RangeError('the calendar has no work time')
    const nth = Math.ceil(work / dayMs) - 1
    const midnight = nthWorkday(nth) * DAY - shift
    let left = work - nth * dayMs
    for (const { from, open } of periods) {
      if (left <= open) return midnight + from + left
      left -= open
    }
    throw new RangeError('a workday is shorter than the sum of its periods')
  }

  const readDayEnd = (time: number) => workdaysBefore(Math.floor((time + shift) / DAY) + 1) * dayMs
  return { dayMs, read, reach, readDayEnd }
}

/**
 * Workdays counted in closed form: Monday to Friday by arithmetic, and the days that are otherwise as a short sorted list with
 * the sum of what they change before each. Days are whole days since 1970-01-01, a Thursday.
 */
function workdaysOf({ holidays, makeUpDays }: Calendar) {
  const makeUps = new Set(makeUpDays.filter(isDay).map(dayNumber).filter(isWeekend))
  const off = holidays.filter((day) => isDay(day) && !makeUpDays.includes(day)).map(dayNumber)
  const exceptions = [...new Set([...makeUps, ...off.filter(isWeekday)])].sort((a, b) => a - b)
  const isException = new Set(exceptions)
  const changeBefore = [0]
  for (const day of exceptions) changeBefore.push((changeBefore.at(-1) ?? 0) + (makeUps.has(day) ? 1 : -1))

  const workdaysBefore = (day: number) => weekdaysBefore(day) + (changeBefore[countUpTo(exceptions, day - 1)] ?? 0)
  const isWorkday = (day: number) => isWeekday(day) !== isException.has(day)
  const countAfter = exceptions.map((day) => workdaysBefore(day + 1))

  /** The workday before which there are exactly n. */
  function nthWorkday(n: number): number {
    const passed = countUpTo(countAfter, n)
    const regular = nthWeekday(n - (changeBefore[passed] ?? 0))
    const next = exceptions[passed]
    // The next exception is either a make-up day before that weekday, and so the day itself, or it comes too late to matter.
    return next !== undefined && makeUps.has(next) ? Math.min(regular, next) : regular
  }
  return { workdaysBefore, isWorkday, nthWorkday }
}

/** Whether words of the form 2026-02-29 name a day that there is. */
export const isDay = (day: string) => {
  const at = Date.parse(day)
  return Number.isFinite(at) && toMoment(at).startsWith(day)
}

const dayNumber = (day: string) => Math.floor(Date.parse(day) / DAY)
/** Day 0 is a Thursday, so that weeks of Mondays begin three days before. */
const MONDAY = 3
const inWeek = (day: number) => (((day + MONDAY) % 7) + 7) % 7
const isWeekday = (day: number) => inWeek(day) < 5
const isWeekend = (day: number) => !isWeekday(day)
const weekdaysBefore = (day: number) => Math.floor((day + MONDAY) / 7) * 5 + Math.min(5, inWeek(day))
const nthWeekday = (n: number) => Math.floor(n / 5) * 7 + (n - Math.floor(n / 5) * 5) - MONDAY

/** How many of the sorted numbers are not above a bound. */
function countUpTo(sorted: readonly number[], bound: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) <= bound) low = middle + 1
    else high = middle
  }
  return low
}
