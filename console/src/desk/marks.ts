import type { Squad } from '@lianqin/shared/squad'
import { computed, type Ref, shallowRef, watch } from 'vue'
import type { CaseFile } from './case-file.ts'

/** As many as one offer may be held out to at once. */
export const MARKED_AT_MOST = 5

/** The squads that are marked to be asked at once. Marks belong to one place of one case and go with it. */
export function useMarks({ incident, places, ranking }: CaseFile) {
  const chosen: Ref<readonly Squad['id'][]> = shallowRef([])
  const marked = computed(() => {
    const known = new Set(ranking.value?.ranked.map(({ squadId }) => squadId))
    return chosen.value.filter((id) => known.has(id))
  })
  const clear = () => {
    chosen.value = []
  }
  function toggle(id: Squad['id']): void {
    const kept = marked.value.filter((one) => one !== id)
    if (kept.length < marked.value.length) chosen.value = kept
    else if (kept.length < MARKED_AT_MOST) chosen.value = [...kept, id]
  }
  watch([() => incident.value?.id, () => places.place.value?.slot.id], clear, { flush: 'sync' })
  return { marked, toggle, clear }
}
