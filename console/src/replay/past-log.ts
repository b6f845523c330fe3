import type { LoggedEvent } from '@lianqin/shared/events'
import type { ReplayPage, ReplayStart } from '@lianqin/shared/replay'
import type { TrackGrant } from '@lianqin/shared/track/view'
import { computed, shallowRef } from 'vue'
import { get } from '../kernel/http.ts'
import { logLine } from '../log/log-line.ts'
import { loadPart, type Part } from './part.ts'
import { tellingTimes } from './story.rank.ts'

/** The log of a span, page by page. What has come stays, and another try goes on from there. */
export function usePastLog() {
  const part = shallowRef<Part>({ state: 'none' })
  const start = shallowRef<ReplayStart | null>(null)
  const lines = shallowRef<readonly LoggedEvent[]>([])
  const times = computed(() => tellingTimes(lines.value))
  /** When something happened that the log tells on a screen: that somebody looked, for one, is not told there. */
  const marks = computed(() =>
    times.value.filter((_, index) => {
      const line = lines.value[index]
      return line !== undefined && logLine(line) !== null
    }),
  )
  /** Before this moment everything is told that happened; of the same one a line may still be missing. */
  const knownUntil = computed(() => {
    if (part.value.state === 'complete') return Number.POSITIVE_INFINITY
    return start.value ? (times.value.at(-1) ?? Date.parse(start.value.at)) : Number.NEGATIVE_INFINITY
  })
  const held = { next: null as number | null }

  const load = ({ fromAt, toAt }: TrackGrant, signal: AbortSignal) =>
    loadPart(part, signal, async () => {
      do {
        const after = held.next === null ? '' : `&after=${held.next}`
        const page = await get<ReplayPage>(`/replay?from=${fromAt}&to=${toAt}${after}`, { signal })
        if (signal.aborted) return
        start.value ??= page.start
        lines.value = [...lines.value, ...page.lines]
        held.next = page.next
      } while (held.next !== null)
    })
  function clear(): void {
    part.value = { state: 'none' }
    start.value = null
    lines.value = []
    held.next = null
  }
  return { part, start, lines, times, marks, knownUntil, load, clear }
}
