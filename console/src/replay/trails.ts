import { refThrottled } from '@vueuse/core'
import { computed } from 'vue'
import { MINUTE } from '../kernel/time.ts'
import type { MapTrail } from '../map/view-model.ts'
import { placeAt, waysOf } from './past.rank.ts'
import { useReplay } from './replay.store.ts'

/** The ways of more would hide the town. */
const MOST = 20
const RECENT_MS = 15 * MINUTE
const TOLERANCE_M = 4
/** What was gone lately grows with the clock, which runs by frames: so often is enough for an eye. */
const EVERY_MS = 200

/** Where those who are followed, shown alone or asked for by name went: over the whole span, and firmer where they have just come from. */
export function useTrails() {
  const replay = useReplay()
  const time = refThrottled(
    computed(() => replay.time),
    EVERY_MS,
  )
  const tracks = computed(() =>
    [...new Set([...(replay.followed ? [replay.followed] : []), ...replay.chosen, ...replay.wanted])]
      .slice(0, MOST)
      .flatMap((id) => {
        const track = replay.tracks.get(id)
        return track ? [{ id, track }] : []
      }),
  )
  const whole = computed(() =>
    tracks.value.flatMap(({ id, track }) => lines(id, waysOf(track, replay.from, replay.to, TOLERANCE_M), false)),
  )
  const recent = computed(() =>
    tracks.value.flatMap(({ id, track }) => {
      const ways = waysOf(track, time.value - RECENT_MS, time.value + 1, TOLERANCE_M)
      // To where it is drawn by now: on its way to the next fix, if it was heard of so soon.
      const here = placeAt(track, time.value)
      if (here) ways.at(-1)?.push([here.lon, here.lat])
      return lines(`${id}/recent`, ways, true)
    }),
  )
  return computed(() => [...whole.value, ...recent.value])
}

const lines = (id: string, ways: readonly MapTrail['line'][], isRecent: boolean): MapTrail[] =>
  ways.flatMap((line, place) => (line.length > 1 ? [{ id: `${id}/${place}`, isRecent, line }] : []))
