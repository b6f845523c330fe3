import {
  type DutyPoint,
  type DutyTable,
  dutyTableMachine,
  gapsOf,
  type MoveDutyTable,
  type NewDutyTable,
  writeGaps,
} from '@lianqin/shared/duty'
import { DISTRICT_ALONE } from '@lianqin/shared/rights'
import { type Day, daysBetween } from '@lianqin/shared/wire/day'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { visibleTables } from './table.query.ts'

const LONGEST_DAYS = 31

const audienceOf = ({ areaId }: DutyTable) => ({ audience: [areaId ?? DISTRICT_ALONE], incidentId: null })

/** Opens a draft; or the next edition of a published table, which stands until the new one is published. */
export async function addTable(trx: Trx, territory: TerritoryBook, order: NewDutyTable): Promise<DutyTable> {
  const { areaId, fromDay, toDay, revises = null } = order
  refuseForeignArea(trx, territory, areaId)
  const days = daysBetween(fromDay, toDay)
  if (!(days >= 0 && days < LONGEST_DAYS)) throw new Problem('duty.days-wrong', { most: LONGEST_DAYS })
  const before = revises === null ? null : await revised(trx, revises, areaId)
  const table: DutyTable = {
    id: freshId('table', trx.now),
    areaId,
    fromDay,
    toDay,
    state: 'draft',
    edition: (before?.edition ?? 0) + 1,
    revises,
    points: order.points ?? before?.points ?? [],
    publishedAt: null,
    version: 1,
  }
  await refuseUnfitPoints(trx, territory, table)
  await trx
    .insertInto('dutyTable')
    .values({ ...table, points: JSON.stringify(table.points) })
    .execute()
  append(trx, 'duty.table-added', { table }, audienceOf(table))
  return table
}

/** Writes the points of a draft, publishes it if nothing is missing, or withdraws it. */
export async function moveTable(
  trx: Trx,
  territory: TerritoryBook,
  id: DutyTable['id'],
  command: MoveDutyTable,
): Promise<DutyTable> {
  const { move, version, reason, points } = command
  const table = await lockTable(trx, territory, id)
  if (table.version !== version) throw new Problem('duty.stale', { id, version: table.version })
  if (!dutyTableMachine.movesFrom(table.state, trx.actor.role).includes(move)) {
    throw new Problem('duty.illegal-move', { id, move, state: table.state })
  }
  if (dutyTableMachine.needsReason(move) && !reason) throw new Problem('move.reason-missing', { move })
  if ((move === 'write') !== (points !== undefined)) {
    throw new Problem('request.invalid', { where: 'body', what: '`points` belong to the move write' })
  }
  const next: DutyTable = { ...table, points: points ?? table.points }
  if (move !== 'withdraw') await refuseUnfitPoints(trx, territory, next)
  if (move === 'publish') await makeRoom(trx, next)
  return step(trx, next, move, reason ?? null)
}

async function step(
  trx: Trx,
  table: DutyTable,
  move: MoveDutyTable['move'],
  reason: string | null,
): Promise<DutyTable> {
  const state = dutyTableMachine.next(table.state, move)
  const publishedAt = move === 'publish' ? trx.now : table.publishedAt
  const moved: DutyTable = { ...table, state, publishedAt, version: table.version + 1 }
  const { id, state: _, version, points } = moved
  await trx
    .updateTable('dutyTable')
    .set({ state, version, publishedAt, points: JSON.stringify(points) })
    .where('id', '=', id)
    .execute()
  append(trx, 'duty.table-moved', { move, reason, deviceAt: null, table: moved }, audienceOf(moved))
  return moved
}

/** All that is missing is told at once; and of one township's days only one table is published. */
async function makeRoom(trx: Trx, table: DutyTable): Promise<void> {
  const gaps = gapsOf(table.points)
  if (gaps.length > 0) throw new Problem('duty.incomplete', { n: gaps.length, missing: writeGaps(gaps) })
  // The one lock under which tables are published: two that would stand side by side come one after the other.
  await trx.selectFrom('district').select('id').forUpdate().execute()
  const standing = await trx
    .selectFrom('dutyTable')
    .selectAll()
    .where('areaId', 'is not distinct from', table.areaId)
    .where('state', '=', 'published')
    .where('fromDay', '<=', table.toDay)
    .where('toDay', '>=', table.fromDay)
    .forUpdate()
    .execute()
  const other = standing.find(({ id }) => id !== table.revises)
  if (other) throw new Problem('duty.already-published', { id: other.id, from: other.fromDay, to: other.toDay })
  for (const before of standing) await step(trx, before, 'supersede', null)
}

async function lockTable(trx: Trx, territory: TerritoryBook, id: DutyTable['id']): Promise<DutyTable> {
  const missing = new Problem('duty.missing', { id })
  const seen = await visibleTables(trx, trx.actor.scope).where('dutyTable.id', '=', id).executeTakeFirst()
  if (!seen) throw missing
  refuseForeignArea(trx, territory, seen.areaId)
  const table = await trx.selectFrom('dutyTable').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!table) throw missing
  return table
}

async function revised(trx: Trx, id: DutyTable['id'], areaId: DutyTable['areaId']): Promise<DutyTable> {
  const before = await visibleTables(trx, trx.actor.scope).where('dutyTable.id', '=', id).executeTakeFirst()
  if (before?.areaId !== areaId) throw new Problem('duty.missing', { id })
  if (before.state !== 'published') throw new Problem('duty.illegal-move', { id, move: 'revise', state: before.state })
  return before
}

/** A township writes its own table. One that is not there and one that is somebody else's are the same to it. */
function refuseForeignArea(trx: Trx, territory: TerritoryBook, areaId: DutyTable['areaId']): void {
  const { scope } = trx.actor
  const known = areaId === null || territory.current().areaById.has(areaId)
  if (!known || (scope.kind === 'area' && areaId !== scope.areaId))
    throw new Problem('duty.area-missing', { id: areaId })
}

/** Only people who serve there can be planned, and only on days that the table is for. */
async function refuseUnfitPoints(trx: Trx, territory: TerritoryBook, { areaId, points, fromDay, toDay }: DutyTable) {
  const outside = points.findIndex(({ from }) => from !== null && !isWithin(territory.today(from), fromDay, toDay))
  if (outside >= 0) throw new Problem('duty.time-outside', { point: outside + 1, from: fromDay, to: toDay })
  const named = [...new Set(points.flatMap(({ officerIds }: DutyPoint) => officerIds))]
  if (named.length === 0) return
  const known = await trx
    .selectFrom('officer')
    .innerJoin('squad', 'squad.id', 'officer.dutySquadId')
    .select('officer.id')
    .where('officer.id', 'in', named)
    .where('officer.state', '=', 'active')
    .$if(areaId !== null, (query) => query.where('squad.areaId', '=', areaId))
    .execute()
  const stranger = named.find((id) => !known.some((officer) => officer.id === id))
  if (stranger) throw new Problem('officer.missing', { id: stranger })
}

const isWithin = (day: Day, from: Day, to: Day) => from <= day && day <= to
