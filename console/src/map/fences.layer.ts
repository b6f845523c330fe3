import type { LayerSpecification } from 'maplibre-gl'
import { TEXT } from './fonts.ts'
import type { Ink } from './ink.ts'
import type { Drawn } from './source-feed.ts'
import type { MapFence } from './view-model.ts'

export const FENCES = 'fences'
/** Below this a fence around a square is a few pixels, and its name would stand beside nothing. */
const FROM_ZOOM = 11.3

/**
 * Places whose coming and going is told: a double line in neutral ink, so that none is taken for the line of a township,
 * and the ground of those that are drawn by themselves a little lighter.
 */
export const fenceLayers = ({ colour, px }: Ink) =>
  ({
    ground: {
      id: 'fence-ground',
      type: 'fill',
      source: FENCES,
      filter: ['==', ['get', 'part'], 'ground'],
      paint: { 'fill-color': colour.ink, 'fill-opacity': 0.06, 'fill-antialias': false },
    },
    line: {
      id: 'fence-line',
      type: 'line',
      source: FENCES,
      filter: ['!=', ['get', 'part'], 'name'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour.district, 'line-width': px.stroke, 'line-gap-width': px.stroke * 2 },
    },
    name: {
      id: 'fence-name',
      type: 'symbol',
      source: FENCES,
      filter: ['==', ['get', 'part'], 'name'],
      minzoom: FROM_ZOOM,
      layout: {
        'text-field': ['get', 'label'],
        'text-font': TEXT,
        'text-size': px.text,
        'text-max-width': 40,
        // On the fence's upper edge, or just inside of it.
        'text-variable-anchor': ['bottom', 'top'],
        'text-radial-offset': 0.4,
      },
      paint: { 'text-color': colour.labelMinor, 'text-halo-color': colour.halo, 'text-halo-width': px.haloWidth },
    },
  }) satisfies Record<string, LayerSpecification>

export const fenceFeatures = (fences: readonly MapFence[]): Drawn[] =>
  fences.flatMap((fence): Drawn[] => [shape(fence), ...(fence.label === null ? [] : [name(fence.label, fence)])])

/** The land of an area has a colour already: only its line is drawn. */
const shape = ({ id, rings, isArea }: MapFence): Drawn => ({
  type: 'Feature',
  id,
  properties: { id, part: isArea ? 'line' : 'ground' },
  geometry: { type: 'MultiPolygon', coordinates: rings },
})

const name = (label: string, { id, rings }: MapFence): Drawn => ({
  type: 'Feature',
  id: `${id} name`,
  properties: { id: `${id} name`, part: 'name', label },
  geometry: { type: 'Point', coordinates: top(rings) },
})

/** The middle of what lies farthest north. */
function top(rings: MapFence['rings']): [number, number] {
  const corners = rings.flat(2)
  const north = Math.max(...corners.map(([, lat]) => lat))
  const there = corners.filter(([, lat]) => lat === north).map(([lon]) => lon)
  return [(Math.min(...there) + Math.max(...there)) / 2, north]
}
