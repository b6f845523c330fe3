import { median } from '../src/drill/figures.engine.ts'

/** The processor's time is counted in steps of some milliseconds, so each run does the work again until it took so long. */
const LEAST_MS = 60
const MICROSECONDS = 1000

/**
 * What it costs this thread of the processor, in milliseconds: the median of so many runs, after one that does not count.
 * Not by the clock on the wall, as others work on the same machine.
 */
export function medianMs(runs: number, work: () => unknown): number {
  const [, ...costs] = Array.from({ length: runs + 1 }, () => costMs(work))
  return median(costs) ?? Number.NaN
}

/** The same of two that are compared, by turns: whatever else the machine does meanwhile slows both. */
export function medianMsOfTwo(runs: number, one: () => unknown, other: () => unknown): [number, number] {
  const [, ...costs] = Array.from({ length: runs + 1 }, () => [costMs(one), costMs(other)] as const)
  return [median(costs.map(([cost]) => cost)) ?? Number.NaN, median(costs.map(([, cost]) => cost)) ?? Number.NaN]
}

function costMs(work: () => unknown): number {
  const before = process.threadCpuUsage()
  for (let times = 1; ; times++) {
    work()
    const { user, system } = process.threadCpuUsage(before)
    const ms = (user + system) / MICROSECONDS
    if (ms >= LEAST_MS) return ms / times
  }
}

const NANO = 1e6
export const nanoseconds = (milliseconds: number, count: number) => `${Math.round((milliseconds * NANO) / count)} ns`
export const bytesEach = (bytes: number, count: number) => `${(bytes / count).toFixed(1)} B`
