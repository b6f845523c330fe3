import { type MoveOfficer, type NewOfficer, type Officer, officerMachine } from '@lianqin/shared/officer'
import type { Squad } from '@lianqin/shared/squad'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { recountCrew } from '../squad/crew.moves.ts'
import { visibleOfficers } from '../squad/officer.query.ts'
import { visibleSquads } from '../squad/squad.query.ts'
import { changed, refuseHalfLicence } from './officer.engine.ts'

/** Facts about people stand in the log alone; no screen hears them. */
const LOG_ALONE = { audience: [], incidentId: null }

/** Enters somebody in the register. */
export async function addOfficer(trx: Trx, order: NewOfficer): Promise<Officer> {
  await refuseForeign(trx, order)
  refuseHalfLicence(order)
  const officer: Officer = { ...order, id: freshId('officer', trx.now), state: 'active', version: 1 }
  const added = await trx
    .insertInto('officer')
    .values({ ...officer, licenceScope: JSON.stringify(officer.licenceScope) })
    .onConflict((conflict) => conflict.column('licenceNo').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw new Problem('officer.licence-taken', { no: order.licenceNo })
  append(trx, 'officer.added', { officer }, LOG_ALONE)
  return officer
}

/** Changes an entry, extends a licence, or notes that somebody has left or come back. */
export async function moveOfficer(
  trx: Trx,
  territory: TerritoryBook,
  id: Officer['id'],
  command: MoveOfficer,
): Promise<Officer> {
  const { move, version, reason } = command
  const officer = await lockOfficer(trx, id)
  if (officer.version !== version) throw new Problem('officer.stale', { id, version: officer.version })
  if (!officerMachine.movesFrom(officer.state, trx.actor.role).includes(move)) {
    throw new Problem('officer.illegal-move', { id, move, state: officer.state })
  }
  if (officerMachine.needsReason(move) && !reason) throw new Problem('move.reason-missing', { move })
  const moved = changed(officer, command)
  await refuseForeign(trx, moved)
  refuseHalfLicence(moved)
  await refuseTakenLicence(trx, moved)
  if (moved.state === 'left' || moved.dutySquadId !== officer.dutySquadId) await refuseOnDuty(trx, officer)
  const { id: _, ...row } = { ...moved, licenceScope: JSON.stringify(moved.licenceScope) }
  await trx.updateTable('officer').set(row).where('id', '=', id).execute()
  append(trx, 'officer.moved', { move, reason: reason ?? null, deviceAt: null, officer: moved }, LOG_ALONE)
  await recountCrew(trx, territory, officer.dutySquadId)
  return moved
}

/** The squad's row first, as when it signs on: otherwise the two could wait for each other. */
async function lockOfficer(trx: Trx, id: Officer['id']): Promise<Officer> {
  const missing = new Problem('officer.missing', { id })
  const seen = await visibleOfficers(trx, trx.actor.scope).where('officer.id', '=', id).executeTakeFirst()
  if (!seen) throw missing
  await trx.selectFrom('squad').select('id').where('id', '=', seen.dutySquadId).forUpdate().execute()
  const officer = await trx.selectFrom('officer').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!officer) throw missing
  if (officer.dutySquadId !== seen.dutySquadId) throw new Problem('officer.stale', { id, version: officer.version })
  await refuseForeign(trx, officer)
  return officer
}

/** A township keeps the register of its own squads only, whatever else of it it may read. */
async function refuseForeign(trx: Trx, { dutySquadId, ownerForceId }: NewOfficer): Promise<void> {
  const { scope, role } = trx.actor
  const squad = (await visibleSquads(trx, scope)).find(({ id }) => id === dutySquadId)
  if (!squad) throw new Problem('squad.missing', { id: dutySquadId })
  if (scope.kind === 'area' && squad.areaId !== scope.areaId) throw new Problem('session.forbidden', { role })
  const force = await trx.selectFrom('force').select('id').where('id', '=', ownerForceId).executeTakeFirst()
  if (!force) throw new Problem('officer.force-missing', { id: ownerForceId })
}

async function refuseTakenLicence(trx: Trx, { id, licenceNo }: Officer): Promise<void> {
  if (licenceNo === null) return
  const other = await trx
    .selectFrom('officer')
    .select('id')
    .where('licenceNo', '=', licenceNo)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (other) throw new Problem('officer.licence-taken', { no: licenceNo })
}

async function refuseOnDuty(trx: Trx, { id, name }: Officer): Promise<void> {
  const period = await trx
    .selectFrom('dutyPeriod')
    .select('squadId')
    .where('officerId', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  if (period) throw new Problem('officer.on-duty', { id, name, squad: period.squadId satisfies Squad['id'] })
}
