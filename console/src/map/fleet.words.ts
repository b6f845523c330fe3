import type { Map as MapLibre } from 'maplibre-gl'
import { TILE } from './crowd.engine.ts'
import type { Ink } from './ink.ts'
import { type Drawn, type SourceFeed, sameProperties } from './source-feed.ts'

/** Shapes move with every frame; their words are looked at once a second, and whenever the map stops. */
const LOOK_EVERY_MS = 1_000
/**
 * Words go along when somebody has left them behind by this share of a shape: to lay words out anew costs many times what
 * the shapes of ten thousand cost, and on a map of the district a car takes ten seconds for it.
 */
const LEFT_BEHIND = 0.25
/** Who says nothing only keeps the names of townships off its shape: among thousands somebody does so anew at any moment. */
const SILENT_EVERY_LOOKS = 5

/** Keeps the words of units beside them. `wanted` says which, and where, as of now. */
export function keepWords(map: MapLibre, ink: Ink, show: SourceFeed['show'], wanted: () => Drawn[]) {
  const held = { timer: 0, looks: 0, reachPx: ink.px.unitGlyph * LEFT_BEHIND, shown: [] as readonly Drawn[] }

  function look(isForced: boolean): void {
    clearTimeout(held.timer)
    held.timer = window.setTimeout(() => look(false), LOOK_EVERY_MS)
    const next = wanted()
    const isHeeded = held.looks++ % SILENT_EVERY_LOOKS === 0 ? () => true : saysSomething
    const isSame = saysTheSame(map, held.shown.filter(isHeeded), next.filter(isHeeded), held.reachPx)
    if (isSame && !isForced) return
    held.shown = next
    show(next)
  }
  const now = () => look(true)
  map.on('moveend', now)
  return {
    now,
    paint(next: Ink) {
      held.reachPx = next.px.unitGlyph * LEFT_BEHIND
    },
    stop() {
      clearTimeout(held.timer)
      map.off('moveend', now)
    },
  }
}

const saysSomething = ({ properties }: Drawn) => properties?.label !== ''

/** Whether these words still stand beside those they are of, as far as one can see. */
function saysTheSame(map: MapLibre, before: readonly Drawn[], after: readonly Drawn[], reachPx: number): boolean {
  if (before.length !== after.length) return false
  const perLon = (TILE * 2 ** map.getZoom()) / 360
  const perLat = perLon / Math.cos((map.getCenter().lat * Math.PI) / 180)
  return after.every((next, index) => {
    const last = before[index]
    if (last?.id !== next.id || last.geometry.type !== 'Point' || next.geometry.type !== 'Point') return false
    const [x1 = 0, y1 = 0] = last.geometry.coordinates
    const [x2 = 0, y2 = 0] = next.geometry.coordinates
    return (
      Math.hypot((x2 - x1) * perLon, (y2 - y1) * perLat) < reachPx &&
      sameProperties(last.properties ?? {}, next.properties ?? {})
    )
  })
}
