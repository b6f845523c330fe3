import type { Random } from './random.engine.ts'

/**
 * How many of 3,000 real reports came in each hour of the day (DataSF 311 cases, PDDL 1.0, 2008 to 2018). The export calls
 * its times UTC, but a peak from nine to sixteen is a city's own working day: hour for hour they are taken as local ones.
 */
// biome-ignore format: one line is one half of a day
export const REPORTS_BY_HOUR = [
  31, 17, 20, 15, 20, 20, 68, 108, 184, 248, 239, 256,
  242, 232, 237, 231, 208, 144, 124, 81, 102, 71, 50, 52,
] as const

const HOUR_MS = 3_600_000
const BUSIEST = Math.max(...REPORTS_BY_HOUR)

const weightOf = (hour: number) => REPORTS_BY_HOUR[((hour % 24) + 24) % 24] ?? 0

/** When the reports of a stretch of simulated time come in: milliseconds from its start, `perHour` of them an hour on average. */
export function arrivals(
  random: Random,
  { perHour, hours, startHour }: { perHour: number; hours: number; startHour: number },
): number[] {
  const pieces = Array.from({ length: Math.ceil(hours) }, (_, index) => ({
    from: index,
    length: Math.min(1, hours - index),
    weight: weightOf(startHour + index) * Math.min(1, hours - index),
  }))
  const count = Math.round(perHour * hours)
  const times = Array.from({ length: count }, () => {
    const piece = random.weighted(pieces, ({ weight }) => weight)
    return Math.floor((piece.from + random.next() * piece.length) * HOUR_MS)
  })
  return times.sort((a, b) => a - b)
}

/** How long until the next report, between the shortest gap in the busiest hour and the longest in the quietest. */
export function gapMs(
  random: Random,
  localHour: number,
  { shortestMs, longestMs }: { shortestMs: number; longestMs: number },
): number {
  const quiet = 1 - weightOf(localHour) / BUSIEST
  return Math.round(random.between(shortestMs, shortestMs + (longestMs - shortestMs) * (0.3 + 0.7 * quiet)))
}
