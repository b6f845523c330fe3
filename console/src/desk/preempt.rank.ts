import type { Incident } from '@lianqin/shared/incident'
import type { Candidate, Recommendation } from '@lianqin/shared/recommendation'
import { isBinding, type Task } from '@lianqin/shared/task'

/** A squad that has authority here and is bound by a case of lower priority: it may be taken for this one, by a human. */
export interface Preemptable {
  candidate: Candidate
  task: Task
  other: Incident
}

/** What decides whose case goes first: urgent before major before the rest. The server judges the same by its own rule. */
export const priorityOf = ({ urgent, major }: Pick<Incident, 'urgent' | 'major'>) => Number(urgent) * 2 + Number(major)

const AT_MOST = 9

/** Whom a case may take from others, nearest first. */
export const preemptable = (
  to: Incident,
  { ranked, passedOver }: Recommendation,
  tasks: Iterable<Task>,
  cases: ReadonlyMap<Incident['id'], Incident>,
): Preemptable[] => {
  const competent = new Map([...ranked, ...passedOver].filter((one) => one.competent).map((one) => [one.squadId, one]))
  return [...tasks]
    .flatMap((task): Preemptable[] => {
      const candidate = task.squadId && isBinding(task.state) ? competent.get(task.squadId) : undefined
      const other = cases.get(task.incidentId)
      if (!candidate || !other || other.id === to.id || priorityOf(other) >= priorityOf(to)) return []
      return [{ candidate, task, other }]
    })
    .sort((a, b) => nearness(a) - nearness(b) || (a.task.id < b.task.id ? -1 : 1))
    .slice(0, AT_MOST)
}

const nearness = ({ candidate }: Preemptable) => candidate.minutes ?? Number.MAX_SAFE_INTEGER
