import type {
  GeoJSONSourceSpecification,
  LayerSpecification,
  Map as MapLibre,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl'
import { areaLayers, areaSources } from './areas.layer.ts'
import { PILE_FROM } from './fan.rank.ts'
import { FENCES, fenceLayers } from './fences.layer.ts'
import { fontFaces } from './fonts.ts'
import { caseSource, clusteredTones, incidentLayers } from './incidents.layer.ts'
import type { Ink } from './ink.ts'
import { LENS, lensLayers } from './lens.layer.ts'
import { LINES, lineLayers } from './lines.layer.ts'
import { PLACES, placeLayers } from './places.layer.ts'
import { RING, ringLayers } from './ring.layer.ts'
import { SELECTION, selectionLayers } from './selection.layer.ts'
import { TRAILS, trailLayers } from './trail.layer.ts'
import { UNITS, unitLayers } from './units.layer.ts'

type PaintName = Parameters<MapLibre['setPaintProperty']>[1]
type LayoutName = Parameters<MapLibre['setLayoutProperty']>[1]

/** A spot is so many shapes wide. */
const PILE_WITHIN = 1.3
const PILE_UP_TO_ZOOM = 15

/** The whole map as a style: every source empty, every layer declared once. No address leads out of the house. */
export const mapStyle = (ink: Ink): StyleSpecification => ({
  version: 8,
  'font-faces': fontFaces,
  sources: sources(ink),
  layers: layers(ink),
})

/**
 * Bottom to top, and also who gives way: what stands lower loses its label to what stands higher. In the order of the
 * look: selected, recommended, overdue and due, townships, units, calm cases, fences, stations.
 */
function layers(ink: Ink): LayerSpecification[] {
  const area = areaLayers(ink)
  const place = placeLayers(ink)
  const fence = fenceLayers(ink)
  const incident = incidentLayers(ink)
  const unit = unitLayers(ink)
  const line = lineLayers(ink)
  const selection = selectionLayers(ink)
  const lens = lensLayers(ink)
  const ring = ringLayers(ink)
  const trail = trailLayers(ink)
  return [
    { id: 'outside', type: 'background', paint: { 'background-color': ink.colour.outside } },
    ...[area.fill, fence.ground, ring.ground, area.edge, area.district, fence.line, ring.line, lens.frame],
    ...[place.dot, trail.whole, trail.recent, line.barred, line.offer, line.next, line.first],
    ...[place.name, fence.name, incident.labels.calm, unit.label],
    // Here lie the shapes of units: on their words, and under every case, so that nobody who is on scene covers one.
    ...[incident.calm, incident.piles.calm, area.name, unit.room],
    ...[
      line.barredNote,
      incident.labels.due,
      incident.labels.over,
      incident.labels.alone,
      unit.recommendedLabel,
      selection.label,
    ],
    // Above all labels, and so placed before them: what is due or late, which labels go round.
    ...[lens.label, incident.due, incident.piles.due, incident.over, incident.piles.over, incident.alone],
    ...[selection.ring, line.disc, line.rank, line.note],
  ]
}

/** What lies right above the shapes of units. */
export const FLEET_BELOW = 'case-calm'

/** Repaints a standing map in another theme or size; the data in its sources stays. */
export function repaint(map: MapLibre, ink: Ink): void {
  for (const layer of layers(ink)) {
    for (const [name, value] of Object.entries(layer.paint ?? {}))
      map.setPaintProperty(layer.id, name as PaintName, value)
    const layout = 'layout' in layer ? layer.layout : undefined
    for (const [name, value] of Object.entries(layout ?? {})) map.setLayoutProperty(layer.id, name as LayoutName, value)
  }
}

function sources({ px }: Ink): Record<string, SourceSpecification> {
  const empty: GeoJSONSourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }
  const plain = [
    ...Object.values(areaSources),
    PLACES,
    FENCES,
    caseSource('alone'),
    UNITS,
    LINES,
    SELECTION,
    LENS,
    RING,
    TRAILS,
  ]
  const piled: SourceSpecification = {
    ...empty,
    cluster: true,
    clusterRadius: px.dueGlyph * PILE_WITHIN,
    clusterMinPoints: PILE_FROM,
    clusterMaxZoom: PILE_UP_TO_ZOOM,
  }
  return {
    ...Object.fromEntries(plain.map((id) => [id, empty])),
    ...Object.fromEntries(clusteredTones.map((tone) => [caseSource(tone), piled])),
  }
}
