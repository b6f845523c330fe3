import { numberIn } from './said.codec.ts'

/** Below this a number counts seconds (until the year 5138), from it on milliseconds (since 1973). */
const SECONDS_BELOW = 1e11
/** The last millisecond that a Date can hold. */
const LAST_MS = 8.64e15

/** An encoded "+" of the offset often arrives as a space. */
const ISO =
  /^(\d{4})-?(\d{2})-?(\d{2})[T ](\d{2}):?(\d{2}):?(\d{2})(?:[.,](\d{1,9}))?\s*(?:(Z|UTC|GMT)|([+ -]?)(\d{2}):?(\d{2}))?$/i

/**
 * A moment in the ways clients write it: seconds or milliseconds since 1970, or ISO 8601 with T or a space, without offset
 * in UTC. Epoch milliseconds, or null if it is no moment.
 */
export function momentIn(value: unknown): number | null {
  const number = numberIn(value)
  if (number !== null) {
    const at = Math.round(number < SECONDS_BELOW ? number * 1000 : number)
    return at >= 0 && at <= LAST_MS ? at : null
  }
  return typeof value === 'string' ? isoMoment(value.trim()) : null
}

function isoMoment(words: string): number | null {
  const parts = words.length <= 40 ? ISO.exec(words) : null
  if (!parts) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number)
  const milliseconds = Number((parts[7] ?? '0').padEnd(3, '0').slice(0, 3))
  const local = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), milliseconds)
  const back = new Date(local)
  const isReal = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour
  if (!isReal || minute > 59 || second > 60) return null
  const ahead = (Number(parts[10] ?? 0) * 60 + Number(parts[11] ?? 0)) * 60_000
  return parts[9] === '-' ? local + ahead : local - ahead
}
