import { type FrameColumns, type FrameHead, type FrameKind, layFrame } from '@lianqin/shared/unit-frame'
import { packFlags } from '@lianqin/shared/unit-state'
import { toAge, toHeading, toSpeed } from '@lianqin/shared/unit-values'
import { NOT_SEEN, type View } from './audience.rank.ts'
import { type Grid, NOWHERE } from './grid.rank.ts'
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
/** To sort one costs as much as to look at so many. */
const SORTING_COSTS = 24

/** A tick of those who changed, lowest number first. */
export const deltaTick = (newest: Newest, changed: Uint32Array, at: number): Tick =>
  tickOf('delta', newest, changed, at)

/** A tick of everybody who is somewhere. */
export function keyframeTick(newest: Newest, at: number): Tick {
  const all = new Uint32Array(newest.grid.placed)
  let count = 0
  for (let index = 0; index < newest.unitIds.length; index++) if (hasFix(newest, index)) all[count++] = index
  return tickOf('keyframe', newest, all, at)
}

/** Sorts by counting: how many stand in the cells before says where one goes. Nowhere is counted as the cell before the first. */
function tickOf(kind: FrameKind, { grid, unitIds }: Newest, changed: Uint32Array, at: number): Tick {
  const places = new Uint32Array(grid.first.length + 2)
  for (let row = 0; row < changed.length; row++) {
    const after = cellOf(grid, changed[row]) + 2
    places[after] = (places[after] ?? 0) + 1
  }
  for (let cell = 1; cell < places.length; cell++) places[cell] = (places[cell] ?? 0) + (places[cell - 1] ?? 0)
  const units = new Uint32Array(changed.length)
  const rank = new Int32Array(unitIds.length).fill(NOBODY)
  for (let row = 0; row < changed.length; row++) {
    const index = changed[row] ?? 0
    const cell = cellOf(grid, index) + 1
    const place = places[cell] ?? 0
    places[cell] = place + 1
    units[place] = index
    rank[index] = place
  }
  return { kind, at, units, rank }
}

const cellOf = ({ cell }: Grid, index = 0) => cell[index] ?? NOWHERE

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
function chosen(tick: Tick, view: View) {
  return view.size * SORTING_COSTS < tick.units.length ? lookedUp(tick, view) : sifted(tick, view)
}

function sifted({ units }: Tick, view: View) {
  const found = { units: new Uint32Array(Math.min(units.length, view.size)), numbers: new Uint32Array(view.size) }
  const numbers = view.numbers()
  let count = 0
  for (let row = 0; row < units.length; row++) {
    const index = units[row] ?? 0
    const number = numbers[index] ?? NOT_SEEN
    if (number === NOT_SEEN) continue
    found.units[count] = index
    found.numbers[count++] = number
  }
  return { units: found.units.subarray(0, count), numbers: found.numbers }
}

/** A view of few finds them by looking whether each has changed, instead of looking at everybody who has. */
function lookedUp({ units, rank }: Tick, { stretches, size }: View) {
  const places = new Uint32Array(size)
  let count = 0
  for (const { from, to } of stretches) {
    for (let index = from; index < to; index++) {
      const place = rank[index] ?? NOBODY
      if (place !== NOBODY) places[count++] = place
    }
  }
  const found = places
    .subarray(0, count)
    .sort()
    .map((place) => units[place] ?? 0)
  return { units: found, numbers: found.map((index) => numberIn(stretches, index)) }
}

function numberIn(stretches: View['stretches'], index: number): number {
  const own = stretches.find(({ from, to }) => index >= from && index < to)
  return own ? index - own.from + own.first : 0
}
