import { distanceM } from '@lianqin/shared/geo'
import type { Place } from '@lianqin/shared/wire/place'

/** Often enough for the map of the room while moving; while standing seldom enough for a battery, and still live. */
export const MOVING_MS = 8_000
export const STANDING_MS = 20_000

/** Where it has stood, since when (Unix milliseconds). */
export interface Rest extends Place {
  since: number
}
/** More than a receiver wanders, less than one walks in half a minute. */
const STANDS_WITHIN_M = 25
/** A red light is no rest. */
const STANDS_AFTER_MS = 60_000

/** Still at the same place, or from now on at this one. */
export function restAt(before: Rest | null, place: Place, at: number): Rest {
  if (before && distanceM(before, place) <= STANDS_WITHIN_M) return before
  return { lon: place.lon, lat: place.lat, since: at }
}

/** How long until the next reading. */
export const nextReadingMs = (rest: Rest | null, at: number): number =>
  rest && at - rest.since >= STANDS_AFTER_MS ? STANDING_MS : MOVING_MS
