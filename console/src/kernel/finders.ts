import { computed, onScopeDispose, shallowReactive } from 'vue'

/** Something that is found by its name, and gone to. */
export interface Found {
  id: string
  label: string
  /** What it is, or how it stands. */
  hint: string
  run: () => void
}

/** Answers what bears a name that begins or holds what was typed, best first and no more than a screen has room for. */
type Find = (typed: string) => readonly Found[]

const registered = shallowReactive(new Set<Find>())
export const finders = computed(() => [...registered])

/** Offers its finds beside the actions of the palette for as long as the component or scope lives. */
export function useFinder(find: Find): void {
  registered.add(find)
  onScopeDispose(() => registered.delete(find))
}
