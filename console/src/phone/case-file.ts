import type { Approval } from '@lianqin/shared/approval'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useApprovals } from '../approval/approval.store.ts'
import { useIncidents } from '../incident/incident.store.ts'
import { get } from '../kernel/http.ts'
import { named } from '../kernel/i18n.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useTasks } from '../task/task.store.ts'
import { untilAnswered } from './until-answered.ts'

interface CaseFile {
  tasks: Task[]
  approvals: Approval[]
  parties: Pick<Squad, 'id' | 'name'>[]
  leader: Pick<Squad, 'id' | 'name'> | null
}

/**
 * What a squad may know of a case beyond its own row: as its lead the tasks of the members, from before it accepted too;
 * the names of the other squads; its requests that are over. Read when the case comes on screen and when it has changed;
 * what the log brings meanwhile is newer and stands in its place.
 */
export function useCaseFile(task: () => Task) {
  const incidents = useIncidents()
  const taskRows = useTasks()
  const approvalRows = useApprovals()
  const squads = useSquads()
  const file = shallowRef<CaseFile | null>(null)
  const asked = { turn: 0 }

  async function read(): Promise<void> {
    const turn = ++asked.turn
    const stillWanted = () => turn === asked.turn
    try {
      const read = await untilAnswered(() => get<CaseFile>(`/incidents/${task().incidentId}`), { stillWanted })
      if (stillWanted()) file.value = read
    } catch (thrown) {
      // It is no longer this squad's to see, or another reading is under way: what stands here stays.
      if (!(thrown instanceof Problem) && stillWanted()) throw thrown
    }
  }
  onScopeDispose(() => {
    asked.turn++
  })

  const tasks = computed(() => newest(file.value?.tasks ?? [], taskRows.ofIncident(task().incidentId)))
  const approvals = computed(() => {
    const known = [...approvalRows.byId.values()].filter(({ incidentId }) => incidentId === task().incidentId)
    return newest(file.value?.approvals ?? [], known)
  })
  const nameOf = (id: Squad['id']): string => {
    const party = file.value?.parties.find((squad) => squad.id === id)
    return party ? named(party.name) : squads.nameOf(id)
  }
  const lead = computed(() => (file.value ? named(file.value.leader?.name) : null))

  const holders = () => taskRows.ofIncident(task().incidentId).map(({ id, squadId }) => `${id}/${squadId}`)
  // That nobody leads any more is news too, other than that nothing was said of it.
  const led = () => {
    const { leaders, readings } = taskRows
    return [leaders.has(task().incidentId), leaders.get(task().incidentId), readings]
  }
  watch(() => [incidents.byId.get(task().incidentId)?.version, task().state, ...led(), ...holders()].join(), read, {
    immediate: true,
  })
  return { tasks, approvals, nameOf, lead }
}

/** Rows from two readings, the newer of each. */
function newest<Row extends { id: string; version: number }>(one: readonly Row[], other: readonly Row[]): Row[] {
  const byId = new Map(one.map((row) => [row.id, row]))
  for (const row of other) if ((byId.get(row.id)?.version ?? 0) < row.version) byId.set(row.id, row)
  return [...byId.values()]
}
