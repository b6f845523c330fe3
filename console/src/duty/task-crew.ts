import type { CrewMember, SetCrew, TaskCrew } from '@lianqin/shared/crew'
import type { Officer } from '@lianqin/shared/officer'
import { isBinding, type Task } from '@lianqin/shared/task'
import { computed, shallowRef, useId, watch } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo } from '../incident/incident.text.ts'
import { get, post } from '../kernel/http.ts'
import { deskKeys } from '../kernel/keymap.ts'
import { useActions } from '../kernel/keys.ts'
import { attempt } from '../kernel/notices.ts'
import { useSession } from '../person/session.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useTasks } from '../task/task.store.ts'
import { askCrew } from './ask-crew.ts'
import { crewText } from './crew.text.ts'
import { useDuty } from './duty.store.ts'

/** Who is on a task, asked for anew whenever the task has changed, and the step that names others. */
export function useTaskCrew(task: () => Task) {
  const session = useSession()
  const duty = useDuty()
  const members = shallowRef<readonly CrewMember[]>([])
  const names = computed(() => members.value.map(({ name }) => name).join(crewText('between')))
  const maySet = computed(
    () => isBinding(task().state) && session.isOneOf(['squad-leader', 'dispatcher', 'shift-lead']),
  )

  watch(
    () => [task().id, task().version] as const,
    async ([id, version]) => {
      // Without an answer the line stays as it was: it is asked again with the next step of the task.
      const crew = await get<TaskCrew>(`/tasks/${id}/crew`).catch(() => null)
      if (crew && task().id === id && task().version === version) members.value = crew.officers
    },
    { immediate: true },
  )

  async function choose(): Promise<Officer['id'][] | null> {
    const { squadId, incidentId } = task()
    if (!squadId) return null
    await attempt(duty.loadOfficers())
    const incident = useIncidents().byId.get(incidentId)
    return askCrew({
      title: crewText('title', { squad: useSquads().nameOf(squadId) }),
      about: crewText('about', { no: incident ? incidentNo(incident) : '' }),
      purpose: 'task',
      officers: duty.ofSquad(squadId),
      chosen: members.value.map(({ id }) => id),
    })
  }
  async function set(): Promise<void> {
    const officerIds = await choose()
    if (officerIds === null) return
    const { id, version } = task()
    const sent = post<TaskCrew>(`/tasks/${id}/crew`, { version, officerIds } satisfies SetCrew)
    const crew = await attempt(sent, ({ officers }) =>
      officers.length === 0
        ? crewText('cleared')
        : crewText('done', { names: officers.map(({ name }) => name).join(crewText('between')) }),
    )
    if (!crew) return
    members.value = crew.officers
    useTasks().put(crew.task)
  }
  useActions([
    {
      id: `case.crew.${useId()}`,
      keys: [deskKeys.crew],
      title: () => `${crewText(names.value ? 'change' : 'set')} ${useSquads().nameOf(task().squadId)}`,
      group: () => crewText('label'),
      when: () => maySet.value,
      run: () => void set(),
    },
  ])
  return { members, names, maySet, set }
}
