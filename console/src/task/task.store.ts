import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Squad } from '@lianqin/shared/squad'
import { isBinding, isOpenTask, type MoveTask, type Task, type TaskMove } from '@lianqin/shared/task'
import type { Snapshot } from '@lianqin/shared/wall'
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive } from 'vue'
import { post, type Sending } from '../kernel/http.ts'
import { createRows, groupBy } from '../kernel/rows.ts'

/** Tasks: what one squad owes to one case. */
export const useTasks = defineStore('tasks', () => {
  const rows = createRows<Task>()

  const open = computed(() => [...rows.byId.values()].filter((task) => isOpenTask(task.state)))
  const byIncident = computed(() => groupBy(rows.byId.values(), (task) => task.incidentId))
  const bound = computed(() => groupBy(open.value, (task) => (isBinding(task.state) ? task.squadId : null)))

  const ofIncident = (id: Incident['id']): readonly Task[] => byIncident.value.get(id) ?? []
  /** What binds a squad now: accepted, en route or on scene. */
  const ofSquad = (id: Squad['id']): readonly Task[] => bound.value.get(id) ?? []

  /** Who leads a joint call-out, as the log last said to its members; what a snapshot brings does not say. */
  const leaders = shallowReactive(new Map<Incident['id'], Squad['id'] | null>())
  /** How often everything was read anew: what was read besides is old then. */
  const readings = ref(0)

  function replaceAll(snapshot: Snapshot): void {
    rows.replaceAll(snapshot.tasks)
    leaders.clear()
    readings.value += 1
  }
  function apply(event: LoggedEvent): void {
    if ('task' in event.body) rows.put(event.body.task)
    if (event.kind === 'incident.led') leaders.set(event.body.incidentId, event.body.squadId)
  }

  const move = async (
    task: Pick<Task, 'id' | 'version'>,
    name: TaskMove,
    more: Pick<MoveTask, 'reason' | 'result' | 'deviceAt'> = {},
    sending?: Sending,
  ) => rows.put(await post<Task>(`/tasks/${task.id}/moves`, { ...more, move: name, version: task.version }, sending))

  return {
    byId: rows.byId,
    leaders,
    readings,
    open,
    ofIncident,
    ofSquad,
    replaceAll,
    apply,
    put: rows.put,
    forget: rows.forget,
    move,
  }
})
