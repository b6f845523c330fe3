import type { DataDrivenPropertyValueSpecification, LayerSpecification } from 'maplibre-gl'
import { STRONG, TEXT } from './fonts.ts'
import type { Ink } from './ink.ts'
import type { Drawn } from './source-feed.ts'
import type { MapIncident } from './view-model.ts'

/** Calm cases may melt together where they lie on top of each other; what is urgent or late never does. */
export const incidentSources = { calm: 'cases-calm', hot: 'cases-hot' } as const
/** Layers a click may hit, nearest to the reader first. */
export const incidentHits = ['case-hot', 'case-calm']
export const CLUSTERS = 'case-many'

const toned = ({ incident, colour }: Ink): DataDrivenPropertyValueSpecification<string> => [
  'match',
  ['get', 'tone'],
  'over',
  incident.over,
  'due',
  incident.due,
  colour.textDim,
]

const beside = (size: number, text: number) => size / 2 / text + 0.25

const label = (id: string, source: string, size: number, ink: Ink) =>
  ({
    id,
    type: 'symbol',
    source,
    filter: ['!', ['has', 'cluster']],
    layout: {
      'text-field': ['get', 'label'],
      'text-font': source === incidentSources.hot ? STRONG : TEXT,
      'text-size': ink.px.text,
      'text-max-width': 40,
      'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
      'text-radial-offset': beside(size, ink.px.text),
      'symbol-sort-key': ['get', 'order'],
    },
    paint: { 'text-color': toned(ink), 'text-halo-color': ink.colour.halo, 'text-halo-width': ink.px.haloWidth },
  }) satisfies LayerSpecification

/** Cases are diamonds: empty while calm, half when due soon, full when overdue; a bar beside them says urgent. */
export const incidentLayers = (ink: Ink) =>
  ({
    calm: {
      id: 'case-calm',
      type: 'symbol',
      source: incidentSources.calm,
      filter: ['!', ['has', 'cluster']],
      layout: { 'icon-image': 'case-calm', 'icon-allow-overlap': true, 'icon-ignore-placement': true },
    },
    many: {
      id: CLUSTERS,
      type: 'symbol',
      source: incidentSources.calm,
      filter: ['has', 'cluster'],
      layout: {
        'icon-image': 'case-many',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'text-field': ['get', 'point_count_abbreviated'],
        'text-font': TEXT,
        'text-size': ink.px.text,
        'text-anchor': 'left',
        'text-offset': [beside(ink.px.calmGlyph * 1.25, ink.px.text), 0],
        'text-optional': true,
      },
      paint: {
        'text-color': ink.colour.textDim,
        'text-halo-color': ink.colour.halo,
        'text-halo-width': ink.px.haloWidth,
      },
    },
    hot: {
      id: 'case-hot',
      type: 'symbol',
      source: incidentSources.hot,
      layout: {
        'icon-image': ['concat', 'case-', ['get', 'tone'], ['case', ['get', 'urgent'], '-urgent', '']],
        'icon-allow-overlap': true,
        'icon-padding': 0,
        // Drawn last is seen first: the most pressing on top.
        'symbol-sort-key': ['-', 0, ['get', 'order']],
      },
    },
    calmLabel: label('case-calm-label', incidentSources.calm, ink.px.calmGlyph, ink),
    hotLabel: label('case-hot-label', incidentSources.hot, ink.px.overGlyph, ink),
  }) satisfies Record<string, LayerSpecification>

/** A selected case stands alone, also where calm ones melt together; its label is the selection's. */
export function incidentFeatures(incidents: readonly MapIncident[], selectedId: string | null, urgentWord: string) {
  const calm: Drawn[] = []
  const hot: Drawn[] = []
  for (const { id, tone, urgent, label: words, order, lon, lat } of incidents) {
    const selected = id === selectedId
    const text = words === null || selected ? '' : urgent ? `${urgentWord} ${words}` : words
    const feature: Drawn = {
      type: 'Feature',
      id,
      properties: { id, tone, urgent, order, label: text },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    }
    if (tone === 'calm' && !urgent && !selected) calm.push(feature)
    else hot.push(feature)
  }
  return { calm, hot }
}
