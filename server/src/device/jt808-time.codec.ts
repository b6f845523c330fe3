import { bcd, u8 } from './octets.codec.ts'

const DAY_MS = 86_400_000
/** Days from 1970 to 2000, where the years of two digits begin. */
const DAYS_TO_2000 = 10_957
const BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

/** A local time of this century in epoch milliseconds as if it were UTC, or null if there is no such time. */
function moment(year: number, month: number, day: number, hour: number, minute: number, second: number): number | null {
  const known = year >= 0 && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
  if (!known || month < 1 || month > 12 || day < 1) return null
  // From 2000 to 2099 every fourth year is a leap year.
  const isLeap = year % 4 === 0 ? 1 : 0
  const before = BEFORE_MONTH[month - 1] ?? 0
  const length = (BEFORE_MONTH[month] ?? 0) - before + (month === 2 ? isLeap : 0)
  if (day > length) return null
  const leapDays = ((year + 3) >> 2) + (month > 2 ? isLeap : 0)
  const days = DAYS_TO_2000 + year * 365 + leapDays + before + day - 1
  return days * DAY_MS + hour * 3_600_000 + minute * 60_000 + second * 1000
}

/** BCD[6] YYMMDDhhmmss. The standard counts in UTC+8; a terminal sold abroad may not: `aheadMs` says by how much. */
export function readTime(bytes: Uint8Array, at: number, aheadMs: number): number | null {
  const two = (nth: number) => bcd(u8(bytes, at + nth))
  const local = moment(two(0), two(1), two(2), two(3), two(4), two(5))
  return local === null ? null : local - aheadMs
}

/** BCD[6] DDMMYYhhmmss in UTC, as the locks of message 0x5501 write it. */
export function readDayFirstTime(bytes: Uint8Array, at: number): number | null {
  const two = (nth: number) => bcd(u8(bytes, at + nth))
  return moment(two(2), two(1), two(0), two(3), two(4), two(5))
}

/** BCD[6] YYMMDDhhmmss of a moment, in a zone that is `aheadMs` ahead of UTC. */
export function writeTime(at: number, aheadMs: number): number[] {
  const digits = new Date(at + aheadMs).toISOString().replace(/\D/g, '').slice(2, 14)
  return Array.from({ length: 6 }, (_, nth) => Number.parseInt(digits.slice(2 * nth, 2 * nth + 2), 16))
}
