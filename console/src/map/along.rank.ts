import type { Point } from './view-model.ts'

interface Line {
  from: Point
  to: Point
}
/** Shares of the way at which a mark may stand, the best first. */
const SHARES = [0.5, 0.62, 0.38, 0.74, 0.28, 0.86]
/** Turns from its own direction at which the mark of a line that is too short stands, in degrees. */
const TURNS = [0, 60, -60, 120, -120, 180]
/** Two marks are clear of each other at this share of the longest line, which fills the map. */
const CLEAR = 1 / 8

/** In degrees of latitude; a degree of longitude is that much shorter here. */
const narrow = ({ lat }: Point) => Math.cos((lat * Math.PI) / 180)
const apart = (a: Point, b: Point) => Math.hypot((a.lon - b.lon) * narrow(a), a.lat - b.lat)

const onTheWay = ({ from, to }: Line): Point[] =>
  SHARES.map((share) => ({
    lon: from.lon + (to.lon - from.lon) * share,
    lat: from.lat + (to.lat - from.lat) * share,
  }))
function aroundTheEnd({ from, to }: Line, radius: number): Point[] {
  const own = Math.atan2(from.lat - to.lat, (from.lon - to.lon) * narrow(to))
  return TURNS.map((turn) => {
    const angle = own + (turn * Math.PI) / 180
    return { lon: to.lon + (radius * Math.cos(angle)) / narrow(to), lat: to.lat + radius * Math.sin(angle) }
  })
}

/**
 * Where the mark of each line stands: in the middle, unless another mark is there already (lines from one yard run side by
 * side); then at the share of the way that is farthest from all others. Who is on the spot has no way: around its end.
 */
export function marksAlong(lines: readonly Line[]): Point[] {
  const clear = CLEAR * Math.max(0, ...lines.map(({ from, to }) => apart(from, to)))
  const placed: Point[] = []
  for (const line of lines) {
    const room = (spot: Point) => Math.min(Number.POSITIVE_INFINITY, ...placed.map((other) => apart(spot, other)))
    const isShort = apart(line.from, line.to) < 2 * clear
    const spots = isShort ? aroundTheEnd(line, 1.2 * clear) : onTheWay(line)
    const best = spots.find((spot) => room(spot) >= clear) ?? spots.toSorted((a, b) => room(b) - room(a))[0]
    placed.push(best ?? line.to)
  }
  return placed
}
/** Whether a line lies rather than stands: what is written beside it then goes above or below. */
export const isFlat = ({ from, to }: Line): boolean =>
  Math.abs(from.lon - to.lon) * narrow(to) >= Math.abs(from.lat - to.lat)
