import type { Unit } from '@lianqin/shared/unit'
import { computed, ref } from 'vue'

/** Everybody one may look at, or those that are ticked. Ticking one is choosing; everybody comes back by name only. */
export function useUnitChoice() {
  const all = ref(true)
  const chosen = ref<Unit['id'][]>([])
  const has = (id: Unit['id']) => chosen.value.includes(id)
  const chosenOf = (ids: readonly Unit['id'][]) => ids.filter(has).length

  function choose(ids: readonly Unit['id'][], on: boolean): void {
    const others = chosen.value.filter((id) => !ids.includes(id))
    chosen.value = on ? [...others, ...ids] : others
    all.value = false
  }
  return { all, chosen, count: computed(() => chosen.value.length), has, chosenOf, choose }
}
export type UnitsChosen = ReturnType<typeof useUnitChoice>
