const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** From one tick to the next: what divides an hour or a day evenly, and whole days. */
const STEPS = [MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY]

export interface Tick {
  at: number
  /** Midnight where the district is: the day begins here, and is what the tick says. */
  isMidnight: boolean
  /** The first tick of its day, or of all: the day is said. */
  isNewDay: boolean
  isNewYear: boolean
}

/** Marks of a time line, no more than fit: at full hours and midnights of a place so many milliseconds ahead of UTC. */
export function ticksOf({ from, to }: { from: number; to: number }, offsetMs: number, most: number): Tick[] {
  const fit = (to - from) / Math.max(1, most)
  const step = STEPS.find((one) => one >= fit) ?? 7 * DAY
  // Steps of several days are counted from the first midnight, not from 1970.
  const even = Math.min(step, DAY)
  const first = Math.ceil((from + offsetMs) / even) * even - offsetMs
  const count = Math.max(0, Math.floor((to - first) / step) + 1)
  const day = (at: number) => Math.floor((at + offsetMs) / DAY)
  const year = (at: number) => new Date(at + offsetMs).getUTCFullYear()
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * step
    const before = index === 0 ? null : at - step
    return {
      at,
      isMidnight: (at + offsetMs) % DAY === 0,
      isNewDay: before === null || day(before) !== day(at),
      isNewYear: before !== null && year(before) !== year(at),
    }
  })
}
