import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { STRONG, TEXT } from './fonts.ts'
import type { Ink } from './ink.ts'
import { outlines } from './outline.ts'
import type { Drawn } from './source-feed.ts'
import type { MapArea } from './view-model.ts'

export const areaSources = { land: 'area-land', lines: 'area-lines', names: 'area-names' } as const

/** From here on one sees parts of few townships. */
const NEAR_ZOOM = 12.8

/** Where a name may stand, best first: in the middle of its township, then a little farther off, above, below, aslant. */
const NEAR = [
  'center',
  [0, 0],
  ...[0.8, 1.6].flatMap((ems) => [0, 1.5, -1.5].flatMap((aside) => ['bottom', [aside, -ems], 'top', [aside, ems]])),
]

/** Land of two neutral tones (an empowered township is the lighter), dashed lines between, one firm line around. */
export const areaLayers = ({ colour, px }: Ink) =>
  ({
    fill: {
      id: 'area-fill',
      type: 'fill',
      source: areaSources.land,
      paint: { 'fill-color': ['case', ['get', 'empowered'], colour.landAlt, colour.land], 'fill-antialias': false },
    },
    edge: {
      id: 'area-edge',
      type: 'line',
      source: areaSources.lines,
      filter: ['get', 'inner'],
      paint: { 'line-color': colour.edge, 'line-width': px.stroke, 'line-dasharray': [4, 3] },
    },
    district: {
      id: 'district-edge',
      type: 'line',
      source: areaSources.lines,
      filter: ['!', ['get', 'inner']],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour.district, 'line-width': px.stroke * 1.5 },
    },
    name: {
      id: 'area-name',
      type: 'symbol',
      source: areaSources.names,
      layout: {
        'text-field': named(colour.textDim),
        'text-font': TEXT,
        'text-size': px.textArea,
        'text-letter-spacing': 0.06,
        'text-max-width': 40,
        // Near its middle, clear of units and of what is late where it can be. Seen from afar every township keeps its
        // name; from near, where one knows which it is, a name without room is left out.
        'text-variable-anchor-offset': NEAR as never,
        'text-padding': 1,
        'text-overlap': ['step', ['zoom'], 'always', NEAR_ZOOM, 'never'],
      },
      paint: { 'text-color': colour.label, 'text-halo-color': colour.halo, 'text-halo-width': px.haloWidth },
    },
  }) satisfies Record<string, LayerSpecification>

const named = (dim: string): ExpressionSpecification => [
  'format',
  ['get', 'name'],
  {},
  ['get', 'open'],
  { 'text-font': ['literal', STRONG], 'text-color': dim },
  ['image', ['case', ['==', ['get', 'over'], ''], 'nothing', 'area-over']],
  {},
  ['get', 'over'],
  { 'text-font': ['literal', STRONG], 'text-color': ['get', 'overColour'] },
]

export const areaLand = (areas: readonly MapArea[]): Drawn[] =>
  areas.map((area) => ({
    type: 'Feature',
    id: area.id,
    properties: { id: area.id, empowered: area.empowered },
    geometry: { type: 'MultiPolygon', coordinates: area.rings },
  }))

export function areaLines(areas: readonly MapArea[]): Drawn[] {
  const { inner, outer } = outlines(areas)
  const lines = (isInner: boolean, runs: (readonly [number, number])[][]): Drawn => ({
    type: 'Feature',
    id: isInner ? 'inner' : 'outer',
    properties: { inner: isInner },
    geometry: { type: 'MultiLineString', coordinates: runs.map((run) => run.map(([x, y]) => [x, y])) },
  })
  return [lines(true, inner), lines(false, outer)]
}

export const areaNames = (areas: readonly MapArea[], { incident }: Ink): Drawn[] =>
  areas.flatMap(({ id, label, open, over, centre }) =>
    label === null
      ? []
      : [
          {
            type: 'Feature',
            id,
            properties: {
              id,
              name: label,
              open: open === null ? '' : ` ${open}`,
              over: over ? `${over}` : '',
              overColour: incident.over,
            },
            geometry: { type: 'Point', coordinates: [centre.lon, centre.lat] },
          } as const,
        ],
  )
