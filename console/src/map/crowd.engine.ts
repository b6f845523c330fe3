import { PER_DEGREE } from '@lianqin/shared/unit-values'
import { type MapClip, type MapFleet, NOT_DRAWN, unitTones } from './view-model.ts'

/** Where the map looks, in pixels of the screen and shares of the whole world (Mercator, 0 to 1 from the north-west). */
export interface Sighting {
  zoom: number
  centre: { x: number; y: number }
  /** Where the centre is on the screen. */
  at: { x: number; y: number }
  width: number
  height: number
}

/** What is drawn of a fleet: single shapes, and piles where they would cover each other. */
export interface Crowd {
  count: number
  index: Int32Array
  x: Float32Array
  y: Float32Array
  piles: Pile[]
}

export interface Pile {
  x: number
  y: number
  /** How many of each tone, in the order of `unitTones`. */
  tones: number[]
  count: number
  /** Whose it is. */
  members: number[]
}

/** Columns of the world's places, kept beside a fleet: a logarithm for whoever moved, none for the rest. */
export interface Mercator {
  lon: Int32Array
  lat: Int32Array
  x: Float64Array
  y: Float64Array
}

/** The world is so many pixels wide where nothing is magnified. */
export const TILE = 512
/** A pile stands for whoever is within so many shapes of each other, from so many on. */
export const CELL_GLYPHS = 5
export const PILE_FROM = 8
/** From here on nothing is piled: whoever stands on one spot is set in rings around it. */
export const SPREAD_ZOOM = 16
/** Nearer than this share of a shape, two shapes are one spot. */
const SPOT_GLYPHS = 0.7
const RING_GLYPHS = 1.05

export const createMercator = (count: number): Mercator => ({
  lon: new Int32Array(count).fill(-1),
  lat: new Int32Array(count).fill(-1),
  x: new Float64Array(count),
  y: new Float64Array(count),
})

/** The same columns, true to the fleet; others if it has another number of units. */
export function follow(held: Mercator, { count, lon, lat }: MapFleet): Mercator {
  const to = held.x.length === count ? held : createMercator(count)
  for (let index = 0; index < count; index++) {
    const [east, north] = [lon[index] ?? 0, lat[index] ?? 0]
    if (to.lon[index] === east && to.lat[index] === north) continue
    to.lon[index] = east
    to.lat[index] = north
    to.x[index] = mercatorX(east / PER_DEGREE)
    to.y[index] = mercatorY(north / PER_DEGREE)
  }
  return to
}
export const mercatorX = (lon: number) => (lon + 180) / 360
export const mercatorY = (lat: number) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)

/** What decides besides the places. */
export interface Wish {
  /** The size of a shape in pixels. */
  glyph: number
  /** Whoever is never piled: what is selected, or proposed. */
  alone: ReadonlySet<number>
  clip: MapClip | null
}

/** Lays a fleet out on the screen. */
export function layOut(fleet: MapFleet, places: Mercator, sighting: Sighting, wish: Wish): Crowd {
  const seen = onScreen(fleet, places, sighting, wish)
  const piles = sighting.zoom >= SPREAD_ZOOM ? [] : pileUp(fleet, seen, sighting, wish)
  const crowd = { ...seen, piles }
  if (piles.length > 0) dropPiled(crowd, fleet.count)
  tellApart(crowd, wish.glyph, sighting.width)
  return crowd
}

function onScreen(fleet: MapFleet, places: Mercator, sighting: Sighting, { glyph, clip }: Wish): Omit<Crowd, 'piles'> {
  const { zoom, centre, at, width, height } = sighting
  const world = TILE * 2 ** zoom
  const [index, x, y] = [new Int32Array(fleet.count), new Float32Array(fleet.count), new Float32Array(fleet.count)]
  let count = 0
  for (let one = 0; one < fleet.count; one++) {
    if (fleet.tone[one] === NOT_DRAWN) continue
    const left = ((places.x[one] ?? 0) - centre.x) * world + at.x
    const top = ((places.y[one] ?? 0) - centre.y) * world + at.y
    if (left < -glyph || left > width + glyph || top < -glyph || top > height + glyph) continue
    if (clip && isInside(clip, fleet, one) !== (clip.keeps === 'inside')) continue
    index[count] = one
    x[count] = left
    y[count++] = top
  }
  return { count, index, x, y }
}

function isInside({ bounds: [west, south, east, north] }: MapClip, { lon, lat }: MapFleet, one: number): boolean {
  const [x, y] = [(lon[one] ?? 0) / PER_DEGREE, (lat[one] ?? 0) / PER_DEGREE]
  return x >= west && x <= east && y >= south && y <= north
}

