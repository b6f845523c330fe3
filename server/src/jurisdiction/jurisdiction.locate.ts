import type { Area } from '@lianqin/shared/jurisdiction'
import type { Place } from '@lianqin/shared/wire/place'

type Located = Pick<Area, 'id' | 'rings'>
export type Locate = (place: Place) => Area['id'] | null

/** One piece of a border, its lower end first, so that both neighbours compute a crossing from the same numbers. */
interface Edge {
  lowLon: number
  lowLat: number
  highLon: number
  highLat: number
}

interface Grid {
  west: number
  south: number
  columns: number
  rows: number
  perLon: number
  perLat: number
}

const CELLS_PER_SIDE = 256
const NOBODY = -1
/** Cells that a border crosses hold this, minus the place of their list of candidates. */
const BORDER = -2

/**
 * Says in which area a place lies, or null outside all. A raster answers for the inside of every area; where a border
 * crosses, edges are counted exactly. A place on a shared edge belongs to exactly one of the neighbours, always the same;
 * where areas overlap the lower id has it, so the order of a file decides nothing.
 */
export function createLocator(areas: readonly Located[]): Locate {
  const sorted = areas.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const edges = sorted.map(edgesOf)
  const grid = gridOver(edges.flat())
  const bands = edges.map((own) => bandsOf(own, grid))
  const { cells, candidates } = rasterOf(edges, bands, grid)
  return ({ lon, lat }) => {
    const column = Math.floor((lon - grid.west) * grid.perLon)
    const row = Math.floor((lat - grid.south) * grid.perLat)
    if (!(column >= 0 && column < grid.columns && row >= 0 && row < grid.rows)) return null
    const cell = cells[row * grid.columns + column] ?? NOBODY
    if (cell >= 0) return sorted[cell]?.id ?? null
    if (cell === NOBODY) return null
    const owner = candidates[BORDER - cell]?.find((index) => holds(bands[index]?.[row] ?? [], lon, lat))
    return owner === undefined ? null : (sorted[owner]?.id ?? null)
  }
}

function edgesOf({ rings }: Located): Edge[] {
  const edges: Edge[] = []
  for (const ring of rings.flat()) {
    ring.forEach(([lon, lat], index) => {
      const after = ring[index + 1]
      // A level edge crosses no level line.
      if (!after || after[1] === lat) return
      const [low, high] = lat < after[1] ? [[lon, lat] as const, after] : [after, [lon, lat] as const]
      edges.push({ lowLon: low[0], lowLat: low[1], highLon: high[0], highLat: high[1] })
    })
  }
  return edges
}

/** Is a place inside, by the number of edges east of it? An edge owns its lower end and not its upper one. */
function holds(edges: readonly Edge[], lon: number, lat: number): boolean {
  let inside = false
  for (const { lowLon, lowLat, highLon, highLat } of edges) {
    if (lat < lowLat || lat >= highLat) continue
    if (lon < lowLon + ((highLon - lowLon) * (lat - lowLat)) / (highLat - lowLat)) inside = !inside
  }
  return inside
}

function gridOver(edges: readonly Edge[]): Grid {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const { lowLon, lowLat, highLon, highLat } of edges) {
    west = Math.min(west, lowLon, highLon)
    east = Math.max(east, lowLon, highLon)
    south = Math.min(south, lowLat)
    north = Math.max(north, highLat)
  }
  // A little wider than the district, so that its very edge falls into a cell too.
  const margin = 1e-6
  return {
    west: west - margin,
    south: south - margin,
    columns: CELLS_PER_SIDE,
    rows: CELLS_PER_SIDE,
    perLon: CELLS_PER_SIDE / (east - west + 2 * margin),
    perLat: CELLS_PER_SIDE / (north - south + 2 * margin),
  }
}

/** For each row of the grid, the edges that reach into it; one row to either side covers rounding. */
function bandsOf(edges: readonly Edge[], grid: Grid): Edge[][] {
  const bands: Edge[][] = Array.from({ length: grid.rows }, () => [])
  for (const edge of edges) {
    const from = Math.floor((edge.lowLat - grid.south) * grid.perLat) - 1
    const to = Math.floor((edge.highLat - grid.south) * grid.perLat) + 1
    for (let row = Math.max(0, from); row <= Math.min(grid.rows - 1, to); row++) bands[row]?.push(edge)
  }
  return bands
}

function rasterOf(edges: readonly Edge[][], bands: readonly Edge[][][], grid: Grid) {
  const touching = new Map<number, Set<number>>()
  edges.forEach((own, area) => {
    for (const edge of own) {
      for (const cell of cellsAround(edge, grid)) {
        const areas = touching.get(cell) ?? new Set()
        touching.set(cell, areas.add(area))
      }
    }
  })
  const cells = new Int32Array(grid.columns * grid.rows)
  const candidates: number[][] = []
  for (let cell = 0; cell < cells.length; cell++) {
    const row = Math.floor(cell / grid.columns)
    const lon = grid.west + ((cell % grid.columns) + 0.5) / grid.perLon
    const lat = grid.south + (row + 0.5) / grid.perLat
    const around = bands.flatMap((own, area) => (holds(own[row] ?? [], lon, lat) ? [area] : []))
    const crossed = touching.get(cell)
    if (crossed) {
      cells[cell] = BORDER - candidates.length
      candidates.push([...new Set([...crossed, ...around])].sort((a, b) => a - b))
    } else cells[cell] = around[0] ?? NOBODY
  }
  return { cells, candidates }
}

/** Every cell within the box of an edge and one beyond, more than it crosses: too many candidates cost only time. */
function* cellsAround(edge: Edge, grid: Grid): Generator<number> {
  const west = Math.floor((Math.min(edge.lowLon, edge.highLon) - grid.west) * grid.perLon) - 1
  const east = Math.floor((Math.max(edge.lowLon, edge.highLon) - grid.west) * grid.perLon) + 1
  const south = Math.floor((edge.lowLat - grid.south) * grid.perLat) - 1
  const north = Math.floor((edge.highLat - grid.south) * grid.perLat) + 1
  for (let row = Math.max(0, south); row <= Math.min(grid.rows - 1, north); row++) {
    for (let column = Math.max(0, west); column <= Math.min(grid.columns - 1, east); column++) {
      yield row * grid.columns + column
    }
  }
}
