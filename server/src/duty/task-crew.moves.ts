import type { SetCrew, TaskCrew } from '@lianqin/shared/crew'
import type { Line } from '@lianqin/shared/item'
import type { Officer } from '@lianqin/shared/officer'
import { boundStates, type Task } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { visibleOfficers } from '../squad/officer.query.ts'
import { visibleTasks } from '../task/task.query.ts'
import { refuseUnbound, refuseUnfit } from './task-crew.engine.ts'

/** Puts officers on a task: the whole crew as it shall be. Whoever stays on is judged anew, for a licence may have lapsed since. */
export async function setCrew(
  trx: Trx,
  territory: TerritoryBook,
  id: Task['id'],
  { version, officerIds }: SetCrew,
): Promise<TaskCrew> {
  const task = await lockTask(trx, id)
  if (task.version !== version) throw new Problem('task.stale', { id, version: task.version })
  refuseUnbound(task)
  const officers = await lockOfficers(trx, officerIds)
  const ground = {
    today: territory.today(trx.now),
    line: await lineOf(trx, territory, task),
    busy: await busyElsewhere(trx, task, officerIds),
  }
  for (const officer of officers) refuseUnfit(officer, task, ground)
  await trx.deleteFrom('taskCrew').where('taskId', '=', id).execute()
  const rows = officers.map((officer) => ({ taskId: id, officerId: officer.id, putAt: trx.now }))
  if (rows.length > 0) await trx.insertInto('taskCrew').values(rows).execute()
  await trx
    .updateTable('task')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute()
  const crew: TaskCrew = {
    task: { ...task, version: version + 1 },
    officers: officers.map((officer) => ({ id: officer.id, name: officer.name })),
  }
  const audience = [task.areaId, ...(task.squadId ? [task.squadId] : [])]
  append(trx, 'task.crewed', crew, { audience, incidentId: task.incidentId })
  return crew
}

/** A case is locked by its incident's row before anything else of it. */
async function lockTask(trx: Trx, id: Task['id']): Promise<Task> {
  const missing = new Problem('task.missing', { id })
  const seen = await visibleTasks(trx, trx.actor.scope).where('task.id', '=', id).executeTakeFirst()
  if (!seen) throw missing
  const { scope, role } = trx.actor
  // Whoever leads a joint call-out reads its members' tasks, and crews only its own.
  if (scope.kind === 'squad' && seen.squadId !== scope.squadId) throw new Problem('session.forbidden', { role })
  await trx.selectFrom('incident').select('id').where('id', '=', seen.incidentId).forUpdate().execute()
  const task = await trx.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst()
  if (!task) throw missing
  return task
}

/** Locked in the order of their ids: of two tasks that want the same person, the second sees that the first has them. */
async function lockOfficers(trx: Trx, ids: readonly Officer['id'][]): Promise<Officer[]> {
  if (ids.length === 0) return []
  await trx.selectFrom('officer').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()
  const officers = await visibleOfficers(trx, trx.actor.scope)
    .where('officer.id', 'in', ids)
    .where('officer.state', '=', 'active')
    .orderBy('officer.id')
    .execute()
  const stranger = ids.find((id) => !officers.some((officer) => officer.id === id))
  if (stranger) throw new Problem('officer.missing', { id: stranger })
  return officers
}

async function busyElsewhere(trx: Trx, task: Task, ids: readonly Officer['id'][]): Promise<Set<Officer['id']>> {
  if (ids.length === 0) return new Set()
  const rows = await trx
    .selectFrom('taskCrew')
    .innerJoin('task', 'task.id', 'taskCrew.taskId')
    .select('taskCrew.officerId')
    .where('taskCrew.officerId', 'in', ids)
    .where('task.id', '!=', task.id)
    .where('task.state', 'in', boundStates)
    .execute()
  return new Set(rows.map(({ officerId }) => officerId))
}

/** The line of business whose power the case uses, by the catalogue it was opened under; null if it uses none. */
async function lineOf(trx: Trx, territory: TerritoryBook, { incidentId }: Task): Promise<Line | null> {
  const incident = await trx
    .selectFrom('incident')
    .select(['matterId', 'catalogueVersion'])
    .where('id', '=', incidentId)
    .executeTakeFirstOrThrow()
  const { matterById, itemById, lines } = await territory.catalogueAt(trx, incident.catalogueVersion)
  const itemId = matterById.get(incident.matterId)?.itemId
  const item = itemId ? itemById.get(itemId) : undefined
  return lines.find(({ code }) => code === item?.line) ?? null
}
