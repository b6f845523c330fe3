import type { Fence } from '@lianqin/shared/jurisdiction'
import type { Arrival, Passage } from '@lianqin/shared/presence'
import { DISTRICT_WIDE } from '@lianqin/shared/rights'
import type { Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import type { ArrivalProposed } from '../unit/arrival.engine.ts'
import type { Passage as Passed } from '../unit/presence.engine.ts'
import { GOING } from './goals.ts'

/**
 * Keeps who is inside of which fence, and tells the desks if the fence is asked about. The row decides: of two servers that
 * saw the same, or one that was started anew, only the first finds something to change.
 */
export async function notePassage(
  trx: Trx,
  fence: Fence,
  { unit, squad }: { unit: Unit; squad: Squad },
  { kind, at: time }: Passed,
): Promise<void> {
  const at = toMoment(time)
  const key = { unitId: unit.id, fenceId: fence.id }
  if (!(await changes(trx, key, kind, at)) || !fence.tells.includes(kind)) return
  const passage: Passage = { ...key, squadId: squad.id, areaId: squad.areaId, name: fence.name, kind, at }
  append(trx, 'unit.passed', { passage }, { audience: [squad.areaId ?? DISTRICT_WIDE], incidentId: null })
}

async function changes(trx: Trx, key: { unitId: Unit['id']; fenceId: Fence['id'] }, kind: Passed['kind'], at: string) {
  const { unitId, fenceId } = key
  const row =
    kind === 'enter'
      ? await trx
          .insertInto('fenceStay')
          .values({ ...key, since: at, toldDwell: false })
          .onConflict((conflict) => conflict.doNothing())
          .returning('unitId')
          .executeTakeFirst()
      : kind === 'exit'
        ? await trx
            .deleteFrom('fenceStay')
            .where('unitId', '=', unitId)
            .where('fenceId', '=', fenceId)
            .returning('unitId')
            .executeTakeFirst()
        : await trx
            .updateTable('fenceStay')
            .set({ toldDwell: true })
            .where('unitId', '=', unitId)
            .where('fenceId', '=', fenceId)
            .where('toldDwell', '=', false)
            .returning('unitId')
            .executeTakeFirst()
  return row !== undefined
}

/** Off duty a unit is nowhere: what is not known is not kept. */
export async function forgetStays(trx: Trx, unitIds: readonly Unit['id'][]): Promise<void> {
  if (unitIds.length > 0) await trx.deleteFrom('fenceStay').where('unitId', 'in', unitIds).execute()
}

/** Proposes to a squad that it has arrived, as long as it is still on its way by what it says itself. */
export async function proposeArrival(trx: Trx, unit: Unit, { taskId, at }: ArrivalProposed): Promise<void> {
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
  const arrival: Arrival = {
    taskId,
    incidentId,
    areaId,
    squadId,
    unitId: unit.id,
    at: toMoment(at),
    proposedAt: trx.now,
  }
  const { unitId, proposedAt } = arrival
  await trx
    .insertInto('arrival')
    .values(arrival)
    .onConflict((conflict) => conflict.column('taskId').doUpdateSet({ unitId, at: arrival.at, proposedAt }))
    .execute()
  append(trx, 'task.arrival-seen', { arrival }, { audience: [areaId, squadId], incidentId })
}
