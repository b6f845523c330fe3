import { FUTURE_ALLOWED_MS } from './unit.ts'
import type { UnitFrame } from './unit-frame.ts'
import type { Place } from './wire/place.ts'

// What the numbers in a frame's columns mean. Each is absolute, and the same value always gives the same number.

/** A step is a centimetre. */
export const PER_DEGREE = 1e7
/** Times are told in tenths of a second before the tick, itself rounded down to one: a fix keeps its time in every frame. */
export const TIME_STEP_MS = 100
/** A device's clock may run ahead of the tick, by as much as its position is still believed. */
const AHEAD = FUTURE_ALLOWED_MS / TIME_STEP_MS
/** An hour and three quarters: what is older is told as that old, and has long been lost. */
const OLDEST = 0xffff
const HEADINGS = 256
const PER_MPS = 4
const FASTEST = 0xff
const HIGH_AT = 16

export const toSteps = (degrees: number): number => Math.round(degrees * PER_DEGREE)

export const toAge = (tickAt: number, at: number): number =>
  Math.min(OLDEST, Math.max(0, Math.floor(tickAt / TIME_STEP_MS) - Math.floor(at / TIME_STEP_MS) + AHEAD))

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

/** When the unit was there: Unix milliseconds, rounded down to a tenth of a second. */
export const timeAt = ({ at, columns: { age } }: UnitFrame, row: number): number =>
  (Math.floor(at / TIME_STEP_MS) - (age[row] ?? 0) + AHEAD) * TIME_STEP_MS

export const headingAt = ({ columns: { heading } }: UnitFrame, row: number): number =>
  ((heading[row] ?? 0) * 360) / HEADINGS

export const speedAt = ({ columns: { speed } }: UnitFrame, row: number): number => (speed[row] ?? 0) / PER_MPS

export const flagsAt = ({ columns: { flags } }: UnitFrame, row: number): number => flags[row] ?? 0
