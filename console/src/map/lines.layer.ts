import type { LayerSpecification } from 'maplibre-gl'
import { STRONG } from './fonts.ts'
import type { Ink } from './ink.ts'
import type { Drawn } from './source-feed.ts'
import type { MapLine, MapOffer, Point } from './view-model.ts'

export const LINES = 'lines'

const at = ({ lon, lat }: Point) => [lon, lat]

/** Who is recommended, in neutral ink: a firm line to the first, thinner dashes to the next, the rank on each. */
export const lineLayers = ({ colour, unit, px }: Ink) =>
  ({
    offer: {
      id: 'offer-line',
      type: 'line',
      source: LINES,
      filter: ['==', ['get', 'kind'], 'offer'],
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': unit.offered, 'line-width': px.stroke * 1.5, 'line-dasharray': [0.5, 3] },
    },
    first: {
      id: 'line-first',
      type: 'line',
      source: LINES,
      filter: ['==', ['get', 'kind'], 'first'],
      paint: { 'line-color': colour.ink, 'line-width': px.stroke * 2.5 },
    },
    next: {
      id: 'line-next',
      type: 'line',
      source: LINES,
      filter: ['==', ['get', 'kind'], 'next'],
      paint: { 'line-color': colour.ink, 'line-width': px.stroke * 1.25, 'line-dasharray': [4, 3] },
    },
    disc: {
      id: 'rank-disc',
      type: 'circle',
      source: LINES,
      filter: ['==', ['get', 'kind'], 'rank'],
      paint: { 'circle-color': colour.ink, 'circle-radius': px.text * 0.75 },
    },
    rank: {
      id: 'rank',
      type: 'symbol',
      source: LINES,
      filter: ['==', ['get', 'kind'], 'rank'],
      layout: { 'text-field': ['get', 'rank'], 'text-font': STRONG, 'text-size': px.text, 'text-allow-overlap': true },
      paint: { 'text-color': colour.onInk },
    },
  }) satisfies Record<string, LayerSpecification>

export function lineFeatures(lines: readonly MapLine[], offers: readonly MapOffer[]): Drawn[] {
  const drawn = (id: string, kind: string, from: Point, to: Point): Drawn => ({
    type: 'Feature',
    id,
    properties: { kind },
    geometry: { type: 'LineString', coordinates: [at(from), at(to)] },
  })
  const middle = ({ rank, from, to }: MapLine): Drawn => ({
    type: 'Feature',
    id: `rank-${rank}`,
    properties: { kind: 'rank', rank: `${rank}` },
    geometry: { type: 'Point', coordinates: [(from.lon + to.lon) / 2, (from.lat + to.lat) / 2] },
  })
  return [
    ...offers.map(({ id, from, to }) => drawn(id, 'offer', from, to)),
    ...lines.map(({ rank, from, to }) =>
      drawn(`line-${rank}`, rank === null || rank === 1 ? 'first' : 'next', from, to),
    ),
    ...lines.filter(({ rank }) => rank !== null).map(middle),
  ]
}
