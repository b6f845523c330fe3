import { bend } from './draw-noise.ts'

/** The centre of an area and how large it should come out. */
export interface Seed {
  lon: number
  lat: number
  squareKm: number
}

/** A raster of area numbers, 1 for the first seed, 0 outside, with what leads back to degrees. */
export interface Cells {
  labels: Uint8Array
  width: number
  height: number
  toLonLat: (column: number, row: number) => [number, number]
}

const KM_PER_DEGREE = 111.195
const COARSE_KM = 0.1
const FINE_KM = 0.04
const MARGIN_KM = 8
const ROUNDS = 450
const SETTLING_ROUNDS = 150
/** The district's stated size is a little more than the sum of its areas' stated sizes. */
const DISTRICT_SQUARE_KM = 595.19
/** How far a seed's pull on the outline reaches, in radii of a disc of its size. */
const REACH = 0.95

interface Point {
  x: number
  y: number
  squareKm: number
}

interface Raster {
  step: number
  west: number
  south: number
  width: number
  height: number
}

/** Shares the district out between its seeds so that every cell has about the size it should have. */
export function seededCells(seeds: readonly Seed[]): Cells {
  const origin = { lon: mean(seeds.map(({ lon }) => lon)), lat: mean(seeds.map(({ lat }) => lat)) }
  const kmPerLon = KM_PER_DEGREE * Math.cos((origin.lat * Math.PI) / 180)
  const points = seeds.map(({ lon, lat, squareKm }) => ({
    ...bend((lon - origin.lon) * kmPerLon, (lat - origin.lat) * KM_PER_DEGREE),
    squareKm,
  }))
  const coarse = rasterAround(points, COARSE_KM)
  const level = outlineLevel(points, coarse)
  const weights = balancedWeights(points, coarse, level)
  const fine = rasterAround(points, FINE_KM)
  return {
    labels: labelled(points, fine, level, weights),
    width: fine.width,
    height: fine.height,
    toLonLat: (column, row) => [
      origin.lon + (fine.west + column * fine.step) / kmPerLon,
      origin.lat + (fine.south + row * fine.step) / KM_PER_DEGREE,
    ],
  }
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function rasterAround(points: readonly Point[], step: number): Raster {
  const west = Math.min(...points.map(({ x }) => x)) - MARGIN_KM
  const south = Math.min(...points.map(({ y }) => y)) - MARGIN_KM
  const east = Math.max(...points.map(({ x }) => x)) + MARGIN_KM
  const north = Math.max(...points.map(({ y }) => y)) + MARGIN_KM
  return { step, west, south, width: Math.ceil((east - west) / step), height: Math.ceil((north - south) / step) }
}

/** Pull of all seeds at a point: high among them, falling smoothly outside. */
function pull(points: readonly Point[], x: number, y: number): number {
  let sum = 0
  for (const point of points) {
    const reach = (REACH * REACH * point.squareKm) / Math.PI
    sum += Math.exp(-((x - point.x) ** 2 + (y - point.y) ** 2) / reach)
  }
  return sum
}

function forEachCell(raster: Raster, visit: (x: number, y: number, index: number) => void): void {
  for (let row = 0, index = 0; row < raster.height; row++) {
    for (let column = 0; column < raster.width; column++, index++) {
      const bent = bend(raster.west + (column + 0.5) * raster.step, raster.south + (row + 0.5) * raster.step)
      visit(bent.x, bent.y, index)
    }
  }
}

/** The level of pull at which the outline encloses the district's stated size. */
function outlineLevel(points: readonly Point[], raster: Raster): number {
  const pulls: number[] = []
  forEachCell(raster, (x, y) => pulls.push(pull(points, x, y)))
  pulls.sort((a, b) => b - a)
  return pulls[Math.round(DISTRICT_SQUARE_KM / raster.step ** 2)] ?? 0
}

function nearest(points: readonly Point[], weights: readonly number[], x: number, y: number): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  points.forEach((point, index) => {
    const cost = (x - point.x) ** 2 + (y - point.y) ** 2 - (weights[index] ?? 0)
    if (cost < least) {
      least = cost
      best = index
    }
  })
  return best
}

/** Raises the weight of cells that came out too small and lowers the others, in ever smaller steps. */
function balancedWeights(points: readonly Point[], raster: Raster, level: number): number[] {
  const inside: { x: number; y: number }[] = []
  forEachCell(raster, (x, y) => {
    if (pull(points, x, y) >= level) inside.push({ x, y })
  })
  const weights = points.map(({ squareKm }) => squareKm / Math.PI)
  const stated = points.reduce((sum, { squareKm }) => sum + squareKm, 0)
  for (let round = 0; round < ROUNDS; round++) {
    const sizes = points.map(() => 0)
    for (const { x, y } of inside) {
      const index = nearest(points, weights, x, y)
      sizes[index] = (sizes[index] ?? 0) + raster.step ** 2
    }
    points.forEach(({ squareKm }, index) => {
      const wanted = (squareKm * DISTRICT_SQUARE_KM) / stated
      const missing = Math.max(-0.5, Math.min(0.5, 1 - (sizes[index] ?? 0) / wanted))
      weights[index] = (weights[index] ?? 0) + (missing * wanted) / (2 * Math.PI * (1 + round / SETTLING_ROUNDS))
    })
  }
  return weights
}

function labelled(points: readonly Point[], raster: Raster, level: number, weights: readonly number[]): Uint8Array {
  const labels = new Uint8Array(raster.width * raster.height)
  forEachCell(raster, (x, y, index) => {
    if (pull(points, x, y) >= level) labels[index] = nearest(points, weights, x, y) + 1
  })
  return labels
}
