import type { Area } from '@lianqin/shared/jurisdiction'
import type { Place } from '@lianqin/shared/wire/place'
import { BORDER, bandsOf, type Edge, edgesInRow, gridOver, NOBODY, rasterOf } from './raster.locate.ts'

type Located = Pick<Area, 'id' | 'rings'>
export type Locate = (place: Place) => Area['id'] | null

/**
 * Says in which area a place lies, or null outside all. A raster answers for the inside of every area; where a border
 * crosses, edges are counted exactly. A place on a shared edge belongs to exactly one of the neighbours, always the same;
 * where areas overlap the lower id has it, so the order of a file decides nothing.
 */
export function createLocator(areas: readonly Located[]): Locate {
  const sorted = areas.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const edges = sorted.map(edgesOf)
  const grid = gridOver(edges)
  const bands = edges.map((own) => bandsOf(own, grid))
  const { cells, candidates } = rasterOf(edges, bands, grid)
  return ({ lon, lat }) => {
    const column = Math.floor((lon - grid.west) * grid.perLon)
    const row = Math.floor((lat - grid.south) * grid.perLat)
    if (!(column >= 0 && column < grid.side && row >= 0 && row < grid.side)) return null
    const cell = cells[row * grid.side + column] ?? NOBODY
    if (cell >= 0) return sorted[cell]?.id ?? null
    if (cell === NOBODY) return null
    for (const index of candidates[BORDER - cell] ?? []) {
      if (holds(edgesInRow(bands[index], row), lon, lat)) return sorted[index]?.id ?? null
    }
    return null
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
