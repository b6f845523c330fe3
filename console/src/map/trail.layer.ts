import type { LayerSpecification } from 'maplibre-gl'
import type { Ink } from './ink.ts'
import type { Drawn } from './source-feed.ts'
import type { MapTrail } from './view-model.ts'

export const TRAILS = 'trails'

const round = { 'line-cap': 'round', 'line-join': 'round' } as const

/** Where somebody went, in neutral ink: all of it faint, the last of it firm. Where nothing is known there is no line. */
export const trailLayers = ({ colour, px }: Ink) =>
  ({
    whole: {
      id: 'trail-whole',
      type: 'line',
      source: TRAILS,
      filter: ['!', ['get', 'recent']],
      layout: round,
      paint: { 'line-color': colour.labelMinor, 'line-width': px.stroke * 1.25, 'line-opacity': 0.4 },
    },
    recent: {
      id: 'trail-recent',
      type: 'line',
      source: TRAILS,
      filter: ['get', 'recent'],
      layout: round,
      paint: { 'line-color': colour.ink, 'line-width': px.stroke * 2.5 },
    },
  }) satisfies Record<string, LayerSpecification>

export const trailHits = ['trail-whole', 'trail-recent']

/** A way that has not changed is the same feature, so that nobody compares its thousand places. */
const made = new WeakMap<MapTrail['line'], Drawn>()

export const trailFeatures = (trails: readonly MapTrail[]): Drawn[] =>
  trails.map(({ id, isRecent, line }) => {
    const known = made.get(line)
    if (known?.id === id) return known
    const drawn: Drawn = {
      type: 'Feature',
      id,
      properties: { id, recent: isRecent },
      geometry: { type: 'LineString', coordinates: [...line] },
    }
    made.set(line, drawn)
    return drawn
  })
