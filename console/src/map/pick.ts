import type { GeoJSONSource, MapGeoJSONFeature, Map as MapLibre, PointLike } from 'maplibre-gl'
import { incidentHits, pileHits } from './incidents.layer.ts'
import type { Painter } from './painter.ts'
import type { MapSelection, Point } from './view-model.ts'

/** What a click or the Enter key means at one spot of the canvas. */
export type Picked = { kind: 'incident' | 'unit'; id: string } | { kind: 'place'; place: Point }

/** A finger or a hasty mouse may miss by so much. */
const REACH_PX = 8

/** A pile is opened to here at most; nearer, everybody stands apart. */
const OPENED_ZOOM = 16
const AROUND_PX = 80

interface Wish {
  /** Whoever asks for a place gets one, also on top of a case. */
  placeOnly: boolean
  selected: Pick<MapSelection, 'kind' | 'id'> | null
}
/** Something near the spot: a case, a unit, or a pile of them. */
interface Candidate {
  distance: number
  kind: 'incident' | 'unit'
  /** Null of a pile. */
  id: string | null
  open: () => Promise<void> | void
}

/**
 * The case or unit nearest to the spot, else the place under it; a pile is opened instead. Where a squad stands on its case,
 * a second click takes what the first one did not.
 */
export async function pickAt(
  map: MapLibre,
  spot: { x: number; y: number },
  hitUnit: Painter['hit'],
  { placeOnly, selected }: Wish,
): Promise<Picked | null> {
  const near = placeOnly ? [] : [caseAt(map, spot), unitAt(map, spot, hitUnit)].filter((one) => one !== null)
  const [first, second] = near.sort((a, b) => a.distance - b.distance)
  if (!first) {
    const { lng, lat } = map.unproject([spot.x, spot.y])
    return { kind: 'place', place: { lon: lng, lat } }
  }
  const isKnown = first.kind === selected?.kind && first.id === selected.id
  const { kind, id, open } = isKnown && second && second.distance <= REACH_PX ? second : first
  if (id !== null) return { kind, id }
  await open()
  return null
}

function caseAt(map: MapLibre, { x, y }: { x: number; y: number }): Candidate | null {
  const box: [PointLike, PointLike] = [
    [x - REACH_PX, y - REACH_PX],
    [x + REACH_PX, y + REACH_PX],
  ]
  const [hit] = map
    .queryRenderedFeatures(box, { layers: [...incidentHits, ...pileHits] })
    .map((feature) => ({ feature, distance: distance(map, feature, x, y) }))
    .sort((a, b) => a.distance - b.distance)
  if (!hit) return null
  const isPile = pileHits.includes(hit.feature.layer.id)
  return {
    distance: hit.distance,
    kind: 'incident',
    id: isPile ? null : String(hit.feature.properties.id),
    open: () => openCluster(map, hit.feature),
  }
}

function unitAt(map: MapLibre, { x, y }: { x: number; y: number }, hitUnit: Painter['hit']): Candidate | null {
  const hit = hitUnit(x, y, REACH_PX + REACH_PX)
  return hit && { distance: hit.distance, kind: 'unit', id: hit.unitId, open: () => openPile(map, hit.pile ?? []) }
}

/** Shows all of a pile, as near as they fit; at least a step nearer, so that it always leads on. */
function openPile(map: MapLibre, places: readonly Point[]): void {
  const [lons, lats] = [places.map(({ lon }) => lon), places.map(({ lat }) => lat)]
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)]
  const fit = map.cameraForBounds([west, south, east, north], { padding: AROUND_PX, maxZoom: OPENED_ZOOM })
  const zoom = Math.min(OPENED_ZOOM, Math.max(map.getZoom() + 1, fit?.zoom ?? OPENED_ZOOM))
  map.jumpTo({ center: [(west + east) / 2, (south + north) / 2], zoom }, { originalEvent: new Event('pile') })
}

function distance(map: MapLibre, feature: MapGeoJSONFeature, x: number, y: number): number {
  const at = pointOf(feature)
  if (at === null) return Number.POSITIVE_INFINITY
  const spot = map.project(at)
  // One of several on a spot stands a little aside.
  const { dx = 0, dy = 0 } = feature.properties
  return Math.hypot(spot.x + Number(dx) - x, spot.y + Number(dy) - y)
}

function pointOf({ geometry }: MapGeoJSONFeature): [number, number] | null {
  if (geometry.type !== 'Point') return null
  const [lon, lat] = geometry.coordinates
  return lon === undefined || lat === undefined ? null : [lon, lat]
}

async function openCluster(map: MapLibre, feature: MapGeoJSONFeature): Promise<void> {
  const at = pointOf(feature)
  const source = map.getSource<GeoJSONSource>(feature.source)
  if (at === null || !source) return
  const zoom = await source.getClusterExpansionZoom(Number(feature.properties.cluster_id))
  map.jumpTo({ center: at, zoom }, { originalEvent: new Event('cluster') })
}
