import type { LayerSpecification } from 'maplibre-gl'
import { TEXT } from './fonts.ts'
import type { Ink } from './ink.ts'
import type { Drawn } from './source-feed.ts'
import type { MapPlace } from './view-model.ts'

export const PLACES = 'places'
/** Below this, names of stations and villages would only be noise. */
const FROM_ZOOM = 11.3

/** Named points to orient by: the first to give way. */
export const placeLayers = ({ colour, px }: Ink) =>
  ({
    dot: {
      id: 'place-dot',
      type: 'circle',
      source: PLACES,
      minzoom: FROM_ZOOM,
      paint: {
        'circle-radius': px.stroke * 2,
        'circle-color': colour.land,
        'circle-stroke-color': colour.edge,
        'circle-stroke-width': px.stroke,
      },
    },
    name: {
      id: 'place-name',
      type: 'symbol',
      source: PLACES,
      minzoom: FROM_ZOOM,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': TEXT,
        'text-size': px.text,
        'text-max-width': 40,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.5,
      },
      paint: {
        'text-color': colour.labelMinor,
        'text-opacity': 0.8,
        'text-halo-color': colour.halo,
        'text-halo-width': px.haloWidth,
      },
    },
  }) satisfies Record<string, LayerSpecification>

export const placeFeatures = (places: readonly MapPlace[]): Drawn[] =>
  places.map(({ label, lon, lat }, index) => ({
    type: 'Feature',
    id: `${index}`,
    properties: { name: label },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  }))
