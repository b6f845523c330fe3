import type { GeoJSONSource, MapGeoJSONFeature, Map as MapLibre, PointLike } from 'maplibre-gl'
import { incidentHits, pileHits } from './incidents.layer.ts'
import { unitHits } from './units.layer.ts'
import type { Point } from './view-model.ts'

/** What a click or the Enter key means at one spot of the canvas. */
export type Picked = { kind: 'incident' | 'unit'; id: string } | { kind: 'place'; place: Point }

/** A finger or a hasty mouse may miss by so much. */
const REACH_PX = 8

/**
 * The case or unit nearest to the spot, else the place under it; a pile of cases is opened instead. Whoever asks for
 * a place gets one, also on top of a case.
 */
export async function pickAt(map: MapLibre, x: number, y: number, placeOnly: boolean): Promise<Picked | null> {
  const box: [PointLike, PointLike] = [
    [x - REACH_PX, y - REACH_PX],
    [x + REACH_PX, y + REACH_PX],
  ]
  const layers = placeOnly ? [] : [...incidentHits, ...unitHits, ...pileHits]
  const [hit] = map
    .queryRenderedFeatures(box, { layers })
    .sort((a, b) => distance(map, a, x, y) - distance(map, b, x, y))
  if (!hit) {
    const { lng, lat } = map.unproject([x, y])
    return { kind: 'place', place: { lon: lng, lat } }
  }
  if (pileHits.includes(hit.layer.id)) {
    await openCluster(map, hit)
    return null
  }
  return { kind: unitHits.includes(hit.layer.id) ? 'unit' : 'incident', id: String(hit.properties.id) }
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
