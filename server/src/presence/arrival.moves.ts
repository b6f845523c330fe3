import { type Arrival, isProposed } from '@lianqin/shared/presence'
import { mayRead } from '@lianqin/shared/rights'
import type { Task } from '@lianqin/shared/task'
import type { Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import type { ArrivalProposed } from '../unit/arrival.engine.ts'
import { GOING } from './goals.ts'

/**
 * Proposes to a squad that it has arrived, as long as it is still on its way by what it says itself. One row for each task:
 * of several servers that saw the same, only the first proposes; and never again once the squad has said no.
 */
export async function proposeArrival(trx: Trx, unit: Unit, { taskId, at: time }: ArrivalProposed): Promise<void> {
  const task = await trx
    .selectFrom('task')
    .select(['id', 'incidentId', 'areaId', 'squadId'])
    .where('id', '=', taskId)
    .where('squadId', '=', unit.squadId)
    .where('state', 'in', GOING)
    .forShare()
    .executeTakeFirst()
  if (!task?.squadId) return
  const { incidentId, areaId, squadId } = task
  const at = toMoment(time)
  const seen = { unitId: unit.id, at, proposedAt: trx.now, leftAt: null }
  const arrival = await trx
    .insertInto('arrival')
    .values({ taskId, incidentId, areaId, squadId, dismissedAt: null, ...seen })
    .onConflict((conflict) =>
      // Who has left again since, and comes back, is proposed anew.
      conflict
        .column('taskId')
        .doUpdateSet(seen)
        .where('arrival.dismissedAt', 'is', null)
        .where('arrival.leftAt', '<', at),
    )
    .returningAll()
    .executeTakeFirst()
  if (arrival) tell(trx, 'task.arrival-seen', arrival)
}

/** Whoever has left without a word has not arrived: it is proposed no longer. */
export async function endProposal(trx: Trx, { taskId, at: time }: ArrivalProposed): Promise<void> {
  const at = toMoment(time)
  const arrival = await trx
    .updateTable('arrival')
    .set({ leftAt: at })
    .where('taskId', '=', taskId)
    .where('at', '<', at)
    .where('leftAt', 'is', null)
    .where('dismissedAt', 'is', null)
    .where('taskId', 'in', (is) => is.selectFrom('task').select('task.id').where('task.state', 'in', GOING))
    .returningAll()
    .executeTakeFirst()
  if (arrival) tell(trx, 'task.arrival-over', arrival)
}

/** The squad says no: it is not there, and is not asked again for this task. Said twice, it is said once. */
export async function dismissArrival(trx: Trx, taskId: Task['id']): Promise<Arrival> {
  const arrival = await trx
    .selectFrom('arrival')
    .selectAll()
    .where('taskId', '=', taskId)
    .forUpdate()
    .executeTakeFirst()
  // Another squad's is as unknown here as one that was never proposed.
  if (!arrival || !mayRead(trx.actor.scope, [arrival.squadId])) throw new Problem('task.missing', { id: taskId })
  if (arrival.dismissedAt !== null) return arrival
  const dismissed: Arrival = { ...arrival, dismissedAt: trx.now }
  await trx.updateTable('arrival').set({ dismissedAt: trx.now }).where('taskId', '=', taskId).execute()
  if (isProposed(arrival)) tell(trx, 'task.arrival-over', dismissed)
  return dismissed
}

function tell(trx: Trx, kind: 'task.arrival-seen' | 'task.arrival-over', arrival: Arrival): void {
  append(trx, kind, { arrival }, { audience: [arrival.areaId, arrival.squadId], incidentId: arrival.incidentId })
}
