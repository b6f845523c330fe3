import { PER_DEGREE } from '@lianqin/shared/unit-values'
import type { Place } from '@lianqin/shared/wire/place'
import { columnOf, type Grid, METRES_PER_DEGREE, NOBODY, RAD, rowOf } from './grid.rank.ts'

/** Whoever was found, by number, and how far away: metres on the flat, which across a city errs by a few in ten thousand. */
export interface Near {
  index: number
  metres: number
}

/** A search under way. Distances are squares of steps of 1e-7 degrees of latitude. */
interface Search {
  grid: Grid
  accepts: (index: number) => boolean
  x: number
  y: number
  /** A step of longitude, as a share of one of latitude. */
  share: number
  wanted: number
  /** The best so far, nearest first. */
  index: Int32Array
  square: Float64Array
  count: number
  /** Beyond this nobody is looked at; it shrinks as soon as enough are found. */
  limit: number
  unseen: number
}

/**
 * The nearest of those who are accepted, nearest first, of two equally far the lower number. Looks through rings of cells
 * around the place until nobody in the next ring can be nearer than whoever is already found.
 */
export function nearest(grid: Grid, place: Place, wanted: number, accepts: (index: number) => boolean): Near[] {
  const { columns, rows } = grid.shape
  const search: Search = {
    grid,
    accepts,
    x: place.lon * PER_DEGREE,
    y: place.lat * PER_DEGREE,
    share: Math.cos(place.lat * RAD),
    wanted,
    index: new Int32Array(wanted),
    square: new Float64Array(wanted),
    count: 0,
    limit: wanted > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY,
    unseen: grid.placed,
  }
  const [column, row] = [columnOf(grid.shape, place.lon), rowOf(grid.shape, place.lat)]
  const rings = Math.max(column, columns - 1 - column, row, rows - 1 - row)
  for (let ring = 0; ring <= rings && search.unseen > 0; ring++) {
    if (ring > 0 && search.limit < reachOf(search, place, ring - 1)) break
    lookThrough(search, column, row, ring)
  }
  return Array.from({ length: search.count }, (_, rank) => ({
    index: search.index[rank] ?? 0,
    metres: (Math.sqrt(search.square[rank] ?? 0) / PER_DEGREE) * METRES_PER_DEGREE,
  }))
}

/** How near the sides come of the square of cells around the place's own; a side at the grid's rim, which has no end, does not. */
function reachOf({ grid: { shape }, share }: Search, { lon, lat }: Place, ring: number): number {
  const { west, south, columns, rows, perLon, perLat } = shape
  const [column, row] = [columnOf(shape, lon), rowOf(shape, lat)]
  let degrees = Number.POSITIVE_INFINITY
  if (column - ring > 0) degrees = Math.min(degrees, (lon - (west + (column - ring) / perLon)) * share)
  if (column + ring + 1 < columns) degrees = Math.min(degrees, (west + (column + ring + 1) / perLon - lon) * share)
  if (row - ring > 0) degrees = Math.min(degrees, lat - (south + (row - ring) / perLat))
  if (row + ring + 1 < rows) degrees = Math.min(degrees, south + (row + ring + 1) / perLat - lat)
  return (degrees * PER_DEGREE) ** 2
}

function lookThrough(search: Search, column: number, row: number, ring: number): void {
  const { columns, rows } = search.grid.shape
  const [left, right] = [Math.max(0, column - ring), Math.min(columns - 1, column + ring)]
  for (let y = Math.max(0, row - ring); y <= Math.min(rows - 1, row + ring); y++) {
    const isWhole = y === row - ring || y === row + ring
    // Of the rows between, only the two ends belong to the ring, where they are inside the grid.
    const step = isWhole ? 1 : Math.max(1, ring * 2)
    for (let x = isWhole ? left : column - ring; x <= right; x += step) {
      if (x >= left) lookInto(search, y * columns + x)
    }
  }
}

function lookInto(search: Search, cell: number): void {
  const { grid, x, y, share } = search
  const { lon, lat, next } = grid
  for (let one = grid.first[cell] ?? NOBODY; one !== NOBODY; one = next[one] ?? NOBODY) {
    search.unseen--
    const east = ((lon[one] ?? 0) - x) * share
    const north = (lat[one] ?? 0) - y
    const square = east * east + north * north
    if (square <= search.limit && search.accepts(one)) insert(search, one, square)
  }
}

function insert(search: Search, one: number, squared: number): void {
  const { index, square, wanted } = search
  let rank = search.count
  if (rank === wanted) {
    if (squared === search.limit && one > (index[wanted - 1] ?? 0)) return
    rank--
  } else search.count++
  for (; rank > 0; rank--) {
    const before = square[rank - 1] ?? 0
    if (before < squared || (before === squared && (index[rank - 1] ?? 0) < one)) break
    index[rank] = index[rank - 1] ?? 0
    square[rank] = before
  }
  index[rank] = one
  square[rank] = squared
  if (search.count === wanted) search.limit = square[wanted - 1] ?? 0
}
