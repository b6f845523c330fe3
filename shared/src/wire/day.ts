import Type, { type Static } from 'typebox'
import { type Moment, toMoment } from './moment.ts'

/** A day of the calendar, without a time and without a place. Days compare as strings. */
export const Day = Type.String({ pattern: '^(19|20|21)\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
export type Day = Static<typeof Day>

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Which day it is at a moment, for somebody so many minutes east of Greenwich: at 22:36 UTC it is tomorrow in Ningbo. */
export const dayOf = (at: Moment, utcOffsetMinutes: number): Day =>
  toMoment(Date.parse(at) + utcOffsetMinutes * MINUTE_MS).slice(0, 10)

/** When the next day begins there. */
export const nextDayAt = (at: Moment, utcOffsetMinutes: number): Moment =>
  toMoment(Date.parse(dayOf(at, utcOffsetMinutes)) + DAY_MS - utcOffsetMinutes * MINUTE_MS)

/** Whole days from one day to another; negative if it has passed. */
export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
