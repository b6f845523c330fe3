import type { Cells } from './draw-cells.ts'
import { onePieceEach } from './draw-pieces.ts'

type Point = [number, number]

/** A border between two labels, from one meeting of three to the next; `left` and `right` as one walks along it. */
interface Arc {
  points: Point[]
  left: number
  right: number
}

const SMOOTHING_ROUNDS = 10
/** In raster steps: how far a left-out vertex may lie from the line. */
const TOLERANCE = 0.35
const DECIMALS = 5
const STEPS = [
  { column: 1, row: 0 },
  { column: 0, row: 1 },
  { column: -1, row: 0 },
  { column: 0, row: -1 },
] as const

/**
 * The outer ring of every label. Borders are traced, smoothed and thinned once as arcs and then used by both neighbours,
 * so that two areas share exactly the same vertices: no gap and no overlap can arise.
 */
export function tracedRings(cells: Cells): Point[][] {
  const labels = onePieceEach(cells)
  const arcs = traceArcs(cells, labels).map((arc) => ({ ...arc, points: thinned(smoothed(arc.points)) }))
  const count = labels.reduce((most, label) => Math.max(most, label), 0)
  return Array.from({ length: count }, (_, index) =>
    ringOf(index + 1, arcs).map(([column, row]) => {
      const [lon, lat] = cells.toLonLat(column, row)
      return [Number(lon.toFixed(DECIMALS)), Number(lat.toFixed(DECIMALS))] as Point
    }),
  )
}

function traceArcs({ width, height }: Cells, labels: Uint8Array): Arc[] {
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column >= width || row >= height ? 0 : (labels[row * width + column] ?? 0)
  /** The labels left and right of the step from a corner in one of the four directions. */
  const sides = (column: number, row: number, direction: number): [number, number] => {
    const corner = [at(column - 1, row - 1), at(column, row - 1), at(column, row), at(column - 1, row)]
    const pairs = [
      [2, 1],
      [3, 2],
      [0, 3],
      [1, 0],
    ] as const
    const [left, right] = pairs[direction] ?? [0, 0]
    return [corner[left] ?? 0, corner[right] ?? 0]
  }
  const exits = (column: number, row: number) =>
    [0, 1, 2, 3].filter((direction) => {
      const [left, right] = sides(column, row, direction)
      return left !== right
    })
  const walked = new Set<string>()
  const arcs: Arc[] = []
  const walk = (startColumn: number, startRow: number, first: number) => {
    const [left, right] = sides(startColumn, startRow, first)
    const points: Point[] = [[startColumn, startRow]]
    let [column, row, direction] = [startColumn, startRow, first]
    for (;;) {
      walked.add(`${column} ${row} ${direction}`)
      const step = STEPS[direction] ?? STEPS[0]
      column += step.column
      row += step.row
      points.push([column, row])
      const back = (direction + 2) % 4
      const onward = exits(column, row)
      if (onward.length !== 2) {
        walked.add(`${column} ${row} ${back}`)
        break
      }
      direction = onward.find((exit) => exit !== back) ?? back
    }
    arcs.push({ points, left, right })
  }
  for (let row = 0; row <= height; row++) {
    for (let column = 0; column <= width; column++) {
      const here = exits(column, row)
      if (here.length < 3) continue
      for (const direction of here) if (!walked.has(`${column} ${row} ${direction}`)) walk(column, row, direction)
    }
  }
  return arcs
}

/** Rounds the steps of the raster off; the two ends stay where the neighbours meet. */
function smoothed(points: Point[]): Point[] {
  let line = points
  for (let round = 0; round < SMOOTHING_ROUNDS; round++) {
    line = line.map((point, index) => {
      const before = line[index - 1]
      const after = line[index + 1]
      if (!before || !after) return point
      return [(before[0] + 2 * point[0] + after[0]) / 4, (before[1] + 2 * point[1] + after[1]) / 4]
    })
  }
  return line
}

/** Leaves out vertices that lie on the line anyway (Douglas-Peucker). */
function thinned(points: Point[]): Point[] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 3) return points
  let farthest = 0
  let most = 0
  points.forEach((point, index) => {
    const away = distanceToLine(point, first, last)
    if (away > most) {
      most = away
      farthest = index
    }
  })
  if (most <= TOLERANCE) return [first, last]
  return [...thinned(points.slice(0, farthest + 1)).slice(0, -1), ...thinned(points.slice(farthest))]
}

function distanceToLine([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const length = Math.hypot(x2 - x1, y2 - y1)
  if (length === 0) return Math.hypot(x - x1, y - y1)
  return Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
}

/** Chains the arcs that have a label on their left, so that the ring runs counter-clockwise. */
function ringOf(label: number, arcs: readonly Arc[]): Point[] {
  const mine = arcs.flatMap(({ points, left, right }) =>
    left === label ? [points] : right === label ? [points.toReversed()] : [],
  )
  const ring = [...(mine.pop() ?? [])]
  while (mine.length > 0) {
    const end = String(ring.at(-1))
    const next = mine.findIndex(([start]) => String(start) === end)
    if (next < 0) throw new Error(`the border of area ${label} is broken`)
    ring.push(...(mine.splice(next, 1)[0] ?? []).slice(1))
  }
  return ring
}
