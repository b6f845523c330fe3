import type { Area, Rings } from '@lianqin/shared/jurisdiction'
import type { Place } from '@lianqin/shared/wire/place'
import { median } from '../src/drill/figures.engine.ts'
import { createRandom } from '../src/drill/random.engine.ts'
import { createLocator } from '../src/jurisdiction/jurisdiction.locate.ts'
import { ms, perSecond, ratio, type Table } from './table.ts'

const COLUMNS = 50
const ROWS = 40
const AREAS = COLUMNS * ROWS
const POINTS_PER_SIDE = 12
const CELL_DEG = 0.02
const WEST = 120.9
const SOUTH = 29.2
const PLACES = 20_000
const PLACES_NAIVELY = 150
const RUNS = 5

type Located = Pick<Area, 'id' | 'rings'>
type Point = [number, number]

/**
 * A crooked grid: neighbours share their sides point by point, as surveyed borders do. A side belongs to the edge of the
 * grid it lies on, so both its areas bend it alike.
 */
function crookedAreas(): Located[] {
  const side = (key: string, from: Point, to: Point): Point[] => {
    const random = createRandom(key)
    return Array.from({ length: POINTS_PER_SIDE }, (_, n): Point => {
      const [share, bend] = [n / POINTS_PER_SIDE, n === 0 ? 0 : random.between(-0.15, 0.15) * CELL_DEG]
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
      return [from[0] + share * dx + (dy === 0 ? 0 : bend), from[1] + share * dy + (dx === 0 ? 0 : bend)]
    })
  }
  const corner = (column: number, row: number): Point => [WEST + column * CELL_DEG, SOUTH + row * CELL_DEG]
  const level = (column: number, row: number) => side(`h${column}/${row}`, corner(column, row), corner(column + 1, row))
  const upright = (column: number, row: number) =>
    side(`v${column}/${row}`, corner(column, row), corner(column, row + 1))
  const back = (points: Point[], last: Point): Point[] => [last, ...points.slice(1).reverse()]
  return Array.from({ length: AREAS }, (_, n): Located => {
    const [column, row] = [n % COLUMNS, Math.floor(n / COLUMNS)]
    const ring = [
      ...level(column, row),
      ...upright(column + 1, row),
      ...back(level(column, row + 1), corner(column + 1, row + 1)),
      ...back(upright(column, row), corner(column, row + 1)),
      corner(column, row),
    ]
    return { id: `area-${String(n).padStart(4, '0')}`, rings: [[ring]] }
  })
}

function placesOf(count: number): Place[] {
  const random = createRandom('places')
  return Array.from({ length: count }, () => ({
    lon: WEST + random.between(-0.02, 1.02) * COLUMNS * CELL_DEG,
    lat: SOUTH + random.between(-0.02, 1.02) * ROWS * CELL_DEG,
  }))
}

type Way = (place: Place) => string | null

/** As one writes it first: a ray through every side of every polygon until one holds the place. */
const everyPolygon =
  (areas: readonly Located[]): Way =>
  ({ lon, lat }) =>
    areas.find(({ rings }) => holds(rings, lon, lat))?.id ?? null

/** The next thing one writes: only polygons whose box holds the place. */
function everyBox(areas: readonly Located[]): Way {
  const boxed = areas.map(({ id, rings }) => {
    const points = rings.flat(2)
    const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)]
    return {
      id,
      rings,
      west: Math.min(...lons),
      east: Math.max(...lons),
      south: Math.min(...lats),
      north: Math.max(...lats),
    }
  })
  return ({ lon, lat }) =>
    boxed.find(
      ({ rings, west, east, south, north }) =>
        lon >= west && lon <= east && lat >= south && lat <= north && holds(rings, lon, lat),
    )?.id ?? null
}

function holds(rings: Rings, lon: number, lat: number): boolean {
  let inside = false
  for (const ring of rings.flat()) {
    for (let index = 0; index + 1 < ring.length; index++) {
      const [a, b] = [ring[index], ring[index + 1]]
      if (!a || !b || a[1] === b[1]) continue
      const [low, high] = a[1] < b[1] ? [a, b] : [b, a]
      const reaches = lat >= low[1] && lat < high[1]
      if (reaches && lon < low[0] + ((high[0] - low[0]) * (lat - low[1])) / (high[1] - low[1])) inside = !inside
    }
  }
  return inside
}

/** In which of two thousand areas a place lies, beside the ways one writes it first. */
export async function benchAreas(): Promise<Table[]> {
  const areas = crookedAreas()
  const built = performance.now()
  const locate = createLocator(areas)
  const buildMs = performance.now() - built
  const places = placesOf(PLACES)
  const ways: [string, Way, Place[]][] = [
    ['indexed', locate, places],
    ['every box', everyBox(areas), places],
    ['every polygon', everyPolygon(areas), places.slice(0, PLACES_NAIVELY)],
  ]
  for (const place of places.slice(0, PLACES_NAIVELY)) {
    const answers = new Set(ways.map(([, way]) => way(place)))
    if (answers.size > 1) throw new Error(`the ways differ at ${place.lon}, ${place.lat}`)
  }
  const rates = ways.map(([, way, asked]) => rateOf(way, asked))
  const fast = rates[0] ?? Number.NaN
  return [
    {
      title: `Point in polygon over ${AREAS} areas`,
      columns: ['', 'places', 'indexed / this'],
      rows: ways.map(([name], index) => [
        name,
        perSecond(rates[index] ?? Number.NaN),
        ratio(fast / (rates[index] ?? 1)),
      ]),
      notes: [
        `Medians of ${RUNS} runs over places all over a crooked grid of ${4 * POINTS_PER_SIDE} sides an area; all ways give the same answers.`,
        `The index is built once when a district is loaded: ${ms(buildMs)}.`,
      ],
    },
  ]
}

function rateOf(way: Way, places: readonly Place[]): number {
  const rates = Array.from({ length: RUNS }, () => {
    const started = performance.now()
    for (const place of places) way(place)
    return places.length / ((performance.now() - started) / 1000)
  })
  return median(rates) ?? Number.NaN
}
