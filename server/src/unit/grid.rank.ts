import { PER_DEGREE, toSteps } from '@lianqin/shared/unit-values'

/** Equal cells over a box. What lies outside it belongs to the nearest cell of the rim, so that no place has none. */
export interface GridShape {
  west: number
  south: number
  columns: number
  rows: number
  /** Cells in a degree. */
  perLon: number
  perLat: number
}

/** West, south, east, north, in degrees. */
export type Box = readonly [number, number, number, number]

/** Where everybody is, by a number each: places in typed columns, and for each cell a chain of those who are in it. */
export interface Grid {
  shape: GridShape
  /** Degrees × 1e7, as the frames tell them. */
  lon: Int32Array
  lat: Int32Array
  /** The cell of each, row by row from the south-west; nobody's where one is not placed. */
  cell: Int32Array
  next: Int32Array
  before: Int32Array
  /** Who stands first in each cell. */
  first: Int32Array
  placed: number
}

export const NOWHERE = -1
export const NOBODY = -1
export const METRES_PER_DEGREE = 111_195
export const RAD = Math.PI / 180
/** A street's length: small enough to look at few, large enough that most moves stay inside. */
const CELL_M = 300
/** A district of hundreds of kilometres gets larger cells instead. */
const MOST_CELLS = 1 << 18

/** A grid over a box for about so many units; many make it finer, to one in a cell if they were spread evenly. */
export function shapeOver([west, south, east, north]: Box, units: number): GridShape {
  const height = Math.max(1, (north - south) * METRES_PER_DEGREE)
  const width = Math.max(1, (east - west) * METRES_PER_DEGREE * Math.cos(((south + north) / 2) * RAD))
  const sideFor = (cells: number) => Math.sqrt((width * height) / cells)
  const cellM = Math.max(sideFor(MOST_CELLS), Math.min(CELL_M, sideFor(Math.max(1, units))))
  const [columns, rows] = [Math.ceil(width / cellM), Math.ceil(height / cellM)]
  return { west, south, columns, rows, perLon: columns / (east - west || 1), perLat: rows / (north - south || 1) }
}

export function createGrid(shape: GridShape, capacity: number): Grid {
  const first = new Int32Array(shape.columns * shape.rows).fill(NOBODY)
  const none = () => new Int32Array(0)
  const grid = { shape, lon: none(), lat: none(), cell: none(), next: none(), before: none(), first, placed: 0 }
  growGrid(grid, capacity)
  return grid
}

export function growGrid(grid: Grid, capacity: number): void {
  for (const column of ['lon', 'lat', 'cell', 'next', 'before'] as const) {
    const grown = new Int32Array(capacity).fill(column === 'cell' ? NOWHERE : NOBODY)
    grown.set(grid[column])
    grid[column] = grown
  }
}

const limited = (value: number, count: number) => (value < 0 ? 0 : value >= count ? count - 1 : Math.floor(value))
export const columnOf = ({ west, perLon, columns }: GridShape, lon: number) => limited((lon - west) * perLon, columns)
export const rowOf = ({ south, perLat, rows }: GridShape, lat: number) => limited((lat - south) * perLat, rows)

/** Puts one at a place, in steps of 1e-7 degrees. Most moves stay in their cell and cost two writes. */
export function placeIn(grid: Grid, index: number, lon: number, lat: number): void {
  const { shape } = grid
  grid.lon[index] = lon
  grid.lat[index] = lat
  const cell = rowOf(shape, lat / PER_DEGREE) * shape.columns + columnOf(shape, lon / PER_DEGREE)
  if (grid.cell[index] === cell) return
  removeFrom(grid, index)
  const after = grid.first[cell] ?? NOBODY
  grid.cell[index] = cell
  grid.next[index] = after
  grid.before[index] = NOBODY
  if (after !== NOBODY) grid.before[after] = index
  grid.first[cell] = index
  grid.placed++
}

export function removeFrom(grid: Grid, index: number): void {
  const cell = grid.cell[index] ?? NOWHERE
  if (cell === NOWHERE) return
  const [before, next] = [grid.before[index] ?? NOBODY, grid.next[index] ?? NOBODY]
  if (before === NOBODY) grid.first[cell] = next
  else grid.next[before] = next
  if (next !== NOBODY) grid.before[next] = before
  grid.cell[index] = NOWHERE
  grid.placed--
}

/** Everybody inside a box, its edges included, to a centimetre; in no order. */
export function within(grid: Grid, [west, south, east, north]: Box): number[] {
  const { shape } = grid
  const [left, right, bottom, top] = [toSteps(west), toSteps(east), toSteps(south), toSteps(north)]
  const inside: number[] = []
  const lastColumn = columnOf(shape, right / PER_DEGREE)
  const lastRow = rowOf(shape, top / PER_DEGREE)
  for (let row = rowOf(shape, bottom / PER_DEGREE); row <= lastRow; row++) {
    for (let column = columnOf(shape, left / PER_DEGREE); column <= lastColumn; column++) {
      let one = grid.first[row * shape.columns + column] ?? NOBODY
      for (; one !== NOBODY; one = grid.next[one] ?? NOBODY) {
        const [lon, lat] = [grid.lon[one] ?? 0, grid.lat[one] ?? 0]
        if (lon >= left && lon <= right && lat >= bottom && lat <= top) inside.push(one)
      }
    }
  }
  return inside
}
