import type { DutyPoint } from '@lianqin/shared/duty'
import { type Day, dayOf } from '@lianqin/shared/wire/day'
import { toMoment } from '@lianqin/shared/wire/moment'

/** The time of a post as one writes it: a day, and from when to when by the district's clock. */
export interface WrittenTime {
  day: string
  from: string
  to: string
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const CLOCK = /^([01]?\d|2[0-4]):?([0-5]\d)$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

const minutesOf = (text: string): number | null => {
  const [, hours, minutes] = CLOCK.exec(text.trim()) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

/** From when to when, as moments; null where it is not a time. One that ends before it begins ends on the next day. */
export function spanOf({ day, from, to }: WrittenTime, utcOffsetMinutes: number): Pick<DutyPoint, 'from' | 'to'> {
  const midnight = DAY.test(day.trim()) ? Date.parse(day.trim()) : Number.NaN
  const [start, end] = [minutesOf(from), minutesOf(to)]
  if (!Number.isFinite(midnight) || start === null || end === null || start === end) return { from: null, to: null }
  const at = (minutes: number) => midnight + (minutes - utcOffsetMinutes) * MINUTE_MS
  return { from: toMoment(at(start)), to: toMoment(at(end) + (end < start ? DAY_MS : 0)) }
}

/** The same back, as it is written. */
export function writtenOf(
  { from, to }: Pick<DutyPoint, 'from' | 'to'>,
  day: Day,
  utcOffsetMinutes: number,
): WrittenTime {
  const clock = (at: string | null) =>
    at === null ? '' : toMoment(Date.parse(at) + utcOffsetMinutes * MINUTE_MS).slice(11, 16)
  return { day: from === null ? day : dayOf(from, utcOffsetMinutes), from: clock(from), to: clock(to) }
}
