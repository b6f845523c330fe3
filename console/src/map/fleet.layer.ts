import type { CustomLayerInterface, Map as MapLibre } from 'maplibre-gl'
import { type Atlas, drawAtlas } from './atlas.ts'
import { type Crowd, createMercator, follow, layOut, mercatorX, mercatorY, type Sighting } from './crowd.engine.ts'
import { openSheet, type Sheet } from './fleet.gl.ts'
import type { Ink } from './ink.ts'
import { spritesOf } from './sprites.engine.ts'
import type { MapClip, MapFleet } from './view-model.ts'

export const FLEET = 'fleet'

/** What is drawn of the units besides where they are. */
export interface FleetWish {
  alone: ReadonlySet<number>
  clip: MapClip | null
}

export interface FleetLayer {
  layer: CustomLayerInterface
  show: (fleet: MapFleet, wish: FleetWish) => void
  paint: (ink: Ink) => void
  /** As it is on the screen now. */
  crowd: () => Crowd
}

const nobody = (): Crowd => ({
  count: 0,
  index: new Int32Array(),
  x: new Float32Array(),
  y: new Float32Array(),
  piles: [],
})

/**
 * The shapes of all units in one draw call: round ones, and arrows for those that travel. A source of features takes some
 * hundred milliseconds for ten thousand that move; this takes one or two, and the layer below pays nothing.
 */
export function createFleetLayer(firstInk: Ink, font: string): FleetLayer {
  const held = {
    map: null as MapLibre | null,
    sheet: null as Sheet | null,
    atlas: drawAtlas(firstInk, font) as Atlas,
    ink: firstInk,
    fleet: null as MapFleet | null,
    wish: { alone: new Set(), clip: null } as FleetWish,
    places: createMercator(0),
    crowd: nobody(),
    laid: '',
    isNew: true,
    floats: new Float32Array() as Float32Array,
  }

  function lay(map: MapLibre, fleet: MapFleet): void {
    const sighting = sightingOf(map)
    const laid = JSON.stringify(sighting)
    if (!held.isNew && held.laid === laid) return
    if (held.isNew) held.places = follow(held.places, fleet)
    held.crowd = layOut(fleet, held.places, sighting, { glyph: held.ink.px.unitGlyph, ...held.wish })
    Object.assign(held, { laid, isNew: false })
    const how = { fade: held.ink.stale, alone: held.wish.alone, into: held.floats }
    const sprites = spritesOf(fleet, held.crowd, held.atlas, how)
    held.floats = sprites.floats
    held.sheet?.fill(sprites)
  }
  const layer: CustomLayerInterface = {
    id: FLEET,
    type: 'custom',
    renderingMode: '2d',
    onAdd(map, gl) {
      held.map = map
      held.sheet = openSheet(gl as WebGL2RenderingContext)
      held.sheet.wear(held.atlas)
      held.isNew = true
    },
    onRemove() {
      held.sheet?.close()
      held.sheet = null
    },
    render() {
      if (!held.map || !held.fleet) return
      lay(held.map, held.fleet)
      const { clientWidth, clientHeight } = held.map.getCanvas()
      held.sheet?.draw(clientWidth, clientHeight)
    },
  }
  return {
    layer,
    show(fleet, wish) {
      Object.assign(held, { fleet, wish, isNew: true })
      held.map?.triggerRepaint()
    },
    paint(ink) {
      Object.assign(held, { ink, atlas: drawAtlas(ink, font), isNew: true })
      held.sheet?.wear(held.atlas)
      held.map?.triggerRepaint()
    },
    crowd() {
      // Asked between a change and the picture of it, what will be in the picture is meant.
      if (held.map && held.fleet) lay(held.map, held.fleet)
      return held.crowd
    },
  }
}

function sightingOf(map: MapLibre): Sighting {
  const centre = map.getCenter()
  const { x, y } = map.project(centre)
  const { clientWidth, clientHeight } = map.getCanvas()
  return {
    zoom: map.getZoom(),
    centre: { x: mercatorX(centre.lng), y: mercatorY(centre.lat) },
    at: { x, y },
    width: clientWidth,
    height: clientHeight,
  }
}
