import type { Rings } from '@lianqin/shared/jurisdiction'
import { error, type Finding, warning } from '../kernel/finding.ts'
import { type Position, type Ring, ringHolds, signedAreaM2, toPlace } from './rings.locate.ts'

export const MOST_VERTICES = 2000

/** Everything that is wrong with the rings of one feature, before anybody asks where it lies among its neighbours. */
export function ringFindings(subject: string, rings: Rings): Finding[] {
  if (rings.length === 0) return [error('ring.missing', subject, 'has no polygon')]
  return rings.flatMap((polygon, index) => {
    const named = rings.length > 1 ? `${subject}, polygon ${index + 1}` : subject
    const own = polygon.flatMap((ring, at) => oneRing(at === 0 ? named : `${named}, hole ${at}`, ring))
    return own.length > 0 ? own : nestingFindings(named, polygon)
  })
}

function oneRing(subject: string, ring: Ring): Finding[] {
  const [first, last] = [ring[0], ring.at(-1)]
  if (!first || !last || ring.length < 4) {
    return [error('ring.too-short', subject, `has a ring of ${ring.length} positions; a closed ring needs at least 4`)]
  }
  if (ring.length > MOST_VERTICES) {
    return [
      error(
        'ring.too-long',
        subject,
        `has a ring of ${ring.length} vertices; at most ${MOST_VERTICES} are taken, simplify it`,
      ),
    ]
  }
  const astray = ring.find(([lon, lat]) => !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90))
  if (astray) {
    return [
      error(
        'ring.no-degrees',
        subject,
        `has the position ${astray.join(', ')}, which is no longitude and latitude in degrees`,
      ),
    ]
  }
  if (first[0] !== last[0] || first[1] !== last[1]) {
    return [error('ring.unclosed', subject, 'has a ring whose last position is not its first', toPlace(last))]
  }
  const crossing = selfCrossing(ring)
  if (crossing)
    return [error('ring.self-crossing', subject, 'has a ring that crosses or touches itself', toPlace(crossing))]
  if (signedAreaM2(ring) === 0) return [error('ring.flat', subject, 'has a ring without any surface', toPlace(first))]
  const doubled = ring.find((at, index) => index > 0 && same(at, ring[index - 1]))
  return doubled ? [warning('ring.doubled', subject, 'has the same position twice running', toPlace(doubled))] : []
}

const same = (a: Position | undefined, b: Position | undefined) => a?.[0] === b?.[0] && a?.[1] === b?.[1]

/** Where a ring meets itself other than from one edge to the next, or null. Edges are sorted by longitude to compare few. */
function selfCrossing(ring: Ring): Position | null {
  const distinct = ring.filter((at, index) => index === 0 || !same(at, ring[index - 1]))
  const count = distinct.length - 1
  const edges = distinct.slice(0, -1).map((from, index) => ({ from, to: distinct[index + 1] ?? from, index }))
  edges.sort((a, b) => Math.min(a.from[0], a.to[0]) - Math.min(b.from[0], b.to[0]))
  for (const [place, edge] of edges.entries()) {
    const east = Math.max(edge.from[0], edge.to[0])
    for (const other of edges.slice(place + 1)) {
      if (Math.min(other.from[0], other.to[0]) > east) break
      const apart = Math.abs(edge.index - other.index)
      const met = apart === 1 || apart === count - 1 ? foldedBack(edge, other) : meeting(edge, other)
      if (met) return met
    }
  }
  return null
}

interface Edge {
  from: Position
  to: Position
}

/** Which side of an edge a position lies on: positive left, negative right, zero on its line. */
const side = ({ from, to }: Edge, at: Position) =>
  (to[0] - from[0]) * (at[1] - from[1]) - (to[1] - from[1]) * (at[0] - from[0])

const within = ({ from, to }: Edge, at: Position) =>
  Math.min(from[0], to[0]) <= at[0] &&
  at[0] <= Math.max(from[0], to[0]) &&
  Math.min(from[1], to[1]) <= at[1] &&
  at[1] <= Math.max(from[1], to[1])

/** Two edges that follow each other may share only the vertex between them. */
function foldedBack(a: Edge, b: Edge): Position | null {
  const joint = same(a.to, b.from) ? a.to : a.from
  const farA = joint === a.to ? a.from : a.to
  const farB = same(joint, b.from) ? b.to : b.from
  if (side(a, farB) !== 0) return null
  return (farA[0] - joint[0]) * (farB[0] - joint[0]) + (farA[1] - joint[1]) * (farB[1] - joint[1]) > 0 ? joint : null
}

function meeting(a: Edge, b: Edge): Position | null {
  const [fromSide, toSide] = [side(b, a.from), side(b, a.to)]
  const [backFrom, backTo] = [side(a, b.from), side(a, b.to)]
  if (fromSide * toSide < 0 && backFrom * backTo < 0) {
    const share = fromSide / (fromSide - toSide)
    return [a.from[0] + share * (a.to[0] - a.from[0]), a.from[1] + share * (a.to[1] - a.from[1])]
  }
  if (fromSide === 0 && within(b, a.from)) return a.from
  if (toSide === 0 && within(b, a.to)) return a.to
  if (backFrom === 0 && within(a, b.from)) return b.from
  return backTo === 0 && within(a, b.to) ? b.to : null
}

function nestingFindings(subject: string, [outer, ...holes]: Ring[]): Finding[] {
  if (!outer) return [error('ring.missing', subject, 'has a polygon without a ring')]
  return holes.flatMap((hole, index) => {
    const inside = hole.filter((at) => ringHolds(outer, at)).length
    const at = toPlace(hole[0] ?? [0, 0])
    if (inside === 0) return [error('ring.nesting', subject, `has its hole ${index + 1} outside its outer ring`, at)]
    const other = holes.findIndex(
      (second, place) => place < index && hole.some((position) => ringHolds(second, position)),
    )
    return other < 0
      ? []
      : [error('ring.nesting', subject, `has its hole ${index + 1} inside its hole ${other + 1}`, at)]
  })
}
