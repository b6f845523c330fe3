import type { Map as MapLibre } from 'maplibre-gl'
import { hitIn, type Pile } from './crowd.engine.ts'
import { createFleetLayer, FLEET } from './fleet.layer.ts'
import { fleetPlace } from './fleet.ts'
import { keepWords } from './fleet.words.ts'
import type { Ink } from './ink.ts'
import { keepAside } from './selected-aside.ts'
import type { SourceFeed } from './source-feed.ts'
import { unitWords } from './units.layer.ts'
import type { MapFleet, Point, Scene } from './view-model.ts'

export interface FleetPainter {
  show: (fleet: MapFleet, scene: Scene) => void
  paint: (ink: Ink) => void
  /** Ids of the units on the canvas, alone or counted in a pile. */
  rendered: () => string[]
  hit: (x: number, y: number, reach: number) => { distance: number; unitId: string | null; pile: Point[] | null } | null
  stop: () => void
}

/** Draws units into a layer of their own, which lies where the style says: below `before`. */
export function paintFleet(map: MapLibre, ink: Ink, before: string, words: SourceFeed['show']): FleetPainter {
  const font = getComputedStyle(map.getContainer()).fontFamily
  const layer = createFleetLayer(ink, font)
  const held = { fleet: null as MapFleet | null, scene: null as Scene | null }
  const keeper = keepWords(map, ink, words, () => {
    const { fleet, scene } = held
    if (!fleet || !scene) return []
    const { selection } = scene
    const selectedId = selection?.kind === 'unit' ? selection.id : null
    return unitWords(map, fleet, layer.crowd(), { selectedId, recommended: proposedIn(fleet, scene) })
  })
  const add = () => map.getLayer(FLEET) === undefined && map.addLayer(layer.layer, before)
  add()
  // A canvas that lost its context gets its style anew, with everything in it but layers of one's own.
  map.on('style.load', add)
  const ring = keepAside(map, () => {
    const { fleet, scene } = held
    const index = scene?.selection?.kind === 'unit' ? fleet?.indexOf(scene.selection.id) : undefined
    return fleet && index !== undefined ? { crowd: layer.crowd(), index, place: fleetPlace(fleet, index) } : null
  })
  return {
    show(fleet, scene) {
      // Another selection, other lines or words are seen at once.
      const isSameScene = held.scene?.selection === scene.selection && held.scene?.lines === scene.lines
      const isSameFleet = held.fleet?.lon === fleet.lon
      Object.assign(held, { fleet, scene })
      layer.show(fleet, { alone: aloneIn(fleet, scene), clip: scene.clip })
      ring.look()
      if (!isSameScene || !isSameFleet) keeper.now()
    },
    paint(next) {
      keeper.paint(next)
      layer.paint(next)
    },
    rendered() {
      const { index, count, piles } = layer.crowd()
      const all = [...index.subarray(0, count), ...piles.flatMap(({ members }) => members)]
      return all.map((one) => held.fleet?.idOf(one) ?? '')
    },
    hit(x, y, reach) {
      const hit = hitIn(layer.crowd(), { x, y }, reach)
      const { fleet } = held
      if (!hit || !fleet) return null
      const places = (pile: Pile) => pile.members.map((index) => fleetPlace(fleet, index))
      return {
        distance: hit.distance,
        unitId: hit.index === null ? null : fleet.idOf(hit.index),
        pile: hit.pile && places(hit.pile),
      }
    },
    stop() {
      keeper.stop()
      ring.stop()
      map.off('style.load', add)
    },
  }
}

const proposedIn = (fleet: MapFleet, { lines }: Scene): ReadonlySet<number> =>
  new Set(lines.flatMap(({ unitId, barred }) => (unitId === null || barred ? [] : (fleet.indexOf(unitId) ?? []))))

/** Whoever is selected or proposed is never piled. */
function aloneIn(fleet: MapFleet, scene: Scene): ReadonlySet<number> {
  const { selection } = scene
  const selected = selection?.kind === 'unit' ? fleet.indexOf(selection.id) : undefined
  const proposed = proposedIn(fleet, scene)
  return selected === undefined ? proposed : new Set([...proposed, selected])
}
