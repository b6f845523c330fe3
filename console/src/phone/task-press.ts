import type { Task, TaskMove } from '@lianqin/shared/task'
import { computed } from 'vue'
import { sayProblem } from '../kernel/problem.text.ts'
import { useTasks } from '../task/task.store.ts'
import { taskText } from '../task/task.text.ts'
import { useDrafts } from './drafts.ts'
import { phoneText } from './phone.text.ts'
import { useSending } from './sending.store.ts'

/** Takes a task's steps for its squad, and says how the last press went. */
export function useTaskPress(task: () => Task) {
  const tasks = useTasks()
  const sending = useSending()
  const drafts = useDrafts()

  const pressed = computed(() => sending.of(task().id))
  const busy = computed(() => sending.isBusy(task().id))
  const told = computed(() =>
    pressed.value?.state === 'refused' ? phoneText('sent.refused', { why: sayProblem(pressed.value.refusal) }) : '',
  )
  /** What has become of the press; empty when there is none on its way. */
  const way = computed(() => {
    const state = pressed.value?.state
    return state && state !== 'refused' ? phoneText(`sent.${state}`) : ''
  })

  /** Words half written stand under this name until the step is taken. */
  const draftName = (move: TaskMove | null) => `${task().id}/${move}`
  async function go(move: TaskMove, words?: string): Promise<void> {
    const row = task()
    const more = words === undefined ? {} : move === 'finish' ? { result: words } : { reason: words }
    const done = await sending.press(row.id, taskText(`move.${move}`), ({ deviceAt, sending: by }) =>
      tasks.move(row, move, { ...more, deviceAt }, by),
    )
    if (done) drafts.delete(`${row.id}/${move}`)
  }
  return { busy, told, way, draftName, go }
}
