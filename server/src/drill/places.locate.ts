import type { Area, NamedPlace, Rings } from '@lianqin/shared/jurisdiction'
import type { Reference } from '@lianqin/shared/reference'
import type { Place } from '@lianqin/shared/wire/place'
import type { Random } from './random.engine.ts'

export const METRES_PER_DEGREE = 111_195
const RAD = Math.PI / 180

/** A place so many metres east and north of another. */
export const moved = ({ lon, lat }: Place, east: number, north: number): Place => ({
  lon: lon + east / (METRES_PER_DEGREE * Math.cos(lat * RAD)),
  lat: lat + north / METRES_PER_DEGREE,
})

/** Counts the borders west of the place: odd is inside, also with holes and several parts. */
export function isInside(rings: Rings, { lon, lat }: Place): boolean {
  let inside = false
  for (const ring of rings.flat()) {
    ring.forEach(([aLon, aLat], index) => {
      const [bLon, bLat] = ring[index + 1] ?? [aLon, aLat]
      if (aLat > lat !== bLat > lat && lon < aLon + ((lat - aLat) / (bLat - aLat)) * (bLon - aLon)) inside = !inside
    })
  }
  return inside
}

const TRIES = 40

/** Somewhere within so many metres of a place that is still in the area; the place itself if chance does not find any. */
export function near(random: Random, area: Pick<Area, 'rings'>, around: Place, withinM: number): Place {
  for (let tried = 0; tried < TRIES; tried++) {
    const angle = random.between(0, 2 * Math.PI)
    const metres = withinM * Math.sqrt(random.next())
    const place = moved(around, metres * Math.sin(angle), metres * Math.cos(angle))
    if (isInside(area.rings, place)) return place
  }
  return { lon: around.lon, lat: around.lat }
}

export interface Scene {
  area: Area
  place: Place
  /** The named point it is told by, and where from there. */
  landmark: NamedPlace | null
  eastM: number
  northM: number
}

const FROM_LANDMARK_M = 350
const FROM_CENTRE_M = 900

/** Says where the next thing happens: areas by their share of the district's reports, mostly near a named place. */
export function createScenes({ areas, places }: Pick<Reference, 'areas' | 'places'>) {
  const landmarks = new Map(
    areas.map((area) => [area.id, places.filter((place) => place.areaId === area.id && isInside(area.rings, place))]),
  )
  return (random: Random): Scene => {
    const area = random.weighted(areas, ({ share }) => share)
    const known = landmarks.get(area.id) ?? []
    const landmark = known.length > 0 ? random.pick(known) : null
    const around = landmark ?? area.centre
    const place = near(random, area, around, landmark ? FROM_LANDMARK_M : FROM_CENTRE_M)
    return {
      area,
      place,
      landmark,
      eastM: (place.lon - around.lon) * METRES_PER_DEGREE * Math.cos(around.lat * RAD),
      northM: (place.lat - around.lat) * METRES_PER_DEGREE,
    }
  }
}
