import type { LayerSpecification } from 'maplibre-gl'
import { STRONG, TEXT } from './fonts.ts'
import type { Ink } from './ink.ts'
import type { Drawn } from './source-feed.ts'
import type { MapLine, MapOffer, Point } from './view-model.ts'

export const LINES = 'lines'

const at = ({ lon, lat }: Point) => [lon, lat]

/**
 * Who is recommended, in neutral ink: a firm line to the first, thinner dashes to the next, the rank and the minutes on
 * each; faint dots to who stands nearer and has no authority.
 */
export const lineLayers = ({ colour, unit, px }: Ink) =>
  ({
    barred: {
      id: 'line-barred',
      type: 'line',
      source: LINES,
      filter: ['==', ['get', 'kind'], 'barred'],
      paint: { 'line-color': colour.labelMinor, 'line-width': px.stroke * 1.25, 'line-dasharray': [1.5, 2.5] },
    },
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
    note: {
      id: 'rank-note',
      type: 'symbol',
      source: LINES,
      filter: ['has', 'note'],
      layout: {
        'text-field': ['get', 'note'],
        'text-font': ['case', ['==', ['get', 'kind'], 'rank'], ['literal', STRONG], ['literal', TEXT]],
        'text-size': px.text,
        'text-anchor': 'left',
        'text-offset': ['case', ['==', ['get', 'kind'], 'rank'], ['literal', [0.9, 0]], ['literal', [0.2, 0]]],
        'text-allow-overlap': true,
      },
      paint: {
        'text-color': ['case', ['==', ['get', 'kind'], 'rank'], colour.ink, colour.textDim],
        'text-halo-color': colour.halo,
        'text-halo-width': px.haloWidth,
      },
    },
  }) satisfies Record<string, LayerSpecification>

export function lineFeatures(lines: readonly MapLine[], offers: readonly MapOffer[]): Drawn[] {
  const drawn = (id: string, kind: string, from: Point, to: Point): Drawn => ({
    type: 'Feature',
    id,
    properties: { kind },
    geometry: { type: 'LineString', coordinates: [at(from), at(to)] },
  })
  const told = (note: string | null) => (note === null ? {} : { note })
  const half = ({ from, to }: MapLine) => at({ lon: (from.lon + to.lon) / 2, lat: (from.lat + to.lat) / 2 })
  const middle = (line: MapLine, index: number): Drawn => ({
    type: 'Feature',
    id: `mark-${index}`,
    properties: line.barred
      ? { kind: 'barred-note', ...told(line.note) }
      : { kind: 'rank', rank: `${line.rank}`, ...told(line.note) },
    geometry: { type: 'Point', coordinates: half(line) },
  })
  const kindOf = ({ rank, barred }: MapLine) => (barred ? 'barred' : rank === null || rank === 1 ? 'first' : 'next')
  return [
    ...offers.map(({ id, from, to }) => drawn(id, 'offer', from, to)),
    ...lines.map((line, index) => drawn(`line-${index}`, kindOf(line), line.from, line.to)),
    ...lines.filter(({ rank, barred }) => rank !== null || barred).map(middle),
  ]
}