/** Cells are laid on the world, not on the screen: to move the map piles nothing anew. */
function pileUp(
  fleet: MapFleet,
  seen: Omit<Crowd, 'piles'>,
  { zoom, centre, at, width, height }: Sighting,
  wish: Wish,
) {
  const side = wish.glyph * CELL_GLYPHS
  const world = TILE * 2 ** zoom
  // The world's corner on the screen, and the first cell that is seen.
  const [west, north] = [at.x - centre.x * world, at.y - centre.y * world]
  const [left, top] = [Math.floor((-wish.glyph - west) / side), Math.floor((-wish.glyph - north) / side)]
  const columns = Math.ceil((width + 2 * wish.glyph) / side) + 2
  const rows = Math.ceil((height + 2 * wish.glyph) / side) + 2
  const cells = new Uint32Array(seen.count)
  const many = new Uint32Array(columns * rows)
  for (let row = 0; row < seen.count; row++) {
    const line = Math.floor(((seen.y[row] ?? 0) - north) / side) - top
    const cell = line * columns + Math.floor(((seen.x[row] ?? 0) - west) / side) - left
    cells[row] = cell
    many[cell] = (many[cell] ?? 0) + 1
  }
  const byCell: (Pile | undefined)[] = Array.from(many, (count) => (count < PILE_FROM ? undefined : emptyPile()))
  for (let row = 0; row < seen.count; row++) {
    const pile = byCell[cells[row] ?? 0]
    const index = seen.index[row] ?? 0
    if (!pile || wish.alone.has(index)) continue
    const tone = fleet.tone[index] ?? 0
    pile.tones[tone] = (pile.tones[tone] ?? 0) + 1
    pile.count++
    pile.members.push(index)
    pile.x += seen.x[row] ?? 0
    pile.y += seen.y[row] ?? 0
  }
  return byCell.flatMap((pile, cell) => {
    if (!pile || pile.count === 0) return []
    const [column, line] = [(cell % columns) + left, Math.floor(cell / columns) + top]
    pile.x = within(pile.x / pile.count, west + (column + 0.5) * side, side)
    pile.y = within(pile.y / pile.count, north + (line + 0.5) * side, side)
    return [pile]
  })
}

const emptyPile = (): Pile => ({ x: 0, y: 0, tones: unitTones.map(() => 0), count: 0, members: [] })

/** Where its members are on the whole, but no nearer to the cell's edge than leaves room for the neighbours. */
const within = (mean: number, middle: number, side: number) =>
  Math.min(middle + side / 6, Math.max(middle - side / 6, mean))

function dropPiled(crowd: Crowd, count: number): void {
  const isPiled = new Uint8Array(count)
  for (const { members } of crowd.piles) for (const index of members) isPiled[index] = 1
  let kept = 0
  for (let row = 0; row < crowd.count; row++) {
    if (isPiled[crowd.index[row] ?? 0] === 1) continue
    crowd.index[kept] = crowd.index[row] ?? 0
    crowd.x[kept] = crowd.x[row] ?? 0
    crowd.y[kept++] = crowd.y[row] ?? 0
  }
  crowd.count = kept
}

/**
 * Whoever would lie on each other is set in rings around their spot, in the order of their numbers. A spot is around whoever
 * stands there with the lowest number, not a cell of the screen: to move the map tells nobody apart who stood alone, and
 * no edge runs between two who touch.
 */
function tellApart(crowd: Crowd, glyph: number, width: number): void {
  const reach = glyph * SPOT_GLYPHS
  const columns = Math.ceil((width + 2 * glyph) / reach) + 3
  const spots = new Map<number, number[][]>()
  for (let row = 0; row < crowd.count; row++) {
    const [x, y] = [crowd.x[row] ?? 0, crowd.y[row] ?? 0]
    const cell = Math.floor((y + glyph) / reach + 1) * columns + Math.floor((x + glyph) / reach + 1)
    const near = spotNear(crowd, spots, row, { cell, columns, reach })
    if (near) near.push(row)
    else {
      const here = spots.get(cell)
      if (here) here.push([row])
      else spots.set(cell, [[row]])
    }
  }
  for (const cell of spots.values()) for (const rows of cell) if (rows.length > 1) ring(crowd, rows, glyph)
}

/** The nearest spot that somebody stands within reach of, in their own cell and those around it. */
function spotNear(
  { x, y }: Crowd,
  spots: ReadonlyMap<number, number[][]>,
  row: number,
  { cell, columns, reach }: { cell: number; columns: number; reach: number },
): number[] | null {
  let [best, nearest] = [null as number[] | null, reach]
  for (let line = -columns; line <= columns; line += columns)
    for (let column = -1; column <= 1; column++)
      for (const rows of spots.get(cell + line + column) ?? []) {
        const first = rows[0] ?? 0
        const distance = Math.hypot((x[first] ?? 0) - (x[row] ?? 0), (y[first] ?? 0) - (y[row] ?? 0))
        if (distance < nearest) [best, nearest] = [rows, distance]
      }
  return best
}

function ring(crowd: Crowd, rows: readonly number[], glyph: number): void {
  const mean = (column: Float32Array) => rows.reduce((sum, row) => sum + (column[row] ?? 0), 0) / rows.length
  const [x, y] = [mean(crowd.x), mean(crowd.y)]
  let [circle, placed, room] = [0, 0, 0]
  for (const [order, row] of rows.entries()) {
    if (order === placed + room) {
      placed += room
      circle++
      // Two stand side by side; a ring has room for as many shapes as its length.
      room = Math.min(rows.length - placed, Math.max(2, circle * 6))
    }
    const radius = rows.length === 2 ? RING_GLYPHS / 2 : circle * RING_GLYPHS
    const angle = ((order - placed) / room) * 2 * Math.PI
    crowd.x[row] = x + Math.cos(angle) * radius * glyph
    crowd.y[row] = y + Math.sin(angle) * radius * glyph
  }
}

/** The shape or pile nearest to a spot of the screen, within reach. */
export function hitIn(
  { count, index, x, y, piles }: Crowd,
  spot: { x: number; y: number },
  reach: number,
): { distance: number; index: number | null; pile: Pile | null } | null {
  let best: { distance: number; index: number | null; pile: Pile | null } | null = null
  const isBetter = (distance: number) => distance <= (best?.distance ?? reach)
  for (let row = 0; row < count; row++) {
    const distance = Math.hypot((x[row] ?? 0) - spot.x, (y[row] ?? 0) - spot.y)
    if (isBetter(distance)) best = { distance, index: index[row] ?? 0, pile: null }
  }
  for (const pile of piles) {
    const distance = Math.hypot(pile.x - spot.x, pile.y - spot.y) / 2
    if (isBetter(distance)) best = { distance, index: null, pile }
  }
  return best
}
