import type { LayerSpecification } from 'maplibre-gl'
import { isFlat, marksAlong } from './along.rank.ts'
import { STRONG, TEXT } from './fonts.ts'
import type { Ink } from './ink.ts'
import type { Drawn } from './source-feed.ts'
import type { MapLine, MapOffer, Point } from './view-model.ts'

export const LINES = 'lines'

const at = ({ lon, lat }: Point) => [lon, lat]

/** Where the words of a mark stand, in ems from its middle: clear of its disc. */
const CLEAR = 1.05
const upright = ['top', [0, CLEAR], 'bottom', [0, -CLEAR]]
const level = ['left', [CLEAR, 0], 'right', [-CLEAR, 0]]
const aslant = [
  ...['top-left', [0.75, 0.75], 'bottom-right', [-0.75, -0.75]],
  ...['bottom-left', [0.75, -0.75], 'top-right', [-0.75, 0.75]],
]
const flat = ['literal', [...upright, ...aslant, ...level]]
const steep = ['literal', [...level, ...aslant, ...upright]]

/** Off the line, on whichever side there is room; where there is none, the case's own pane tells it. */
const note = (id: string, kind: string, ink: string, font: string[], { colour, px }: Pick<Ink, 'colour' | 'px'>) =>
  ({
    id,
    type: 'symbol',
    source: LINES,
    filter: ['all', ['==', ['get', 'kind'], kind], ['has', 'note']],
    layout: {
      'text-field': ['get', 'note'],
      'text-font': font,
      'text-size': px.text,
      'text-variable-anchor-offset': ['match', ['get', 'lies'], 'flat', flat, steep] as never,
      'text-padding': 0,
    },
    paint: { 'text-color': ink, 'text-halo-color': colour.halo, 'text-halo-width': px.haloWidth },
  }) satisfies LayerSpecification

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
      layout: {
        'text-field': ['get', 'rank'],
        'text-font': STRONG,
        'text-size': px.text,
        'text-allow-overlap': true,
        // Labels go round the whole disc, not round its figure alone.
        'text-padding': px.text * 0.5,
      },
      paint: { 'text-color': colour.onInk },
    },
    note: note('rank-note', 'rank', colour.ink, STRONG, { colour, px }),
    barredNote: note('barred-note', 'barred-note', colour.textDim, TEXT, { colour, px }),
  }) satisfies Record<string, LayerSpecification>

export function lineFeatures(lines: readonly MapLine[], offers: readonly MapOffer[]): Drawn[] {
  const drawn = (id: string, kind: string, from: Point, to: Point): Drawn => ({
    type: 'Feature',
    id,
    properties: { kind },
    geometry: { type: 'LineString', coordinates: [at(from), at(to)] },
  })
  const told = (note: string | null) => (note === null ? {} : { note })
  const lies = (line: MapLine) => (isFlat(line) ? 'flat' : 'steep')
  const marked = lines.filter(({ rank, barred }) => rank !== null || barred)
  // Who is proposed takes the middle of its line first.
  const inOrder = marked.toSorted((a, b) => (a.rank ?? marked.length + 1) - (b.rank ?? marked.length + 1))
  const spots = marksAlong(inOrder)
  const mark = (line: MapLine, index: number): Drawn => ({
    type: 'Feature',
    id: `mark-${index}`,
    properties: line.barred
      ? { kind: 'barred-note', lies: lies(line), ...told(line.note) }
      : { kind: 'rank', rank: `${line.rank}`, lies: lies(line), ...told(line.note) },
    geometry: { type: 'Point', coordinates: at(spots[index] ?? line.from) },
  })
  const kindOf = ({ rank, barred }: MapLine) => (barred ? 'barred' : rank === null || rank === 1 ? 'first' : 'next')
  return [
    ...offers.map(({ id, from, to }) => drawn(id, 'offer', from, to)),
    ...lines.map((line, index) => drawn(`line-${index}`, kindOf(line), line.from, line.to)),
    ...inOrder.map(mark),
  ]
}
