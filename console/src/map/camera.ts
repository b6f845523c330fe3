import type { Map as MapLibre } from 'maplibre-gl'
import type { Bounds, MapPadding, Point } from './view-model.ts'

export interface Camera {
  /** Shows these bounds, now and after every change of size, until a human moves the map. */
  frame: (bounds: Bounds, padding: MapPadding) => void
  /** Shows the framed bounds again because somebody asked. */
  fit: () => void
  /** Goes to a place because somebody asked. */
  show: (place: Point, padding: MapPadding) => void
  /** Whether it is in the middle half of the picture. */
  isNearMiddle: (place: Point) => boolean
  /** Shows all of these at once, no closer than a place is shown, because somebody asked. */
  span: (bounds: Bounds, padding: MapPadding) => void
  stop: () => void
}

const CLOSE_ZOOM = 13
/** Nothing is looked at from closer than this to be seen as a whole. */
const CLOSEST_ZOOM = 16.5

/** Where the map looks. A human who moved it keeps it: nothing re-centres behind their back. */
export function steer(map: MapLibre, onHumanMove: () => void): Camera {
  let framed: { bounds: Bounds; padding: MapPadding } | null = null
  let held = false

  function fit() {
    if (framed === null) return
    const [west, south, east, north] = framed.bounds
    map.fitBounds([west, south, east, north], { padding: framed.padding, animate: false })
  }
  const refit = () => held || fit()
  map.on('movestart', (event) => {
    if (event.originalEvent === undefined || event.originalEvent.type === 'resize') return
    held = true
    onHumanMove()
  })
  map.on('resize', refit)

  return {
    frame(bounds, padding) {
      framed = { bounds, padding }
      refit()
    },
    fit() {
      held = false
      fit()
    },
    show({ lon, lat }, padding) {
      held = true
      const zoom = Math.max(map.getZoom(), CLOSE_ZOOM)
      const offset: [number, number] = [(padding.left - padding.right) / 2, (padding.top - padding.bottom) / 2]
      map.easeTo({ center: [lon, lat], zoom, offset, animate: false })
    },
    isNearMiddle({ lon, lat }) {
      const { x, y } = map.project([lon, lat])
      const { clientWidth, clientHeight } = map.getCanvas()
      return Math.abs(x / clientWidth - 0.5) < 0.25 && Math.abs(y / clientHeight - 0.5) < 0.25
    },
    span([west, south, east, north], padding) {
      held = true
      map.fitBounds([west, south, east, north], { padding, maxZoom: CLOSEST_ZOOM, animate: false })
    },
    stop: () => map.off('resize', refit),
  }
}
