import type { Rings } from '@lianqin/shared/jurisdiction'
import type { Place } from '@lianqin/shared/wire/place'

export type Position = [number, number]
export type Ring = Position[]

const METRES_PER_DEGREE = 111_195.08
/** Fineness of the search for a point well inside; an area's label does not need more. */
const SEARCH_STEPS = 40

export const toPlace = ([lon, lat]: Position): Place => ({ lon, lat })

/** Signed size of a ring in square metres, positive when it runs counter-clockwise; flat-earth, good at district size. */
export function signedAreaM2(ring: Ring): number {
  const first = ring[0]
  if (!first) return 0
  const perLon = METRES_PER_DEGREE * Math.cos((first[1] * Math.PI) / 180)
  let twice = 0
  ring.forEach(([lon, lat], index) => {
    const [nextLon, nextLat] = ring[index + 1] ?? first
    twice += (lon - first[0]) * (nextLat - first[1]) - (nextLon - first[0]) * (lat - first[1])
  })
  return (twice / 2) * perLon * METRES_PER_DEGREE
}

/** Size of polygons with holes in square metres. */
export const areaM2 = (rings: Rings): number =>
  rings.reduce(
    (sum, polygon) =>
      sum + polygon.reduce((size, ring, index) => size + signOf(index) * Math.abs(signedAreaM2(ring)), 0),
    0,
  )

const signOf = (index: number) => (index === 0 ? 1 : -1)

export function ringHolds(ring: Ring, [lon, lat]: Position): boolean {
  let inside = false
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[index + 1] ?? [x, y]
    if (y > lat !== nextY > lat && lon < x + ((nextX - x) * (lat - y)) / (nextY - y)) inside = !inside
  })
  return inside
}

export const ringsHold = (rings: Rings, at: Position): boolean =>
  rings.some(([outer, ...holes]) => outer && ringHolds(outer, at) && !holes.some((hole) => ringHolds(hole, at)))

/** West, south, east, north. */
export function boxOf(positions: readonly Position[]): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90]
  for (const [lon, lat] of positions) {
    box[0] = Math.min(box[0], lon)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lon)
    box[3] = Math.max(box[3], lat)
  }
  return box
}

/** A point well inside the polygons, for a label or to say where something is. */
export function pointInside(rings: Rings): Position {
  const positions = rings.flat(2)
  const [west, south, east, north] = boxOf(positions)
  let best: Position = positions[0] ?? [0, 0]
  let farthest = 0
  for (let row = 1; row < SEARCH_STEPS; row++) {
    for (let column = 1; column < SEARCH_STEPS; column++) {
      const at: Position = [
        west + ((east - west) * column) / SEARCH_STEPS,
        south + ((north - south) * row) / SEARCH_STEPS,
      ]
      if (!ringsHold(rings, at)) continue
      const away = Math.min(...positions.map(([lon, lat]) => Math.hypot((lon - at[0]) * 0.87, lat - at[1])))
      if (away > farthest) {
        farthest = away
        best = at
      }
    }
  }
  return best
}
