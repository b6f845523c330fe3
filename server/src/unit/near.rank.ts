import { PER_DEGREE } from '@lianqin/shared/unit-values'
import type { Place } from '@lianqin/shared/wire/place'
import { columnOf, type Grid, type GridShape, METRES_PER_DEGREE, NOBODY, RAD, rowOf } from './grid.rank.ts'

/** Whoever was found, by number, and how far away: metres on the flat, which across a city errs by a few in ten thousand. */
export interface Near {
  index: number
  metres: number
}

/**
 * The nearest of those who are accepted, nearest first, of two equally far the lower number. Looks through rings of cells
 * around the place until nobody in the next ring can be nearer than whoever is already found.
 */
export function nearest(grid: Grid, place: Place, wanted: number, accepts: (index: number) => boolean): Near[] {
  const { shape } = grid
  const share = Math.cos(place.lat * RAD)
  const found: Near[] = []
  const look = { grid, place, share, wanted, accepts, found, left: grid.placed }
  const [column, row] = [columnOf(shape, place.lon), rowOf(shape, place.lat)]
  const rings = Math.max(column, shape.columns - 1 - column, row, shape.rows - 1 - row)
  for (let ring = 0; ring <= rings && wanted > 0; ring++) {
    // Nobody in this ring is nearer than the border of the square of cells inside it.
    if (found.length === wanted && (found[wanted - 1]?.metres ?? 0) < reachOf(shape, place, share, ring - 1)) break
    lookThrough(look, column, row, ring)
    if (look.left === 0) break
  }
  return found
}

type Look = { grid: Grid; place: Place; share: number; wanted: number; found: Near[]; left: number } & {
  accepts: (index: number) => boolean
}

/** Metres from a place to the nearest side of the square of cells around its own; a side beyond the grid's rim is none. */
function reachOf(shape: GridShape, { lon, lat }: Place, share: number, ring: number): number {
  const { west, south, columns, rows, perLon, perLat } = shape
  const [column, row] = [columnOf(shape, lon), rowOf(shape, lat)]
  let degrees = Number.POSITIVE_INFINITY
  if (column - ring > 0) degrees = Math.min(degrees, (lon - (west + (column - ring) / perLon)) * share)
  if (column + ring + 1 < columns) degrees = Math.min(degrees, (west + (column + ring + 1) / perLon - lon) * share)
  if (row - ring > 0) degrees = Math.min(degrees, lat - (south + (row - ring) / perLat))
  if (row + ring + 1 < rows) degrees = Math.min(degrees, south + (row + ring + 1) / perLat - lat)
  return degrees * METRES_PER_DEGREE
}

function lookThrough(look: Look, column: number, row: number, ring: number): void {
  const { columns, rows } = look.grid.shape
  const [left, right] = [Math.max(0, column - ring), Math.min(columns - 1, column + ring)]
  for (let y = Math.max(0, row - ring); y <= Math.min(rows - 1, row + ring); y++) {
    const isWhole = y === row - ring || y === row + ring
    // Of the rows between, only the two ends belong to the ring, where they are inside the grid.
    const step = isWhole ? 1 : Math.max(1, ring * 2)
    for (let x = isWhole ? left : column - ring; x <= right; x += step) {
      if (x >= left) lookInto(look, y * columns + x)
    }
  }
}

function lookInto(look: Look, cell: number): void {
  const { grid, place, share, found, wanted, accepts } = look
  for (let one = grid.first[cell] ?? NOBODY; one !== NOBODY; one = grid.next[one] ?? NOBODY) {
    look.left--
    const x = ((grid.lon[one] ?? 0) / PER_DEGREE - place.lon) * share
    const y = (grid.lat[one] ?? 0) / PER_DEGREE - place.lat
    const metres = Math.sqrt(x * x + y * y) * METRES_PER_DEGREE
    const last = found[wanted - 1]
    if ((last && !isNearer(metres, one, last)) || !accepts(one)) continue
    if (last) found.pop()
    let at = found.length
    while (at > 0 && isNearer(metres, one, found[at - 1] ?? { index: 0, metres: 0 })) at--
    found.splice(at, 0, { index: one, metres })
  }
}

const isNearer = (metres: number, index: number, than: Near) =>
  metres < than.metres || (metres === than.metres && index < than.index)
