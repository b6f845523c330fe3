import { computed, type Ref, watch } from 'vue'
import type { Camera } from './camera.ts'
import { fleetOf } from './fleet.ts'
import { ringBounds } from './ring.layer.ts'
import { selectedPoint } from './selection.layer.ts'
import type { MapPadding, MapRing, Point, Scene } from './view-model.ts'

/** What stands at the edge of what is looked at keeps its label. */
const LABEL_PX = 36

interface Followed extends Pick<Scene, 'selection' | 'incidents' | 'units' | 'fleet' | 'lines'> {
  follow: boolean
  padding: MapPadding
  ring: MapRing | null
}

/**
 * Goes to what is selected as long as it is followed: to a case together with all who are proposed for it, or to the whole
 * of what is looked at around a place. Positions that change afterwards move nothing, but of a unit that is followed.
 */
export function followSelected(props: Readonly<Followed>, camera: Ref<Camera | undefined>): void {
  const proposed = computed(() => props.lines.filter(({ barred }) => !barred))
  const proposedTo = computed(() => {
    const [first] = proposed.value
    return first ? [...proposed.value.map(({ unitId }) => unitId), first.to.lon, first.to.lat].join() : ''
  })

  function look(point: Point): void {
    const from = proposed.value
      .filter(({ to }) => to.lon === point.lon && to.lat === point.lat)
      .map((line) => line.from)
    if (from.length === 0) {
      camera.value?.show(point, props.padding)
      return
    }
    const all = [{ lon: point.lon, lat: point.lat }, ...from]
    const [lons, lats] = [all.map(({ lon }) => lon), all.map(({ lat }) => lat)]
    const { top, right, bottom, left } = props.padding
    const clear = { top: top + LABEL_PX, right: right + LABEL_PX, bottom: bottom + LABEL_PX, left: left + LABEL_PX }
    camera.value?.span([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], clear)
  }
  const followed = () => selectedPoint(props.selection, props.incidents, props.fleet ?? fleetOf(props.units))
  watch(
    () => [props.selection?.kind, props.selection?.id, props.follow, proposedTo.value, props.ring],
    () => {
      if (!props.follow) return
      const point = followed()
      if (props.ring) camera.value?.span(ringBounds(props.ring), props.padding)
      else if (point) look(point)
    },
  )
  // Who is followed stays in the middle half of the picture, without a step at every step of theirs.
  watch([() => props.fleet, () => props.units], () => {
    const point = props.follow && props.selection?.kind === 'unit' ? followed() : null
    if (point && !camera.value?.isNearMiddle(point)) camera.value?.show(point, props.padding)
  })
}
