import type { Map as MapLibre } from 'maplibre-gl'
import { computed, watch } from 'vue'
import { areaLand, areaLines, areaNames, areaSources } from './areas.layer.ts'
import { FENCES, fenceFeatures } from './fences.layer.ts'
import { type FleetPainter, paintFleet } from './fleet.painter.ts'
import { fleetOf } from './fleet.ts'
import { drawGlyphs } from './glyphs.ts'
import { caseSource, incidentFeatures, incidentHits } from './incidents.layer.ts'
import { type Ink, readInk } from './ink.ts'
import { LENS, lensFeatures } from './lens.layer.ts'
import { LINES, lineFeatures } from './lines.layer.ts'
import { FLEET_BELOW, repaint } from './map.style.ts'
import { mapText } from './map.text.ts'
import { PLACES, placeFeatures } from './places.layer.ts'
import { RING, ringFeatures } from './ring.layer.ts'
import { SELECTION, selectedPoint, selectionFeatures } from './selection.layer.ts'
import { feedSource, type SourceFeed } from './source-feed.ts'
import { TRAILS, trailFeatures, trailHits } from './trail.layer.ts'
import { UNITS } from './units.layer.ts'
import type { MapArea, Scene } from './view-model.ts'

export interface Painter {
  /** Ids of the cases, units and trails that are on the canvas now. */
  rendered: () => string[]
  /** The unit or pile of units nearest to a spot of the canvas. */
  hit: FleetPainter['hit']
  stop: () => void
}

/** Keeps the canvas at the scene: each part is watched for itself and drawn into its own source. */
export function paintMap(map: MapLibre, element: HTMLElement, firstInk: Ink, scene: () => Scene): Painter {
  let ink = firstInk
  const stops: (() => void)[] = []
  const feeds = new Map<string, SourceFeed>()
  const show = (source: string) => feeds.get(source)?.show ?? (() => {})
  let fleet: FleetPainter | undefined

  map.once('style.load', () => {
    drawGlyphs(map, ink)
    for (const source of Object.keys(map.getStyle().sources)) feeds.set(source, feedSource(map, source))
    const painted = paintFleet(map, ink, FLEET_BELOW, show(UNITS))
    fleet = painted
    stops.push(painted.stop, ...drawParts(scene, show, painted, () => ink))
    function wearInk() {
      ink = readInk(element)
      // A canvas that lost its context has no layers until it is back, and is painted then as it should look by then.
      if (!map.style || !map.getLayer(FLEET_BELOW)) return
      drawGlyphs(map, ink)
      repaint(map, ink)
      painted.paint(ink)
      show(areaSources.names)(areaNames(scene().areas, ink))
    }
    map.on('style.load', wearInk)
    stops.push(() => map.off('style.load', wearInk), watchLook(element, map, wearInk))
  })
  return {
    rendered: () => [
      ...map
        .queryRenderedFeatures({ layers: [...incidentHits, ...trailHits] })
        .map(({ properties }) => String(properties.id)),
      ...(fleet?.rendered() ?? []),
    ],
    hit: (x, y, reach) => fleet?.hit(x, y, reach) ?? null,
    stop() {
      for (const stop of stops) stop()
      for (const feed of feeds.values()) feed.stop()
    },
  }
}

type Show = (source: string) => SourceFeed['show']

function drawParts(scene: () => Scene, show: Show, painted: FleetPainter, ink: () => Ink): (() => void)[] {
  const now = { immediate: true }
  const drawAreas = (areas: readonly MapArea[]) => show(areaSources.names)(areaNames(areas, ink()))
  function drawLand(areas: readonly MapArea[]) {
    show(areaSources.land)(areaLand(areas))
    show(areaSources.lines)(areaLines(areas))
  }
  function drawIncidents() {
    const { incidents, selection, lang } = scene()
    const selected = selection?.kind === 'incident' ? selection.id : null
    const held = incidentFeatures(incidents, selected, mapText[lang].urgent, ink())
    for (const tone of ['calm', 'due', 'over', 'alone'] as const) show(caseSource(tone))(held[tone])
  }
  const fleet = computed(() => scene().fleet ?? fleetOf(scene().units))
  function drawSelection() {
    const { selection, incidents, lang } = scene()
    show(SELECTION)(
      selectionFeatures(selection, selectedPoint(selection, incidents, fleet.value), mapText[lang].urgent),
    )
  }
  // The lines of an area never change while its counts do, so they are sorted out only for new rings.
  const ringsOf = () => scene().areas.map(({ rings }) => rings)
  const differs = (a: readonly unknown[], b: readonly unknown[] = []) =>
    a.length !== b.length || a.some((value, index) => value !== b[index])
  return [
    watch(() => scene().areas, drawAreas, now),
    watch(ringsOf, (rings, before) => differs(rings, before) && drawLand(scene().areas), now),
    watch(
      () => scene().places,
      (places) => show(PLACES)(placeFeatures(places)),
      now,
    ),
    watch(
      () => scene().fences,
      (fences) => show(FENCES)(fenceFeatures(fences)),
      now,
    ),
    watch(() => [scene().incidents, scene().selection, scene().lang], drawIncidents, now),
    watch(
      () => [fleet.value, scene().selection, scene().lines, scene().clip],
      () => painted.show(fleet.value, { ...scene() }),
      now,
    ),
    watch(
      () => [scene().lines, scene().offers],
      () => show(LINES)(lineFeatures(scene().lines, scene().offers)),
      now,
    ),
    watch(() => [scene().selection, scene().incidents, fleet.value, scene().lang], drawSelection, now),
    watch(
      () => scene().trails,
      (trails) => show(TRAILS)(trailFeatures(trails)),
      now,
    ),
    watch(
      () => scene().lens,
      (lens) => show(LENS)(lensFeatures(lens)),
      now,
    ),
    watch(
      () => scene().ring,
      (ring) => show(RING)(ringFeatures(ring)),
      now,
    ),
  ]
}

/** Theme and screen are attributes of ancestors; the wall's unit follows the size. Any of them means new ink. */
function watchLook(element: HTMLElement, map: MapLibre, changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  const attributeFilter = ['data-theme', 'data-screen']
  for (let node: Element | null = element; node; node = node.parentElement)
    observer.observe(node, { attributes: true, attributeFilter })
  map.on('resize', changed)
  return () => {
    observer.disconnect()
    map.off('resize', changed)
  }
}
