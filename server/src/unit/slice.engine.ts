import { type FrameColumns, layFrame } from '@lianqin/shared/unit-frame'
import type { Laid } from './frame.engine.ts'
import { type Box, columnOf, type GridShape, rowOf } from './grid.rank.ts'

/** Cells beyond the edge: who has just left a view is still followed, instead of standing at its edge until the next keyframe. */
const MARGIN = 1

/** Rows of a message, the last not included. */
interface Run {
  from: number
  to: number
}

/**
 * What of a message lies in a view of the map, cut along the cells and copied: nothing is encoded again. Whoever is gone is
 * in every slice. Null: a delta that has nothing for it.
 */
export function sliceFor({ head, bytes, columns, cells }: Laid, shape: GridShape, view: Box): Uint8Array | null {
  const runs = runsIn(cells, shape, view)
  const count = runs.reduce((sum, { from, to }) => sum + to - from, 0)
  if (count === cells.length) return bytes
  if (count === 0 && head.kind === 'delta') return null
  const slice = layFrame(head, count)
  let at = 0
  for (const run of runs) {
    copy(columns, run, slice.columns, at)
    at += run.to - run.from
  }
  return slice.bytes
}

/** Cells are numbered row by row, so what is in view is one run for each row of the grid, or fewer. */
function runsIn(cells: Int32Array, shape: GridShape, [west, south, east, north]: Box): Run[] {
  const [left, right] = [Math.max(0, columnOf(shape, west) - MARGIN), columnOf(shape, east) + MARGIN]
  const [bottom, top] = [Math.max(0, rowOf(shape, south) - MARGIN), rowOf(shape, north) + MARGIN]
  const gone: Run = { from: 0, to: firstFrom(cells, 0, 0) }
  const runs = [gone]
  let last = gone
  for (let row = bottom; row <= Math.min(top, shape.rows - 1) && last.to < cells.length; row++) {
    const from = firstFrom(cells, row * shape.columns + left, last.to)
    const to = firstFrom(cells, row * shape.columns + Math.min(right, shape.columns - 1) + 1, from)
    if (from === last.to) last.to = to
    else if (from < to) {
      last = { from, to }
      runs.push(last)
    }
  }
  return runs
}

/** The first row whose cell is that one or a later one. */
function firstFrom(cells: Int32Array, cell: number, start: number): number {
  let [low, high] = [start, cells.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((cells[middle] ?? 0) < cell) low = middle + 1
    else high = middle
  }
  return low
}

/** Element by element: runs are short, and eight calls for each cost more than that. */
function copy(from: FrameColumns, run: Run, to: FrameColumns, start: number): void {
  for (let row = run.from, at = start; row < run.to; row++, at++) {
    to.lon[at] = from.lon[row] ?? 0
    to.lat[at] = from.lat[row] ?? 0
    to.low[at] = from.low[row] ?? 0
    to.age[at] = from.age[row] ?? 0
    to.high[at] = from.high[row] ?? 0
    to.heading[at] = from.heading[row] ?? 0
    to.speed[at] = from.speed[row] ?? 0
    to.flags[at] = from.flags[row] ?? 0
  }
}
