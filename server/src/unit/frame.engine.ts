import { type FrameColumns, type FrameHead, type FrameKind, layFrame, type Slab } from '@lianqin/shared/unit-frame'
import { freshnessFlag } from '@lianqin/shared/unit-state'
import { toAge, toHeading, toSpeed } from '@lianqin/shared/unit-values'
import type { View } from './audience.rank.ts'
import { NOWHERE } from './grid.rank.ts'
import { hasFix, type Newest } from './newest.ts'

/** Who is told of at one moment, lowest number first. */
export interface Tick {
  kind: FrameKind
  /** Unix milliseconds. */
  at: number
  units: Uint32Array
}

/**
 * A message as it goes to everybody of one view: one row of the grid after another, whoever is nowhere any more before the
 * first. The cell of each is kept, so that the message can be cut along the grid.
 */
export interface Laid {
  head: FrameHead
  bytes: Uint8Array
  columns: FrameColumns
  cells: Int32Array
  /** What slices of it are cut with; none before the first is. */
  cutting: Cutting | null
}

export interface Cutting {
  /** Where each row of the grid begins in the message, and where the last ends. Before the first are those who are gone. */
  starts: Int32Array
  /** The grid's column of whoever stands at each place of the message. */
  columns: Int32Array
  picked: Uint32Array
  slab: Slab
}

const PER_UNIT = 100

/** A tick of those who changed, lowest number first. */
export const deltaTick = (units: Uint32Array, at: number): Tick => ({ kind: 'delta', at, units })

/** A tick of everybody who is somewhere. */
export function keyframeTick(newest: Newest, at: number): Tick {
  const units = new Uint32Array(newest.grid.placed)
  let count = 0
  for (let index = 0; index < newest.unitIds.length; index++) if (hasFix(newest, index)) units[count++] = index
  return { kind: 'keyframe', at, units }
}

/** The message of a tick for everybody with one view. Null: there is nothing to tell them. */
export function layFor(newest: Newest, tick: Tick, view: View): Laid | null {
  const { units, numbers } = chosen(newest, tick, view)
  const count = units.length
  if (count === 0 && tick.kind === 'delta') return null
  const head = { kind: tick.kind, at: tick.at, generation: view.table.generation }
  const { bytes, columns } = layFrame(head, count)
  const cells = new Int32Array(count)
  for (let row = 0; row < count; row++) {
    const index = units[row] ?? 0
    const number = numbers[row] ?? 0
    columns.low[row] = number
    columns.high[row] = number >> 16
    cells[row] = newest.grid.cell[index] ?? NOWHERE
    if (cells[row] === NOWHERE) columns.age[row] = toAge(tick.at, tick.at)
    else writeRow(columns, row, newest, index, tick.at)
  }
  return { head, bytes, columns, cells, cutting: null }
}

/** Of who is nowhere nothing of this is written: zeros say that it is off duty, and at no place. */
function writeRow(columns: FrameColumns, row: number, newest: Newest, index: number, now: number): void {
  const at = newest.at[index] ?? 0
  columns.lon[row] = newest.grid.lon[index] ?? 0
  columns.lat[row] = newest.grid.lat[index] ?? 0
  columns.age[row] = toAge(now, at)
  columns.heading[row] = toHeading((newest.heading[index] ?? 0) / PER_UNIT)
  columns.speed[row] = toSpeed((newest.speed[index] ?? 0) / PER_UNIT)
  columns.flags[row] = (newest.state[index] ?? 0) | freshnessFlag(now - at) | (newest.sureness[index] ?? 0)
}

/**
 * Those of a tick that a view holds, and their numbers in the view's table. What a view holds lies together in the tick, so
 * nobody else is looked at. Sorted by counting: how many stand in the rows before says where one goes.
 */
function chosen({ grid }: Newest, { units }: Tick, { stretches }: View) {
  const spans = stretches.map(({ from, to, first }) => {
    return { from: firstFrom(units, from), to: firstFrom(units, to), shift: first - from }
  })
  const count = spans.reduce((sum, { from, to }) => sum + to - from, 0)
  // Nowhere is counted as the row before the first.
  const places = new Uint32Array(grid.shape.rows + 2)
  const rows = new Uint32Array(count)
  let seen = 0
  for (const { from, to } of spans) {
    for (let at = from; at < to; at++) {
      const row = Math.floor((grid.cell[units[at] ?? 0] ?? NOWHERE) / grid.shape.columns) + 1
      rows[seen++] = row
      places[row + 1] = (places[row + 1] ?? 0) + 1
    }
  }
  for (let row = 1; row < places.length; row++) places[row] = (places[row] ?? 0) + (places[row - 1] ?? 0)
  const found = { units: new Uint32Array(count), numbers: new Uint32Array(count) }
  seen = 0
  for (const { from, to, shift } of spans) {
    for (let at = from; at < to; at++) {
      const row = rows[seen++] ?? 0
      const place = places[row] ?? 0
      const index = units[at] ?? 0
      places[row] = place + 1
      found.units[place] = index
      found.numbers[place] = index + shift
    }
  }
  return found
}

/** The first place of a number, or of the next higher one. */
function firstFrom(units: Uint32Array, number: number): number {
  let [low, high] = [0, units.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((units[middle] ?? 0) < number) low = middle + 1
    else high = middle
  }
  return low
}
