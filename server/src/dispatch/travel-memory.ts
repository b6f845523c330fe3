import { distanceM } from '@lianqin/shared/geo'
import type { Fix } from '@lianqin/shared/unit'
import type { Place } from '@lianqin/shared/wire/place'

/** Streets fill and empty: an answer is good for two minutes, and while the unit stands about where it was asked for. */
const GOOD_FOR_MS = 120_000
const MOVED_M = 150
/** The cases of a busy hour; beyond, the oldest place is forgotten. */
const MOST_PLACES = 500

interface Way {
  from: Place
  askedAt: number
  /** Null: asked, and there is no way to be believed. */
  minutes: number | null
}

/** Ways that were looked up lately, by where they lead and who would take them. */
export function createTravelMemory(clock: () => number) {
  const places = new Map<string, Map<Fix['unitId'], Way>>()
  const name = ({ lon, lat }: Place) => `${lon.toFixed(5)},${lat.toFixed(5)}`
  const isGood = (way: Way | undefined, fix: Fix | undefined): way is Way =>
    way !== undefined && fix !== undefined && clock() - way.askedAt < GOOD_FOR_MS && distanceM(way.from, fix) <= MOVED_M

  return {
    has: (to: Place, fix: Fix) => isGood(places.get(name(to))?.get(fix.unitId), fix),
    keep(to: Place, { unitId, lon, lat }: Fix, minutes: number | null) {
      const ways = places.get(name(to)) ?? new Map<Fix['unitId'], Way>()
      ways.set(unitId, { from: { lon, lat }, askedAt: clock(), minutes })
      places.delete(name(to))
      places.set(name(to), ways)
      const [oldest] = places.keys()
      if (places.size > MOST_PLACES && oldest !== undefined) places.delete(oldest)
    },
    /** The ways to a place that still hold for where the units are now. */
    recall(to: Place, fixes: ReadonlyMap<Fix['unitId'], Fix>): ReadonlyMap<Fix['unitId'], number> {
      const known = new Map<Fix['unitId'], number>()
      for (const [unitId, way] of places.get(name(to)) ?? []) {
        if (way.minutes !== null && isGood(way, fixes.get(unitId))) known.set(unitId, way.minutes)
      }
      return known
    },
  }
}
