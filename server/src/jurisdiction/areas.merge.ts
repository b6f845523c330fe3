import type { Rings } from '@lianqin/shared/jurisdiction'
import { difference, intersection, union } from 'polyclip-ts'
import { error, type Finding, warning } from '../kernel/finding.ts'
import { areaM2, boxOf, type Position, pointInside, ringsHold, toPlace } from './rings.locate.ts'

/** Below this a gap or an overlap is a sliver of drawing: it is told, and routing can live with it. */
export const SLIVER_M2 = 100
/** Below this it is rounding. */
const ROUNDING_M2 = 0.5

interface Shape {
  subject: string
  rings: Rings
}

/**
 * Where areas overlap and where between them nobody is competent. A gap enclosed by areas shows by itself; one that opens
 * to the outside can only be told from the district's shape when its outline is given too.
 */
export function coverageFindings(shapes: readonly Shape[], outline: Rings | null): Finding[] {
  const whole = union([], ...shapes.map(({ rings }) => rings)) as Rings
  const holes = whole.flatMap(([, ...inner]) => inner.map((ring): Rings => [[ring]]))
  return [
    ...overlaps(shapes),
    ...holes.flatMap((hole) => gapFinding(hole, shapes)),
    ...(outline ? outlineFindings(whole, outline, shapes) : []),
    ...(whole.length > 1
      ? [
          warning(
            'area.apart',
            'district',
            `is in ${whole.length} parts that do not touch`,
            toPlace(pointInside(whole.slice(1))),
          ),
        ]
      : []),
  ]
}

function overlaps(shapes: readonly Shape[]): Finding[] {
  const boxed = shapes.map((shape) => ({ ...shape, box: boxOf(shape.rings.flat(2)) }))
  return boxed.flatMap((a, index) =>
    boxed.slice(index + 1).flatMap((b) => {
      if (a.box[0] > b.box[2] || b.box[0] > a.box[2] || a.box[1] > b.box[3] || b.box[1] > a.box[3]) return []
      const shared = intersection(a.rings, b.rings) as Rings
      return sized('area.overlap', `${a.subject} and ${b.subject}`, 'both cover', shared)
    }),
  )
}

function gapFinding(hole: Rings, shapes: readonly Shape[]): Finding[] {
  const corners = hole.flat(2)
  const around = shapes.filter(({ rings }) => corners.some((at) => touches(rings, at))).map(({ subject }) => subject)
  return sized('area.gap', around.length > 0 ? around.join(', ') : 'district', 'leave nobody competent for', hole)
}

const touches = (rings: Rings, [lon, lat]: Position) => rings.flat(2).some(([x, y]) => x === lon && y === lat)

function outlineFindings(whole: Rings, outline: Rings, shapes: readonly Shape[]): Finding[] {
  const missing = (difference(outline, whole) as Rings).flatMap((part) =>
    sized('area.gap', 'district outline', 'holds what no area covers:', [part]),
  )
  const spilt = shapes.flatMap(({ subject, rings }) =>
    (difference(rings, outline) as Rings).flatMap((part) =>
      sized('area.outside', subject, 'reaches beyond the district outline by', [part]),
    ),
  )
  return [...missing, ...spilt]
}

function sized(code: string, subject: string, what: string, rings: Rings): Finding[] {
  const size = rings.length > 0 ? areaM2(rings) : 0
  if (size < ROUNDING_M2) return []
  const at = largest(rings)
  const parts = rings.length > 1 ? ` in ${rings.length} parts, the largest` : ''
  const text = `${what} ${Math.round(size).toLocaleString('en-GB')} m²${parts}`
  return [(size < SLIVER_M2 ? warning : error)(code, subject, text, toPlace(at))]
}

function largest(rings: Rings): Position {
  const best = rings.toSorted((a, b) => areaM2([b]) - areaM2([a])).slice(0, 1)
  const at = pointInside(best)
  return ringsHold(best, at) ? at : (best[0]?.[0]?.[0] ?? at)
}
