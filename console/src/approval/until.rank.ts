import { SUSPENDED_AT_MOST_MS } from '@lianqin/shared/approval'
import type { Calendar } from '@lianqin/shared/calendar'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** What a date to which a clock is stopped goes by: the district's time of day, and when its work begins. */
export type UntilRule = Pick<Calendar, 'utcOffsetMinutes' | 'periods'> & { now: number }

/** The days that are asked for most, one digit each. */
export const presetDays = [1, 3, 7, 30] as const

const opensAt = ({ periods }: UntilRule) => periods[0]?.from ?? 0
const midnight = ({ now, utcOffsetMinutes }: UntilRule) =>
  Math.floor((now + utcOffsetMinutes * MINUTE_MS) / DAY_MS) * DAY_MS

/** So many days from today, when work begins. */
export const inDays = (days: number, rule: UntilRule): Moment =>
  toMoment(midnight(rule) + days * DAY_MS + (opensAt(rule) - rule.utcOffsetMinutes) * MINUTE_MS)

export type Read = { at: Moment } | { fault: 'unread' | 'past' | 'far' }

/**
 * A date as it is typed: 2026-12-01, 12-01 or 12.1 of the year to come, with or without a time of day. Without one it is
 * when work begins.
 */
export function readUntil(text: string, rule: UntilRule): Read {
  const found = /^\s*(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2})[:：](\d{2}))?\s*$/.exec(text)
  if (!found) return { fault: 'unread' }
  const [, year, month, day, hour, minute] = found.map((part) => (part === undefined ? Number.NaN : Number(part)))
  const minutes = Number.isNaN(hour) ? opensAt(rule) : Number(hour) * 60 + Number(minute)
  const today = new Date(midnight(rule))
  const local = (of: number) => dayOf(of, Number(month), Number(day))
  const thisYear = local(Number.isNaN(year) ? today.getUTCFullYear() : Number(year))
  // A day of the year that has passed already means the next one.
  const at =
    Number.isNaN(year) && thisYear !== null && thisYear <= midnight(rule) ? local(today.getUTCFullYear() + 1) : thisYear
  if (at === null || minutes >= 24 * 60) return { fault: 'unread' }
  return judged(at + (minutes - rule.utcOffsetMinutes) * MINUTE_MS, rule)
}

/** Midnight of a day in milliseconds; null for a day that no calendar has. */
function dayOf(year: number, month: number, day: number): number | null {
  const at = Date.UTC(year, month - 1, day)
  const read = new Date(at)
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day ? at : null
}

function judged(at: number, { now }: UntilRule): Read {
  if (at <= now) return { fault: 'past' }
  return at - now > SUSPENDED_AT_MOST_MS ? { fault: 'far' } : { at: toMoment(at) }
}
