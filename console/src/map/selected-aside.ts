import type { Map as MapLibre } from 'maplibre-gl'
import type { Crowd } from './crowd.engine.ts'
import type { Point } from './view-model.ts'

/** The parts of what is selected, and by which property each is pushed aside. */
const parts = [
  ['selection-ring', 'circle-translate'],
  ['selection-label', 'text-translate'],
] as const
/** Less is not seen, and need not be drawn. */
const LEAST_PX = 0.25

interface Selected {
  crowd: Crowd
  index: number
  place: Point
}

/**
 * Keeps the ring and the words of a selected unit where its shape is drawn: among others on one spot that is beside its
 * place, by so many pixels at any zoom.
 */
export function keepAside(map: MapLibre, selected: () => Selected | null) {
  const held = { x: 0, y: 0 }

  function asideNow(): [number, number] {
    const of = selected()
    const row = of ? of.crowd.index.subarray(0, of.crowd.count).indexOf(of.index) : -1
    if (!of || row < 0) return [0, 0]
    const { x, y } = map.project([of.place.lon, of.place.lat])
    return [(of.crowd.x[row] ?? 0) - x, (of.crowd.y[row] ?? 0) - y]
  }
  function look(): void {
    const [x, y] = asideNow()
    if (Math.hypot(x - held.x, y - held.y) < LEAST_PX || !map.style) return
    Object.assign(held, { x, y })
    for (const [layer, property] of parts) if (map.getLayer(layer)) map.setPaintProperty(layer, property, [x, y])
  }
  map.on('move', look)
  return { look, stop: () => map.off('move', look) }
}
