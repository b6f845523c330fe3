import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl'
import type { Crowd } from './crowd.engine.ts'
import type { Ink } from './ink.ts'
import { halo, lettering } from './labels.ts'
import type { Drawn } from './source-feed.ts'
import type { MapFleet } from './view-model.ts'
import { unitTones } from './view-model.ts'

export const UNITS = 'units'

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
 * The words of units; their shapes are drawn by `fleet.layer.ts`. `room` draws nothing: it keeps the names of townships off
 * the shapes where there is another place for them, while a name that finds none still stands above them.
 */
export const unitLayers = (ink: Ink) =>
  ({
    room: {
      id: 'unit-room',
      type: 'symbol',
      source: UNITS,
      layout: {
        'icon-image': 'unit-room',
        'icon-allow-overlap': true,
        'icon-ignore-placement': false,
        'icon-padding': 0,
      },
      paint: { 'icon-opacity': 0 },
    },
    label: label('unit-label', false, ink),
    recommendedLabel: label('unit-recommended-label', true, ink),
  }) satisfies Record<string, LayerSpecification>

/** So many have words, or keep words off, at a time: more are never read. */
const WORDED = 120
/** A label this near to the edge of the picture stays on the other side of its shape. */
const EDGE_SHARE = 0.1

/** Whose words are written: of whoever stands alone, the selected one apart; if there are too many, the old ones first. */
export function unitWords(
  map: MapLibre,
  fleet: MapFleet,
  crowd: Crowd,
  { selectedId, recommended }: { selectedId: string | null; recommended: ReadonlySet<number> },
): Drawn[] {
  const rows = Array.from({ length: crowd.count }, (_, row) => row)
  const isOld = (row: number) => fleet.stale[crowd.index[row] ?? 0] === 1
  const isProposed = (row: number) => recommended.has(crowd.index[row] ?? 0)
  const first =
    rows.length <= WORDED ? rows : [...rows.filter(isProposed), ...rows.filter((row) => isOld(row) && !isProposed(row))]
  const { clientWidth } = map.getCanvas()
  return first.slice(0, WORDED).map((row) => {
    const index = crowd.index[row] ?? 0
    const id = fleet.idOf(index)
    const [x, y] = [crowd.x[row] ?? 0, crowd.y[row] ?? 0]
    const { lng, lat } = map.unproject([x, y])
    return {
      type: 'Feature',
      id,
      properties: {
        id,
        // Lost has a shape of its own and is not faded as well.
        stale: isOld(row) && unitTones[fleet.tone[index] ?? 0] !== 'lost',
        recommended: isProposed(row),
        label: id === selectedId ? '' : (fleet.labelOf(index) ?? ''),
        side: x < clientWidth * EDGE_SHARE ? 'east' : x > clientWidth * (1 - EDGE_SHARE) ? 'west' : '',
      },
      geometry: { type: 'Point', coordinates: [lng, lat] },
    }
  })
}
