import type { LayerSpecification } from 'maplibre-gl'
import type { Ink } from './ink.ts'
import type { Drawn } from './source-feed.ts'
import type { Bounds, MapRing } from './view-model.ts'

export const RING = 'ring'
const CORNERS = 72
const METRES_A_DEGREE = 111_320

/** How far one looks around a place: a circle of neutral ink on the ground. */
export const ringLayers = ({ colour, px }: Ink) =>
  ({
    ground: {
      id: 'ring-ground',
      type: 'fill',
      source: RING,
      paint: { 'fill-color': colour.ink, 'fill-opacity': 0.06 },
    },
    line: {
      id: 'ring-line',
      type: 'line',
      source: RING,
      paint: { 'line-color': colour.lens, 'line-width': px.stroke * 1.5 },
    },
  }) satisfies Record<string, LayerSpecification>

const degrees = ({ lat, metres }: MapRing) => ({
  x: metres / (METRES_A_DEGREE * Math.cos((lat * Math.PI) / 180)),
  y: metres / METRES_A_DEGREE,
})

export function ringFeatures(ring: MapRing | null): Drawn[] {
  if (ring === null) return []
  const { x, y } = degrees(ring)
  const round = Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / CORNERS
    return [ring.lon + x * Math.cos(angle), ring.lat + y * Math.sin(angle)]
  })
  return [{ type: 'Feature', id: 'ring', properties: {}, geometry: { type: 'Polygon', coordinates: [round] } }]
}

export function ringBounds(ring: MapRing): Bounds {
  const { x, y } = degrees(ring)
  return [ring.lon - x, ring.lat - y, ring.lon + x, ring.lat + y]
}
