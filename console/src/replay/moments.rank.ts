const MINUTE = 60_000
const DAY = 86_400_000

const WRITTEN = /^\s*(?:(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})[\sT]+)?(\d{1,2})[:：](\d{2})\s*$/

/**
 * A moment as it is typed, on the clock of a place so many milliseconds ahead of UTC: 2026-11-24 14:05, or shorter, 11-24
 * 14:05 and 14:05, which mean the last of that name. Null for what is no moment.
 */
export function readMoment(text: string, now: number, offsetMs: number): number | null {
  const [, year, month, day, hour, minute] = WRITTEN.exec(text) ?? []
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) return null
  const today = new Date(now + offsetMs)
  const clock = (Number(hour) * 60 + Number(minute)) * MINUTE
  if (month === undefined || day === undefined) {
    const at = Math.floor(today.getTime() / DAY) * DAY + clock - offsetMs
    // What is typed as the end of a span may lie a little ahead.
    return at > now + DAY / 4 ? at - DAY : at
  }
  const of = (which: number) => {
    const midnight = Date.UTC(which, Number(month) - 1, Number(day))
    const isDay =
      new Date(midnight).getUTCDate() === Number(day) && new Date(midnight).getUTCMonth() === Number(month) - 1
    return isDay ? midnight + clock - offsetMs : null
  }
  if (year !== undefined) return of(Number(year))
  const at = of(today.getUTCFullYear())
  return at !== null && at > now + DAY ? of(today.getUTCFullYear() - 1) : at
}
