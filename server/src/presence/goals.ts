import type { Incident } from '@lianqin/shared/incident'
import { isOpenIncident } from '@lianqin/shared/incident'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import type { Place } from '@lianqin/shared/wire/place'
import type { Db } from '../kernel/db.ts'
import type { HeardEvent } from '../kernel/event-log.ts'
import type { Goal } from '../unit/arrival.engine.ts'

/** A squad is on its way, or about to be. */
export const GOING = ['accepted', 'en-route'] as const satisfies readonly Task['state'][]
const isGoing = ({ state }: Pick<Task, 'state'>) => (GOING as readonly Task['state'][]).includes(state)

/** Where each squad is on its way to, kept in memory by what the log tells. */
export interface Goals {
  of: (squadId: Squad['id']) => readonly Goal[]
  hear: (event: HeardEvent) => void
}

export async function openGoals(db: Db): Promise<Goals> {
  const places = new Map<Incident['id'], Place>()
  const tasks = new Map<Task['id'], Pick<Task, 'id' | 'incidentId'> & { squadId: Squad['id'] }>()
  const bySquad = new Map<Squad['id'], readonly Goal[]>()

  function recount(squadId: Squad['id']): void {
    const goals = [...tasks.values()].flatMap((task): Goal[] => {
      const place = places.get(task.incidentId)
      return task.squadId === squadId && place ? [{ taskId: task.id, place }] : []
    })
    if (goals.length > 0) bySquad.set(squadId, goals)
    else bySquad.delete(squadId)
  }
  function takeTask(task: Pick<Task, 'id' | 'incidentId' | 'squadId' | 'state'>): void {
    const before = tasks.get(task.id)
    if (task.squadId && isGoing(task)) tasks.set(task.id, { ...task, squadId: task.squadId })
    else tasks.delete(task.id)
    for (const squadId of new Set([before?.squadId, task.squadId])) if (squadId) recount(squadId)
  }
  function takeIncident({ id, lon, lat, state }: Pick<Incident, 'id' | 'lon' | 'lat' | 'state'>): void {
    const before = places.get(id)
    if (!isOpenIncident(state)) return void places.delete(id)
    places.set(id, { lon, lat })
    if (before?.lon === lon && before.lat === lat) return
    for (const task of tasks.values()) if (task.incidentId === id) recount(task.squadId)
  }

  const open = await db
    .selectFrom('incident')
    .select(['id', 'lon', 'lat', 'state'])
    .where('state', 'not in', ['closed', 'rejected', 'void'])
    .execute()
  for (const incident of open) takeIncident(incident)
  const going = await db
    .selectFrom('task')
    .select(['id', 'incidentId', 'squadId', 'state'])
    .where('state', 'in', GOING)
    .execute()
  for (const task of going) takeTask(task)

  return {
    of: (squadId) => bySquad.get(squadId) ?? [],
    hear({ body }) {
      if ('incident' in body) takeIncident(body.incident)
      if ('task' in body) takeTask(body.task)
    },
  }
}
