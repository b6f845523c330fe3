import { computed } from 'vue'
import type { Bounds } from '../map/view-model.ts'
import { useReplay } from './replay.store.ts'

/** Nobody is looked at from nearer than this, who stood still: degrees. */
const LEAST_DEG = 0.012

/**
 * Where those went who are shown alone, or were asked for by name: what the map frames. Null while everybody is shown, and
 * until all of it has come, so that the picture is framed once.
 */
export function useWaysBounds() {
  const replay = useReplay()
  return computed((): Bounds | null => {
    const ids = replay.chosen.size > 0 ? [...replay.chosen] : replay.wanted
    if (ids.length === 0 || replay.tracksPart.state === 'loading') return null
    let [west, south, east, north] = [180, 90, -180, -90]
    for (const id of ids) {
      const track = replay.tracks.get(id)
      for (let row = 0; track && row < track.count; row++) {
        const [lon, lat] = [track.lon[row] ?? 0, track.lat[row] ?? 0]
        ;[west, south] = [Math.min(west, lon), Math.min(south, lat)]
        ;[east, north] = [Math.max(east, lon), Math.max(north, lat)]
      }
    }
    if (west > east) return null
    const wide = (from: number, to: number) => Math.max(0, LEAST_DEG - (to - from)) / 2
    const [x, y] = [wide(west, east), wide(south, north)]
    return [west - x, south - y, east + x, north + y]
  })
}
