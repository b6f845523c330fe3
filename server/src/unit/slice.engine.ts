import { createSlab, cutFrame, frameBytes } from '@lianqin/shared/unit-frame'
import type { Cutting, Laid } from './frame.engine.ts'
import { type Box, columnOf, type GridShape, rowOf } from './grid.rank.ts'

/** Cells beyond the edge: who has just left a view is still followed, instead of standing at its edge until the next keyframe. */
const MARGIN = 1
/** Some dozens of slices; a connection that is slow to take one holds them all, and has one under way at most. */
const SLAB_BYTES = 64 * 1024

/**
 * What of a message lies in a view of the map, and in the cells around it, copied: nothing is encoded again. Whoever is gone
 * is in every slice. The message holds nobody whom its reader may not see, so neither does a slice of it. Null: a delta that
 * has nothing for it.
 */
export function sliceFor(laid: Laid, shape: GridShape, view: Box): Uint8Array | null {
  laid.cutting ??= cuttingOf(laid.cells, shape)
  const { cutting } = laid
  const count = pick(cutting, shape, view)
  if (count === laid.cells.length) return laid.bytes
  if (count === 0 && laid.head.kind === 'delta') return null
  const wanted = frameBytes(count)
  if (cutting.slab.used + wanted > cutting.slab.bytes.length) cutting.slab = createSlab(Math.max(SLAB_BYTES, wanted))
  return cutFrame(laid, cutting.picked, count, cutting.slab)
}

/** Cells are numbered row by row from the south-west, and messages are in the order of rows: one walk tells where each begins. */
function cuttingOf(cells: Int32Array, shape: GridShape): Cutting {
  const starts = new Int32Array(shape.rows + 1)
  const columns = new Int32Array(cells.length)
  let at = 0
  while ((cells[at] ?? 0) < 0) at++
  for (let row = 0; row < shape.rows; row++) {
    starts[row] = at
    const west = row * shape.columns
    for (; at < cells.length && (cells[at] ?? 0) < west + shape.columns; at++) columns[at] = (cells[at] ?? 0) - west
  }
  starts[shape.rows] = at
  return { starts, columns, picked: new Uint32Array(cells.length), slab: createSlab(SLAB_BYTES) }
}

/** Whoever is gone, and whoever is in view; only what lies between its southern and its northern edge is looked at. */
function pick({ starts, columns, picked }: Cutting, shape: GridShape, [west, south, east, north]: Box): number {
  const left = columnOf(shape, west) - MARGIN
  const right = columnOf(shape, east) + MARGIN
  const behind = starts[Math.min(shape.rows, rowOf(shape, north) + MARGIN + 1)] ?? 0
  let count = starts[0] ?? 0
  for (let at = 0; at < count; at++) picked[at] = at
  for (let at = starts[Math.max(0, rowOf(shape, south) - MARGIN)] ?? 0; at < behind; at++) {
    const column = columns[at] ?? 0
    picked[count] = at
    // One step on if it is neither west of the view nor east of it, by the sign: a branch would be guessed wrong too often.
    count += 1 + (((column - left) | (right - column)) >> 31)
  }
  return count
}
