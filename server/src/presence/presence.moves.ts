import type { Fence } from '@lianqin/shared/jurisdiction'
import type { Passage } from '@lianqin/shared/presence'
import { DISTRICT_WIDE } from '@lianqin/shared/rights'
import type { Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import type { Passage as Passed } from '../unit/presence.engine.ts'

/**
 * Keeps who is inside of which fence, and tells the desks if the fence is asked about. The row decides: of several servers
 * that saw the same, or one that was started anew, only the first finds something to change.
 */
export async function notePassage(
  trx: Trx,
  fence: Fence,
  { unit, squad }: { unit: Unit; squad: Squad },
  { kind, at: time }: Passed,
): Promise<void> {
  const at = toMoment(time)
  const key = { unitId: unit.id, fenceId: fence.id }
  if (!(await changes[kind](trx, key, at)) || !fence.tells.includes(kind)) return
  const passage: Passage = { ...key, squadId: squad.id, areaId: squad.areaId, name: fence.name, kind, at }
  append(trx, 'unit.passed', { passage }, { audience: [squad.areaId ?? DISTRICT_WIDE], incidentId: null })
}

type Change = (trx: Trx, key: { unitId: Unit['id']; fenceId: Fence['id'] }, at: Moment) => Promise<boolean>

/** The stay that goes on. */
const current = (trx: Trx, { unitId, fenceId }: Parameters<Change>[1]) =>
  trx
    .updateTable('fenceStay')
    .where('unitId', '=', unitId)
    .where('fenceId', '=', fenceId)
    .where('leftAt', 'is', null)
    .returning('unitId')

/** True if it was news. What another server saw later, of a time that is over by the row, is none. */
const changes: Record<Passed['kind'], Change> = {
  enter: async (trx, key, at) => {
    const stay = { since: at, toldDwell: false, leftAt: null }
    const row = await trx
      .insertInto('fenceStay')
      .values({ ...key, ...stay })
      .onConflict((conflict) =>
        conflict.columns(['unitId', 'fenceId']).doUpdateSet(stay).where('fenceStay.leftAt', '<', at),
      )
      .returning('unitId')
      .executeTakeFirst()
    return row !== undefined
  },
  exit: async (trx, key, at) =>
    (await current(trx, key).where('since', '<', at).set({ leftAt: at }).executeTakeFirst()) !== undefined,
  dwell: async (trx, key, at) => {
    const stay = current(trx, key).where('since', '<=', at).where('toldDwell', '=', false)
    return (await stay.set({ toldDwell: true }).executeTakeFirst()) !== undefined
  },
}

/** Off duty a unit is nowhere: what is not known is not kept. */
export async function forgetStays(trx: Trx, unitIds: readonly Unit['id'][]): Promise<void> {
  if (unitIds.length > 0) await trx.deleteFrom('fenceStay').where('unitId', 'in', unitIds).execute()
}
