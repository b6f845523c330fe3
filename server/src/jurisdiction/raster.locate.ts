/** One piece of a border, its lower end first, so that both neighbours compute a crossing from the same numbers. */
export interface Edge {
  lowLon: number
  lowLat: number
  highLon: number
  highLat: number
}

export interface Grid {
  west: number
  south: number
  /** Cells from west to east, and as many from south to north. */
  side: number
  perLon: number
  perLat: number
}

/** A raster over all areas: for each cell the one area that fills it, nobody, or whose border crosses it. */
export interface Raster {
  cells: Int32Array
  /** Lists of areas, the lower first. */
  candidates: number[][]
}

export const NOBODY = -1
/** Cells that a border crosses hold this, minus the place of their list of candidates. */
export const BORDER = -2

/** Twelve cells across an area leave a third of them to its borders; more cost more to build than they save. */
const CELLS_ACROSS_AREA = 12
const LEAST_SIDE = 256
const LARGEST_SIDE = 1024
/** In cells: an edge this near to the next one is taken to reach into it, so that rounding decides nothing. */
const SLACK = 1e-6

export function gridOver(edges: readonly (readonly Edge[])[]): Grid {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const { lowLon, lowLat, highLon, highLat } of edges.flat()) {
    west = Math.min(west, lowLon, highLon)
    east = Math.max(east, lowLon, highLon)
    south = Math.min(south, lowLat)
    north = Math.max(north, highLat)
  }
  const wanted = Math.ceil(Math.sqrt(edges.length) * CELLS_ACROSS_AREA)
  const side = Math.min(LARGEST_SIDE, Math.max(LEAST_SIDE, wanted))
  // A little wider than the district, so that its very edge falls into a cell too.
  const margin = 1e-6
  return {
    west: west - margin,
    south: south - margin,
    side,
    perLon: side / (east - west + 2 * margin),
    perLat: side / (north - south + 2 * margin),
  }
}

/** The edges of one area by the rows of the grid that they reach into. */
export interface Bands {
  first: number
  rows: Edge[][]
}

const NONE: readonly Edge[] = []
export const edgesInRow = (bands: Bands | undefined, row: number): readonly Edge[] =>
  bands?.rows[row - bands.first] ?? NONE

const rowsOf = ({ lowLat, highLat }: Edge, { south, side, perLat }: Grid) => reach(lowLat, highLat, south, perLat, side)
const columnsOf = ({ lowLon, highLon }: Edge, { west, side, perLon }: Grid) =>
  reach(Math.min(lowLon, highLon), Math.max(lowLon, highLon), west, perLon, side)

/** First and last cell that a stretch reaches into. */
function reach(low: number, high: number, origin: number, perDegree: number, side: number): readonly [number, number] {
  const from = Math.floor((low - origin) * perDegree - SLACK)
  const to = Math.floor((high - origin) * perDegree + SLACK)
  return [Math.max(0, from), Math.min(side - 1, to)]
}

export function bandsOf(edges: readonly Edge[], grid: Grid): Bands {
  const reached = edges.map((edge) => rowsOf(edge, grid))
  const first = reached.reduce((least, [from]) => Math.min(least, from), grid.side)
  const last = reached.reduce((most, [, to]) => Math.max(most, to), -1)
  const rows: Edge[][] = Array.from({ length: Math.max(0, last - first + 1) }, () => [])
  edges.forEach((edge, index) => {
    const [from, to] = reached[index] ?? [0, -1]
    for (let row = from; row <= to; row++) rows[row - first]?.push(edge)
  })
  return { first, rows }
}

export function rasterOf(edges: readonly Edge[][], bands: readonly Bands[], grid: Grid): Raster {
  const cells = new Int32Array(grid.side * grid.side).fill(NOBODY)
  const crossed = new Map<number, number[]>()
  for (const edge of edges.flat()) for (const cell of cellsOf(edge, grid)) crossed.set(cell, [])
  // Areas come in order, so that each list stands in order and a cell stays with the first that fills it.
  edges.forEach((own, area) => {
    const add = (list: number[]) => list.at(-1) !== area && list.push(area)
    for (const edge of own) for (const cell of cellsOf(edge, grid)) add(crossed.get(cell) ?? [])
    for (const cell of cellsInside(bands[area], grid)) {
      const list = crossed.get(cell)
      if (list) add(list)
      else if (cells[cell] === NOBODY) cells[cell] = area
    }
  })
  return { cells, candidates: numbered(crossed, cells) }
}

/** Neighbours share their border over many cells: each list is kept once, and its cells hold its number. */
function numbered(crossed: ReadonlyMap<number, number[]>, cells: Int32Array): number[][] {
  const lists: number[][] = []
  const known = new Map<string, number>()
  for (const [cell, list] of crossed) {
    const name = list.join()
    const number = known.get(name) ?? lists.push(list) - 1
    known.set(name, number)
    cells[cell] = BORDER - number
  }
  return lists
}

/** Every cell within the box of an edge, more than it crosses: too many candidates cost only time. */
function* cellsOf(edge: Edge, grid: Grid): Generator<number> {
  const [west, east] = columnsOf(edge, grid)
  const [south, north] = rowsOf(edge, grid)
  for (let row = south; row <= north; row++) {
    for (let column = west; column <= east; column++) yield row * grid.side + column
  }
}

/** Every cell whose middle lies inside, row by row between the crossings of the borders with the row's middle. */
function* cellsInside(bands: Bands | undefined, grid: Grid): Generator<number> {
  for (let row = bands?.first ?? 0; row < (bands?.first ?? 0) + (bands?.rows.length ?? 0); row++) {
    const lat = grid.south + (row + 0.5) / grid.perLat
    const crossings = edgesInRow(bands, row)
      .filter(({ lowLat, highLat }) => lat >= lowLat && lat < highLat)
      .map((edge) => edge.lowLon + ((edge.highLon - edge.lowLon) * (lat - edge.lowLat)) / (edge.highLat - edge.lowLat))
      .sort((a, b) => a - b)
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const [from, to] = [crossings[index] ?? 0, crossings[index + 1] ?? 0].map((lon) =>
        Math.ceil((lon - grid.west) * grid.perLon - 0.5),
      )
      for (let column = from ?? 0; column < (to ?? 0); column++) yield row * grid.side + column
    }
  }
}
