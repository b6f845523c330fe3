import { clockMinute, dayDigits } from '../kernel/time.ts'

/** 2026-11-24 14:05 */
export const written = (at: number): string => `${dayDigits(at)} ${clockMinute(at)}`

/** On one day the day is said once: 2026-11-24 14:05–15:05. */
export const spanWords = (from: number, to: number): string =>
  `${written(from)}–${dayDigits(from) === dayDigits(to) ? clockMinute(to) : written(to)}`

/** Whether a span reaches into more than one day, so that a time alone says too little. */
export const hasDays = (from: number, to: number): boolean => dayDigits(from) !== dayDigits(to - 1)
