import type { LayerSpecification } from 'maplibre-gl'
import { TEXT } from './fonts.ts'
import type { Ink } from './ink.ts'
import type { Drawn } from './source-feed.ts'
import type { MapLens } from './view-model.ts'

export const LENS = 'lens'

/** The frame of a part that is shown larger elsewhere, and the word that says so. */
export const lensLayers = ({ colour, px }: Ink) =>
  ({
    frame: {
      id: 'lens-frame',
      type: 'line',
      source: LENS,
      paint: { 'line-color': colour.lens, 'line-width': px.stroke },
    },
    label: {
      id: 'lens-label',
      type: 'symbol',
      source: LENS,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'text-field': ['get', 'label'],
        'text-font': TEXT,
        'text-size': px.text,
        'text-max-width': 40,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': colour.textDim, 'text-halo-color': colour.halo, 'text-halo-width': px.haloWidth },
    },
  }) satisfies Record<string, LayerSpecification>

export function lensFeatures(lens: MapLens | null): Drawn[] {
  if (lens === null) return []
  const [west, south, east, north] = lens.bounds
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  return [
    { type: 'Feature', id: 'frame', properties: {}, geometry: { type: 'LineString', coordinates: corners } },
    {
      type: 'Feature',
      id: 'label',
      properties: { label: lens.label },
      geometry: { type: 'Point', coordinates: [(west + east) / 2, (south + north) / 2] },
    },
  ]
}
