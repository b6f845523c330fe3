import { Map as MapLibre, setWorkerUrl } from 'maplibre-gl'
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { Ink } from './ink.ts'
import { mapStyle } from './map.style.ts'

setWorkerUrl(worker)

/** An empty map in that ink: flat, north up, still unless it may be moved, and without a word of its own. */
export function openMap(container: HTMLElement, ink: Ink, interactive: boolean): MapLibre {
  const map = new MapLibre({
    container,
    style: mapStyle(ink),
    interactive,
    attributionControl: false,
    // The one thing that fades is an old position; labels come and go at once.
    fadeDuration: 0,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    minZoom: 7,
    maxZoom: 18,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.on('error', ({ error }) => console.error('map', error))
  return map
}
