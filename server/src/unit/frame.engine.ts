import { type FrameColumns, type FrameHead, type FrameKind, layFrame } from '@lianqin/shared/unit-frame'
import { packFlags } from '@lianqin/shared/unit-state'
import { toAge, toHeading, toSpeed } from '@lianqin/shared/unit-values'
import type { View } from './audience.rank.ts'
import { NOWHERE } from './grid.rank.ts'
import { hasFix, type Newest } from './newest.ts'

/** Who is told of at one moment, in the order of the grid's cells; whoever is nowhere any more comes first. */
export interface Tick {
  kind: FrameKind
  /** Unix milliseconds. */
  at: number
  units: Uint32Array
  /** The place of each number in `units`, or nobody's. */
  rank: Int32Array
}

/** A message as it goes to everybody of one view, and the cell of each of its rows, so that it can be cut along them. */
export interface Laid {
  head: FrameHead
  bytes: Uint8Array
  columns: FrameColumns
  cells: Int32Array
}

const NOBODY = -1
const PER_UNIT = 100
/** A key is the cell, then the number. */
const NUMBERS = 2 ** 24

/** A tick of those who changed, lowest number first. */
export const deltaTick = (newest: Newest, changed: Uint32Array, at: number): Tick =>
  tickOf('delta', newest, changed, at)

/** A tick of everybody who is somewhere. */
export function keyframeTick(newest: Newest, at: number): Tick {
  const all = newest.unitIds.map((_, index) => index).filter((index) => hasFix(newest, index))
  return tickOf('keyframe', newest, Uint32Array.from(all), at)
}

function tickOf(kind: FrameKind, { grid, unitIds }: Newest, changed: Uint32Array, at: number): Tick {
  const keys = new Float64Array(changed.length)
  for (const [place, index] of changed.entries()) keys[place] = ((grid.cell[index] ?? NOWHERE) + 1) * NUMBERS + index
  keys.sort()
  const units = new Uint32Array(changed.length)
  const rank = new Int32Array(unitIds.length).fill(NOBODY)
  for (let place = 0; place < keys.length; place++) {
    const index = (keys[place] ?? 0) % NUMBERS
    units[place] = index
    rank[index] = place
  }
  return { kind, at, units, rank }
}

/** The message of a tick for everybody with one view. Null: there is nothing to tell them. */
export function layFor(newest: Newest, tick: Tick, view: View): Laid | null {
  const { units, numbers } = chosen(tick, view)
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
  return { head, bytes, columns, cells }
}

/** Of who is nowhere nothing of this is written: zeros say that it is off duty, and at no place. */
function writeRow(columns: FrameColumns, row: number, newest: Newest, index: number, now: number): void {
  const at = newest.at[index] ?? 0
  columns.lon[row] = newest.grid.lon[index] ?? 0
  columns.lat[row] = newest.grid.lat[index] ?? 0
  columns.age[row] = toAge(now, at)
  columns.heading[row] = toHeading((newest.heading[index] ?? 0) / PER_UNIT)
  columns.speed[row] = toSpeed((newest.speed[index] ?? 0) / PER_UNIT)
  columns.flags[row] = packFlags(newest.state[index] ?? 0, now - at, (newest.accuracy[index] ?? 0) / PER_UNIT)
}

/** Those of a tick that a view holds, in the tick's order, and their numbers in the view's table. */
function chosen({ units, rank }: Tick, { stretches, size }: View) {
  const found = new Uint32Array(Math.min(units.length, size))
  let count = 0
  // Whichever is shorter is gone through: what changed, or what may be seen.
  if (size < units.length) {
    for (const { from, to } of stretches) {
      for (let index = from; index < to; index++)
        if ((rank[index] ?? NOBODY) !== NOBODY) found[count++] = rank[index] ?? 0
    }
    const places = found.subarray(0, count).sort()
    for (let row = 0; row < count; row++) places[row] = units[places[row] ?? 0] ?? 0
  } else for (const index of units) if (isIn(stretches, index)) found[count++] = index
  const kept = found.subarray(0, count)
  return { units: kept, numbers: numbersOf(kept, stretches) }
}

function isIn(stretches: View['stretches'], index: number): boolean {
  for (const { from, to } of stretches) if (index >= from && index < to) return true
  return false
}

/** A view's table holds its stretches one after the other. */
function numbersOf(units: Uint32Array, stretches: View['stretches']): Uint32Array {
  const numbers = new Uint32Array(units.length)
  let before = 0
  for (const { from, to } of stretches) {
    for (let row = 0; row < units.length; row++) {
      const index = units[row] ?? 0
      if (index >= from && index < to) numbers[row] = index - from + before
    }
    before += to - from
  }
  return numbers
}
