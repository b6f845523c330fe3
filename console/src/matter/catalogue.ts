import type { Catalogue, CatalogueSummary } from '@lianqin/shared/catalogue'
import { computed, ref, shallowRef, watch } from 'vue'
import { get } from '../kernel/http.ts'
import { attempt } from '../kernel/notices.ts'
import { useMatters } from './matter.store.ts'

/** The catalogue as one looks through it: the newest version, or an older one chosen; fetched when it is opened. */
export function useCatalogue() {
  const matters = useMatters()
  const catalogue = shallowRef<Catalogue | null>(null)
  const summary = shallowRef<CatalogueSummary | null>(null)
  /** Null follows the newest. */
  const version = ref<number | null>(null)
  const wanted = computed(() => version.value ?? matters.version)

  watch(
    wanted,
    async (of) => {
      const query = of > 0 ? `?version=${of}` : ''
      const read = await attempt(
        Promise.all([get<Catalogue>(`/catalogue${query}`), get<CatalogueSummary>(`/catalogue/summary${query}`)]),
      )
      // An answer that comes after the next question is for nobody.
      if (!read || of !== wanted.value) return
      catalogue.value = read[0]
      summary.value = read[1]
    },
    { immediate: true },
  )
  return { catalogue, summary, version }
}
