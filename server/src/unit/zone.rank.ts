import type { Rings } from '@lianqin/shared/jurisdiction'
import type { Place } from '@lianqin/shared/wire/place'
import { boxOf, ringsHold } from '../jurisdiction/rings.locate.ts'

/** A township, a fence, or the surroundings of an incident: something one is inside of or not, and how clearly. */
export interface Zone {
  id: string
  /** Who stays so long inside has dwelt there; null: nobody asks. */
  dwellMs: number | null
  /** No border is fuzzier than this: a small zone would otherwise have no inside for a bad receiver. */
  marginAtMostM: number
  /** Metres to the border, positive inside. Beyond the reach asked for outside, only that it is farther. */
  depthM: (place: Place, reachM: number) => number
}

const METRES_PER_DEGREE = 111_195
const RAD = Math.PI / 180
/** A margin takes at most this share of a circle's radius. */
const MARGIN_SHARE = 0.3

/** Metres east and north of a place, on the flat: good to a few in ten thousand across a city. */
const flatFrom = ({ lon, lat }: Place) => {
  const perLon = METRES_PER_DEGREE * Math.cos(lat * RAD)
  return (x: number, y: number) => [(x - lon) * perLon, (y - lat) * METRES_PER_DEGREE] as const
}

export function circle(id: string, centre: Place, radiusM: number, dwellMs: number | null): Zone {
  const flat = flatFrom(centre)
  const depthM = ({ lon, lat }: Place) => radiusM - Math.hypot(...flat(lon, lat))
  return { id, dwellMs, marginAtMostM: radiusM * MARGIN_SHARE, depthM }
}

export function polygon(id: string, rings: Rings, dwellMs: number | null): Zone {
  const [west, south, east, north] = boxOf(rings.flat(2))
  function depthM(place: Place, reachM: number): number {
    const flat = flatFrom(place)
    const [left, bottom] = flat(west, south)
    const [right, top] = flat(east, north)
    const outside = Math.max(left, -right, bottom, -top)
    // Most zones are far away: nothing of them is measured.
    if (outside > reachM) return -outside
    const metres = Math.sqrt(Math.min(...rings.flat().map((ring) => nearestSquare(ring, flat))))
    return ringsHold(rings, [place.lon, place.lat]) ? metres : -metres
  }
  const size = Math.min(...flatFrom({ lon: west, lat: south })(east, north))
  return { id, dwellMs, marginAtMostM: (size / 2) * MARGIN_SHARE, depthM }
}

/** Square of the distance from the origin of the flat to the nearest side of a ring. */
function nearestSquare(ring: readonly (readonly [number, number])[], flat: ReturnType<typeof flatFrom>): number {
  let least = Number.POSITIVE_INFINITY
  let [fromX, fromY] = flat(...(ring[0] ?? [0, 0]))
  for (const [lon, lat] of ring) {
    const [x, y] = flat(lon, lat)
    const [alongX, alongY] = [x - fromX, y - fromY]
    const length = alongX * alongX + alongY * alongY
    // How far along the side the nearest point lies, from its start to its end.
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(fromX * alongX + fromY * alongY) / length))
    least = Math.min(least, (fromX + share * alongX) ** 2 + (fromY + share * alongY) ** 2)
    fromX = x
    fromY = y
  }
  return least
}
