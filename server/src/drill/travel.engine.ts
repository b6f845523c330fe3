import { distanceM } from '@lianqin/shared/geo'
import type { Unit } from '@lianqin/shared/unit'
import type { Place } from '@lianqin/shared/wire/place'
import type { Random } from './random.engine.ts'

/** A way through streets: places in order, and how long it is. */
export interface Path {
  points: readonly Place[]
  lengthM: number
}

/** Metres a second on the way to a case, and on patrol. */
const SPEEDS: Record<Unit['kind'], { drive: number; patrol: number }> = {
  car: { drive: 11, patrol: 6 },
  motorcycle: { drive: 10, patrol: 5 },
  foot: { drive: 2, patrol: 1.3 },
}
export const speedOf = (kind: Unit['kind']) => SPEEDS[kind]

const RAD = Math.PI / 180

/** Along one street, then the other, with a bend or two where blocks end: nobody drives as the crow flies. */
export function pathBetween(random: Random, from: Place, to: Place): Path {
  const blocks = 1 + Math.floor(random.between(0, 3))
  const points: Place[] = [from]
  for (let block = 0; block < blocks; block++) {
    const last = points.at(-1) ?? from
    const share = block === blocks - 1 ? 1 : random.between(0.25, 0.6)
    const corner = { lon: last.lon + (to.lon - last.lon) * share, lat: last.lat + (to.lat - last.lat) * share }
    points.push(random.chance(0.5) ? { lon: corner.lon, lat: last.lat } : { lon: last.lon, lat: corner.lat }, corner)
  }
  return { points, lengthM: legs(points).reduce((sum, { metres }) => sum + metres, 0) }
}

/** Where one is after so many metres of a path, and which way one is facing, degrees from north. */
export function along({ points }: Path, metres: number): Place & { headingDeg: number } {
  let left = metres
  const way = legs(points).filter((leg) => leg.metres > 0)
  for (const leg of way) {
    if (left <= leg.metres) return { ...between(leg, left / leg.metres), headingDeg: heading(leg) }
    left -= leg.metres
  }
  const last = way.at(-1)
  const end = points.at(-1) ?? { lon: 0, lat: 0 }
  return { lon: end.lon, lat: end.lat, headingDeg: last ? heading(last) : 0 }
}

interface Leg {
  from: Place
  to: Place
  metres: number
}

const legs = (points: readonly Place[]): Leg[] =>
  points.slice(1).map((to, index) => {
    const from = points[index] ?? to
    return { from, to, metres: distanceM(from, to) }
  })

const between = ({ from, to }: Leg, share: number): Place => ({
  lon: from.lon + (to.lon - from.lon) * share,
  lat: from.lat + (to.lat - from.lat) * share,
})

function heading({ from, to }: Leg): number {
  const east = (to.lon - from.lon) * Math.cos(from.lat * RAD)
  return Math.round((Math.atan2(east, to.lat - from.lat) / RAD + 360) % 360)
}
