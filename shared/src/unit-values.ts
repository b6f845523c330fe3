import { FUTURE_ALLOWED_MS } from './unit.ts'
import type { UnitFrame } from './unit-frame.ts'
import type { Place } from './wire/place.ts'

// What the numbers in a frame's columns mean. Each is absolute, and the same value always gives the same number.

/** A step is a centimetre. */
export const PER_DEGREE = 1e7
/** Times are told in whole steps before the tick, itself rounded down to one: a fix keeps its time in every frame. */
export const TIME_STEP_MS = 100
/** A device's clock may run ahead of the tick, by as much as its position is still believed. */
const AHEAD = FUTURE_ALLOWED_MS / TIME_STEP_MS

/** The steps grow as an age does: numbers from `code` on count steps of `stepMs`, the first of them `from` steps. */
interface Ages {
  code: number
  stepMs: number
  from: number
}
/** Tenths of a second to 100 minutes, */
const FINE: Ages = { code: 0, stepMs: TIME_STEP_MS, from: -AHEAD }
/** then minutes to two days (rounded down, 100 minutes may be 99 steps), */
const MINUTES: Ages = { code: 60_000 + AHEAD, stepMs: 60_000, from: 99 }
/** then hours: a device that died in the morning is as old in the evening as it is. */
const HOURS: Ages = { code: MINUTES.code + 48 * 60 - MINUTES.from, stepMs: 3_600_000, from: 47 }
/** Nine weeks; what is older is told as that old. */
const OLDEST = 0xffff
const HEADINGS = 256
const PER_MPS = 4
const FASTEST = 0xff
const HIGH_AT = 16

export const toSteps = (degrees: number): number => Math.round(degrees * PER_DEGREE)

export function toAge(tickAt: number, at: number): number {
  const fine = codeIn(FINE, tickAt, at)
  if (fine < MINUTES.code) return Math.max(0, fine)
  const minutes = codeIn(MINUTES, tickAt, at)
  return minutes < HOURS.code ? minutes : Math.min(OLDEST, codeIn(HOURS, tickAt, at))
}
const codeIn = ({ code, stepMs, from }: Ages, tickAt: number, at: number): number =>
  Math.floor(tickAt / stepMs) - Math.floor(at / stepMs) - from + code

/** 360 degrees are 0; a step is 1.4. */
export const toHeading = (degrees: number): number => Math.round((degrees * HEADINGS) / 360) & (HEADINGS - 1)

/** A step is a quarter of a metre a second; the last says 64 or faster. */
export const toSpeed = (mps: number): number => Math.min(FASTEST, Math.round(mps * PER_MPS))

export const indexAt = ({ columns: { low, high } }: UnitFrame, row: number): number =>
  (low[row] ?? 0) + ((high[row] ?? 0) << HIGH_AT)

export const placeAt = ({ columns: { lon, lat } }: UnitFrame, row: number): Place => ({
  lon: (lon[row] ?? 0) / PER_DEGREE,
  lat: (lat[row] ?? 0) / PER_DEGREE,
})

/** When the unit was there: Unix milliseconds, rounded down to a tenth of a second; once that is old, to a minute or an hour. */
export function timeAt({ at, columns }: UnitFrame, row: number): number {
  const age = columns.age[row] ?? 0
  const { code, stepMs, from } = age < MINUTES.code ? FINE : age < HOURS.code ? MINUTES : HOURS
  return (Math.floor(at / stepMs) - (age - code + from)) * stepMs
}

export const headingAt = ({ columns: { heading } }: UnitFrame, row: number): number =>
  ((heading[row] ?? 0) * 360) / HEADINGS

export const speedAt = ({ columns: { speed } }: UnitFrame, row: number): number => (speed[row] ?? 0) / PER_MPS

export const flagsAt = ({ columns: { flags } }: UnitFrame, row: number): number => flags[row] ?? 0
