import type { MapArea } from './view-model.ts'

type Position = readonly [number, number]
export interface Outlines {
  /** Lines between two areas, each once, so that dashes do not fill each other's gaps. */
  inner: Position[][]
  /** The line around them all. */
  outer: Position[][]
}

/** Half a metre: near enough to count as touching, far enough from rounding. */
const NUDGE_DEG = 0.00002

/** Sorts the areas' rings into the district's outer line and the lines between its areas. */
export function outlines(areas: readonly Pick<MapArea, 'rings'>[]): Outlines {
  const rings = areas.flatMap((area) => area.rings.flat())
  const shared = new Map<string, number>()
  for (const [a, b] of rings.flatMap(segments)) shared.set(key(a, b), (shared.get(key(a, b)) ?? 0) + 1)
  const inside = coverage(rings)
  const isInner = (a: Position, b: Position) => (shared.get(key(a, b)) ?? 0) > 1 || bothSides(a, b, inside)
  const drawn = new Set<string>()
  const result: Outlines = { inner: [], outer: [] }
  for (const ring of rings) {
    let run: Position[] = []
    let kind: keyof Outlines | null = null
    for (const [a, b] of segments(ring)) {
      const next: keyof Outlines | null = drawn.has(key(a, b)) ? null : isInner(a, b) ? 'inner' : 'outer'
      drawn.add(key(a, b))
      if (next !== kind) run = []
      if (next !== null && run.length === 0) {
        run = [a]
        result[next].push(run)
      }
      run.push(b)
      kind = next
    }
  }
  return result
}

const segments = (ring: readonly Position[]) => ring.slice(1).map((to, index) => [ring[index] ?? to, to] as const)

const key = (a: Position, b: Position) => [`${a}`, `${b}`].sort().join('|')

/** Neighbours drawn apart share no vertices; their line has land on both sides all the same. */
function bothSides(a: Position, b: Position, inside: (x: number, y: number) => boolean): boolean {
  const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1
  const [dx, dy] = [(-(b[1] - a[1]) / length) * NUDGE_DEG, ((b[0] - a[0]) / length) * NUDGE_DEG]
  return inside(x + dx, y + dy) && inside(x - dx, y - dy)
}

function coverage(rings: readonly (readonly Position[])[]) {
  const boxed = rings.map((ring) => ({
    ring,
    west: Math.min(...ring.map(([x]) => x)),
    east: Math.max(...ring.map(([x]) => x)),
    south: Math.min(...ring.map(([, y]) => y)),
    north: Math.max(...ring.map(([, y]) => y)),
  }))
  return (x: number, y: number) =>
    boxed.some((box) => x >= box.west && x <= box.east && y >= box.south && y <= box.north && within(box.ring, x, y))
}

function within(ring: readonly Position[], x: number, y: number): boolean {
  let odd = false
  for (const [[ax, ay], [bx, by]] of segments(ring))
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd
  return odd
}
