import { computed, onScopeDispose, shallowReactive } from 'vue'
import { actions } from './keys.ts'
import { isFree } from './own-keys.engine.ts'

/** What a key does, whether or not it can be done now. */
export interface KeyName {
  key: string
  title: string
  /** The heading it stands under. */
  group: string
}

const BETWEEN = ' / '
const told = shallowReactive(new Set<() => readonly KeyName[]>())

/** Names the keys of a page also while their actions are not to be had, for as long as the component or scope lives. */
export function useKeyNames(names: () => readonly KeyName[]): void {
  told.add(names)
  onScopeDispose(() => told.delete(names))
}

/** Every key of this page that may be given another place, once; what it means here and there stands side by side. */
export const freeKeys = computed((): readonly KeyName[] => {
  const named = [...told].flatMap((names) => names())
  const known = new Set(named.map(({ key }) => key))
  const others = actions.value.flatMap(({ keys, title, group }) =>
    keys.filter((key) => !known.has(key)).map((key) => ({ key, title: title(), group: group() })),
  )
  const byKey = new Map<string, KeyName>()
  for (const one of [...named, ...others]) {
    const before = byKey.get(one.key)
    if (!isFree(one.key) || one.title === '' || before?.title.split(BETWEEN).includes(one.title)) continue
    byKey.set(one.key, before ? { ...before, title: before.title + BETWEEN + one.title } : one)
  }
  return [...byKey.values()]
})
export const nameOfKey = (key: string): string => freeKeys.value.find((one) => one.key === key)?.title ?? key
