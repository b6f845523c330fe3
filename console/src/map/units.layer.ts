import type { DataDrivenPropertyValueSpecification, LayerSpecification } from 'maplibre-gl'
import type { Ink } from './ink.ts'
import { halo, lettering } from './labels.ts'
import type { Drawn } from './source-feed.ts'
import type { MapUnit } from './view-model.ts'

export const UNITS = 'units'
export const unitHits = ['unit']

const label = (id: string, recommended: boolean, ink: Ink) =>
  ({
    id,
    type: 'symbol',
    source: UNITS,
    filter: ['==', ['get', 'recommended'], recommended],
    layout: {
      'text-field': ['get', 'label'],
      ...lettering(recommended, ink.px.unitGlyph, ink),
    },
    paint: {
      // The shape fades, its age stays readable.
      'text-color': recommended ? ink.colour.ink : ['case', ['get', 'stale'], ink.colour.textDim, ink.colour.text],
      ...halo(ink),
    },
  }) satisfies LayerSpecification

/**
 * Units are the round family; only a travelling one is an arrow, turned to where it goes. Old positions fade. `room` draws
 * nothing: it keeps the names of townships off the units where there is another place for them, while a name that finds
 * none still stands above them.
 */
export const unitLayers = (ink: Ink) =>
  ({
    icon: icon('unit', ['case', ['get', 'stale'], ink.stale, 1], true),
    room: icon('unit-room', 0, false),
    label: label('unit-label', false, ink),
    recommendedLabel: label('unit-recommended-label', true, ink),
  }) satisfies Record<string, LayerSpecification>

const icon = (id: string, opacity: DataDrivenPropertyValueSpecification<number>, ignored: boolean) =>
  ({
    id,
    type: 'symbol',
    source: UNITS,
    layout: {
      'icon-image': ['concat', 'unit-', ['get', 'tone']],
      'icon-rotate': ['case', ['==', ['get', 'tone'], 'enroute'], ['get', 'heading'], 0],
      'icon-rotation-alignment': 'map',
      'icon-allow-overlap': true,
      'icon-ignore-placement': ignored,
      'icon-padding': 0,
    },
    paint: { 'icon-opacity': opacity },
  }) satisfies LayerSpecification

export const unitFeatures = (
  units: readonly MapUnit[],
  selectedId: string | null,
  recommended: ReadonlySet<string>,
): Drawn[] =>
  units.map(({ id, tone, headingDeg, stale, label: words, side, lon, lat }) => ({
    type: 'Feature',
    id,
    properties: {
      id,
      tone,
      heading: headingDeg,
      // Lost has a shape of its own and is not faded as well.
      stale: stale && tone !== 'lost',
      recommended: recommended.has(id),
      label: words === null || id === selectedId ? '' : words,
      side: side ?? '',
    },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  }))
