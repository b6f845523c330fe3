import type { Squad } from '@lianqin/shared/squad'
import { isBinding, type Task } from '@lianqin/shared/task'
import { computed, type Ref, shallowRef, watch } from 'vue'
import { useTasks } from '../task/task.store.ts'

/**
 * The tasks of this squad. The store may hold others: those of the members of a case that it leads, and one that was only
 * held out to it. One that was taken back stands in `takenBack` until somebody has read so.
 */
export function useOwnTasks(squadId: Ref<Squad['id'] | null>) {
  const tasks = useTasks()
  const own = computed(() => [...tasks.byId.values()].filter((task) => task.squadId === squadId.value))
  const unacknowledged = computed(() =>
    own.value.filter(({ state, unacknowledgedAt }) => state === 'accepted' && unacknowledgedAt !== null),
  )

  const takenBack = shallowRef<readonly Task[]>([])
  const bound = new Set<Task['id']>()
  watch(
    own,
    (rows) => {
      const gone = rows.filter(({ id, state }) => state === 'called-off' && bound.has(id))
      bound.clear()
      for (const { id, state } of rows) if (isBinding(state)) bound.add(id)
      if (gone.length > 0) takenBack.value = [...takenBack.value, ...gone]
    },
    { immediate: true },
  )
  const read = (id: Task['id']): void => {
    takenBack.value = takenBack.value.filter((task) => task.id !== id)
  }
  return { own, unacknowledged, takenBack, read }
}
