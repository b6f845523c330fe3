import type { LayerSpecification } from 'maplibre-gl'
import { fleetPoint } from './fleet.ts'
import { STRONG, TEXT } from './fonts.ts'
import type { Ink } from './ink.ts'
import type { Drawn } from './source-feed.ts'
import type { MapFleet, MapIncident, MapSelection, Point } from './view-model.ts'

export const SELECTION = 'selection'

/** What is selected is ringed in neutral ink and keeps its label before all others. */
export const selectionLayers = ({ colour, px }: Ink) =>
  ({
    ring: {
      id: 'selection-ring',
      type: 'circle',
      source: SELECTION,
      paint: {
        'circle-radius': px.unitGlyph * 0.95,
        'circle-opacity': 0,
        'circle-stroke-color': colour.ink,
        'circle-stroke-width': px.stroke * 2,
      },
    },
    label: {
      id: 'selection-label',
      type: 'symbol',
      source: SELECTION,
      layout: {
        'text-field': [
          'format',
          ['get', 'label'],
          { 'text-font': ['literal', STRONG] },
          ['get', 'note'],
          { 'text-font': ['literal', TEXT], 'font-scale': 0.92 },
        ],
        'text-font': STRONG,
        'text-size': px.textArea,
        'text-max-width': 40,
        'text-justify': 'auto',
        'text-variable-anchor': ['top-left', 'top-right', 'bottom-left', 'bottom-right'],
        'text-radial-offset': (px.unitGlyph * 0.9) / px.textArea,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': colour.ink, 'text-halo-color': colour.halo, 'text-halo-width': px.haloWidth },
    },
  }) satisfies Record<string, LayerSpecification>

/** Where the selected row is, wherever it is drawn; undefined when it is not on the map. */
export function selectedPoint(
  selection: MapSelection | null,
  incidents: readonly MapIncident[],
  fleet: MapFleet,
): MapIncident | (Point & { label: string | null }) | undefined {
  if (selection === null) return undefined
  if (selection.kind === 'unit') return fleetPoint(fleet, selection.id) ?? undefined
  return incidents.find(({ id }) => id === selection.id)
}

export function selectionFeatures(
  selection: MapSelection | null,
  row: ReturnType<typeof selectedPoint>,
  urgentWord: string,
): Drawn[] {
  if (selection === null || row === undefined) return []
  const urgent = 'urgent' in row && row.urgent ? `${urgentWord} ` : ''
  const note = selection.note === null ? '' : `\n${selection.note}`
  return [
    {
      type: 'Feature',
      id: 'selected',
      properties: { label: `${urgent}${row.label ?? ''}`, note },
      geometry: { type: 'Point', coordinates: [row.lon, row.lat] },
    },
  ]
}
