import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import { keepHere, keptHere } from '../kernel/remembered.ts'
import { useSession } from '../person/session.store.ts'
import { type Kept, keeping, readKept } from './history.engine.ts'

const SHELF = 'line'

/** What was typed at this seat since somebody signed in; it goes with whoever typed it. */
export const useLine = defineStore('line', () => {
  const session = useSession()
  const lines = shallowRef<readonly string[]>([])

  function save(): void {
    const by = session.person?.id
    keepHere(SHELF, by && lines.value.length > 0 ? JSON.stringify({ by, lines: lines.value } satisfies Kept) : null)
  }
  watch(
    () => session.person?.id,
    (id, before) => {
      lines.value = id && !before ? readKept(keptHere(SHELF), id) : []
      save()
    },
    { immediate: true },
  )
  /** The newest last; what was typed before stands there once. */
  function keep(line: string): void {
    lines.value = keeping(lines.value, line)
    save()
  }
  return { lines, keep }
})
