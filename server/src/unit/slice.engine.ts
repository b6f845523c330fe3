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
  const left = Math.max(0, columnOf(shape, west) - MARGIN)
  const right = Math.min(shape.columns - 1, columnOf(shape, east) + MARGIN)
  const bottom = Math.max(0, rowOf(shape, south) - MARGIN)
  const top = Math.min(shape.rows - 1, rowOf(shape, north) + MARGIN)
  let last: Run = { from: 0, to: firstFrom(cells, 0) }
  const runs = [last]
  let at = Math.max(last.to, firstFrom(cells, bottom * shape.columns + left))
  for (let row = bottom; row <= top && at < cells.length; row++) {
    const [first, behind] = [row * shape.columns + left, row * shape.columns + right + 1]
    while ((cells[at] ?? behind) < first) at++
    const from = at
    while ((cells[at] ?? behind) < behind) at++
    if (from === last.to) last.to = at
    else if (from < at) {
      last = { from, to: at }
      runs.push(last)
    }
  }
  return runs
}

/** The first row of a message whose cell is that one or a later one. */
function firstFrom(cells: Int32Array, cell: number): number {
  let [low, high] = [0, cells.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((cells[middle] ?? 0) < cell) low = middle + 1
    else high = middle
  }
  return low
}

/** Short runs are copied one by one: eight calls cost more than that. */
const SHORT = 24

function copy(from: FrameColumns, run: Run, to: FrameColumns, start: number): void {
  if (run.to - run.from < SHORT) {
    copyEach(from, run, to, start)
    return
  }
  to.lon.set(from.lon.subarray(run.from, run.to), start)
  to.lat.set(from.lat.subarray(run.from, run.to), start)
  to.low.set(from.low.subarray(run.from, run.to), start)
  to.age.set(from.age.subarray(run.from, run.to), start)
  to.high.set(from.high.subarray(run.from, run.to), start)
  to.heading.set(from.heading.subarray(run.from, run.to), start)
  to.speed.set(from.speed.subarray(run.from, run.to), start)
  to.flags.set(from.flags.subarray(run.from, run.to), start)
}

function copyEach(from: FrameColumns, run: Run, to: FrameColumns, start: number): void {
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
