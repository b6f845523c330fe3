import type { Alarm, MoveAlarm } from '@lianqin/shared/alarm'
import type { Person } from '@lianqin/shared/person'
import { DISTRICT_ALONE } from '@lianqin/shared/rights'
import { LOST_AFTER_MS, type Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { type Around, climbed, left, type Moved, movedBy, raised } from './distress.engine.ts'

const aroundOf = (trx: Trx, territory: TerritoryBook): Around => ({
  now: trx.now,
  by: trx.actor,
  district: territory.current().district,
  freshId: (kind) => freshId(kind, trx.now),
})

/** Its squad is not told: the desk calls back on another way. */
const toldTo = ({ areaId }: Pick<Alarm, 'areaId'>) => ({ audience: [areaId ?? DISTRICT_ALONE], incidentId: null })

function arm(trx: Trx, { id, climbAt }: Alarm): void {
  if (climbAt !== null) trx.timers.push({ kind: 'alarm.escalate', ref: { alarmId: id }, dueAt: climbAt })
}

/** The clock of a device may be so much behind: a call from shortly before an alarm was cleared may be a new one. */
export const BEHIND_MS = LOST_AFTER_MS

/**
 * A unit on duty called for help at a moment. One alarm for each unit stands at a time; what it said long before the last
 * one was cleared has been heard.
 */
export async function raiseDistress(
  trx: Trx,
  territory: TerritoryBook,
  { unitId, at }: { unitId: Unit['id']; at: number },
): Promise<void> {
  const squad = await trx
    .selectFrom('squad')
    .innerJoin('unit', 'unit.squadId', 'squad.id')
    .select(['squad.areaId', 'squad.state'])
    .where('unit.id', '=', unitId)
    .forShare('squad')
    .executeTakeFirst()
  if (squad?.state !== 'on-duty') return
  const heard = await trx
    .selectFrom('alarm')
    .select('id')
    .where('unitId', '=', unitId)
    .where(({ eb, or }) => or([eb('state', '!=', 'cleared'), eb('clearedAt', '>=', toMoment(at + BEHIND_MS))]))
    .executeTakeFirst()
  if (heard) return
  const alarm = raised(unitId, squad.areaId, aroundOf(trx, territory))
  const made = await trx
    .insertInto('alarm')
    .values(alarm)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  // Another process heard it at the same moment.
  if (!made) return
  arm(trx, alarm)
  append(trx, 'alarm.raised', { alarm }, toldTo(alarm))
}

/** Owns, releases or clears a call for help. The caller has looked whether the actor may see it. */
export async function moveDistress(
  trx: Trx,
  territory: TerritoryBook,
  id: Alarm['id'],
  command: MoveAlarm,
): Promise<Alarm> {
  const alarm = await lockDistress(trx, id)
  if (!alarm) throw new Problem('alarm.missing', { id })
  return save(trx, movedBy(alarm, command, aroundOf(trx, territory)))
}

/** A timer rings for an alarm that nobody owns. */
export async function ringDistress(
  trx: Trx,
  territory: TerritoryBook,
  id: Alarm['id'],
  ring: { late: boolean },
): Promise<void> {
  const alarm = await lockDistress(trx, id)
  const moved = alarm && climbed(alarm, aroundOf(trx, territory), ring)
  if (moved) await save(trx, moved)
}

/** Somebody may not act any more: the calls for help they own call again. */
export async function releaseDistressOf(trx: Trx, territory: TerritoryBook, ownerId: Person['id']): Promise<void> {
  for (const alarm of await ownedDistress(trx, ownerId)) await save(trx, left(alarm, aroundOf(trx, territory)))
}

const ownedDistress = (trx: Trx, ownerId: Person['id']): Promise<Alarm[]> =>
  trx
    .selectFrom('alarm')
    .selectAll()
    .where('unitId', 'is not', null)
    .where('ownerId', '=', ownerId)
    .where('state', '=', 'owned')
    .orderBy('id')
    .forUpdate()
    .execute()

const lockDistress = (trx: Trx, id: Alarm['id']): Promise<Alarm | undefined> =>
  trx
    .selectFrom('alarm')
    .selectAll()
    .where('id', '=', id)
    .where('unitId', 'is not', null)
    .forUpdate()
    .executeTakeFirst()

async function save(trx: Trx, { alarm, ...said }: Moved): Promise<Alarm> {
  await trx.updateTable('alarm').set(alarm).where('id', '=', alarm.id).execute()
  if (alarm.state === 'raised') arm(trx, alarm)
  append(trx, 'alarm.moved', { ...said, alarm }, toldTo(alarm))
  return alarm
}
