import type { Recommendation } from '@lianqin/shared/recommendation'
import { useDebounceFn } from '@vueuse/core'
import { shallowRef, watch } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { sayProblem } from '../kernel/problem.text.ts'
import { useDesk } from './desk.store.ts'
import { CALM_MS, useRankingChanges } from './ranking-changes.ts'

/** Digits of a coordinate are typed one by one; the ranking is asked for where they come to rest. */
const REST_MS = 250

/** Who could go with the report that is being written, from the moment matter and place are known. Nothing is committed. */
export function usePreview() {
  const desk = useDesk()
  const incidents = useIncidents()
  /** For each place that would be called, the lead's first. */
  const rankings = shallowRef<readonly Recommendation[]>([])
  const fault = shallowRef('')

  async function ask(): Promise<void> {
    const { question } = desk
    if (!question) return
    try {
      const answer = await incidents.preview(question)
      // An answer to what is no longer asked comes to nothing.
      if (question !== desk.question) return
      rankings.value = answer
      fault.value = ''
    } catch (refusal) {
      if (question === desk.question) fault.value = sayProblem(refusal)
    }
  }
  const askSoon = useDebounceFn(ask, REST_MS)
  const askAgain = useDebounceFn(ask, CALM_MS)
  watch(
    () => desk.question,
    (question) => {
      // Lines to the place that was clicked before would lead the eye astray.
      rankings.value = []
      fault.value = ''
      if (question) void askSoon()
    },
    { flush: 'sync' },
  )
  watch(useRankingChanges(), () => desk.question && void askAgain())
  return { rankings, fault }
}
export type Preview = ReturnType<typeof usePreview>
