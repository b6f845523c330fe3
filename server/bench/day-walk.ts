import type { Calendar, Clock } from '@lianqin/shared/calendar'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** The work of the day that begins at a local midnight, as spans of local time: the way one writes it first. */
function spansOf(midnight: number, { makeUpDays, holidays, periods }: Calendar): [number, number][] {
  const day = new Date(midnight).toISOString().slice(0, 10)
  const weekend = new Date(midnight).getUTCDay() % 6 === 0
  if (!makeUpDays.includes(day) && (weekend || holidays.includes(day))) return []
  return periods.map(({ from, to }) => [midnight + from * MINUTE, midnight + to * MINUTE])
}

const runsAlways = (clock: Clock) => clock === 'urgent_hour' || clock === 'natural_day'
const midnightOf = (time: number) => Math.floor(time / DAY) * DAY

/** When so much of a clock has passed, by walking from day to day. Unix milliseconds. */
export function walkAfter(clock: Clock, from: number, ms: number, calendar: Calendar): number {
  if (runsAlways(clock)) return from + ms
  const shift = calendar.utcOffsetMinutes * MINUTE
  let left = ms
  for (let midnight = midnightOf(from + shift); ; midnight += DAY) {
    for (const [opens, closes] of spansOf(midnight, calendar)) {
      const start = Math.max(opens, from + shift)
      if (closes <= start) continue
      if (left <= closes - start) return start + left - shift
      left -= closes - start
    }
  }
}

/** What of a clock passes from one time to a later one, by walking from day to day. */
export function walkElapsed(clock: Clock, from: number, to: number, calendar: Calendar): number {
  if (runsAlways(clock)) return to - from
  const shift = calendar.utcOffsetMinutes * MINUTE
  let passed = 0
  for (let midnight = midnightOf(from + shift); midnight < to + shift; midnight += DAY) {
    for (const [opens, closes] of spansOf(midnight, calendar)) {
      passed += Math.max(0, Math.min(closes, to + shift) - Math.max(opens, from + shift))
    }
  }
  return passed
}
