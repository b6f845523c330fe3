import { type Alarm, alarmMachine } from '@lianqin/shared/alarm'
import {
  type Handover,
  handoverMachine,
  type MoveHandover,
  type NewHandover,
  reachesAsFar,
} from '@lianqin/shared/handover'
import type { Person } from '@lianqin/shared/person'
import { DISTRICT_ALONE } from '@lianqin/shared/rights'
import { deskRoles } from '@lianqin/shared/shift'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { holdActor } from '../person/person.moves.ts'
import { areaOf, deskAudience, openWork, ownedAlarms, visibleHandovers } from './shift.query.ts'

/** Holds one's open work out to a colleague who reaches at least as far. One at a time: the same work is not promised twice. */
export async function offerHandover(trx: Trx, { toId, note }: NewHandover): Promise<Handover> {
  const { personId, title, scope, role } = trx.actor
  if (personId === null) throw new Problem('session.forbidden', { role })
  // One's own row is held: of two at once the second finds the first.
  await trx.selectFrom('person').select('id').where('id', '=', personId).forUpdate().execute()
  const taker = await colleague(trx, toId)
  const pending = await trx
    .selectFrom('handover')
    .select('toTitle')
    .where('fromId', '=', personId)
    .where('state', '=', 'offered')
    .executeTakeFirst()
  if (pending) throw new Problem('handover.pending', { to: pending.toTitle })
  const handover: Handover = {
    id: freshId('handover', trx.now),
    fromId: personId,
    fromTitle: title,
    toId,
    toTitle: taker.title,
    areaId: areaOf(scope),
    state: 'offered',
    note: note ?? null,
    open: await openWork(trx, scope, personId, trx.now),
    offeredAt: trx.now,
    endedAt: null,
    reason: null,
    version: 1,
  }
  await trx
    .insertInto('handover')
    .values({ ...handover, open: JSON.stringify(handover.open) })
    .execute()
  append(trx, 'handover.offered', { handover }, deskAudience(handover.areaId))
  return handover
}

/** Takes it, with every alarm the giver owns by now; declines it with a reason; or withdraws what one has offered oneself. */
export async function moveHandover(
  trx: Trx,
  id: Handover['id'],
  { move, version, reason }: MoveHandover,
): Promise<Handover> {
  if (move === 'take') await holdActor(trx)
  const handover = await lockHandover(trx, id)
  if (handover.version !== version) throw new Problem('handover.stale', { id, version: handover.version })
  if (!handoverMachine.movesFrom(handover.state, trx.actor.role).includes(move)) {
    throw new Problem('handover.illegal-move', { id, move, state: handover.state })
  }
  const whose = move === 'withdraw' ? handover.fromId : handover.toId
  if (whose !== trx.actor.personId) {
    throw new Problem('handover.not-yours', { who: move === 'withdraw' ? handover.fromTitle : handover.toTitle })
  }
  if (handoverMachine.needsReason(move) && !reason) throw new Problem('move.reason-missing', { move })
  if (move === 'take') await takeAlarms(trx, handover)
  const set = {
    state: handoverMachine.next(handover.state, move),
    endedAt: trx.now,
    reason: reason ?? null,
    version: version + 1,
  }
  const moved: Handover = { ...handover, ...set }
  await trx.updateTable('handover').set(set).where('id', '=', id).execute()
  const body = { move, reason: reason ?? null, deviceAt: null, handover: moved }
  append(trx, 'handover.moved', body, deskAudience(moved.areaId))
  return moved
}

/**
 * Cases are locked by their incidents' rows before anything else of them, in the order of their ids: of two hand-overs at
 * once neither waits for the other in a ring.
 */
async function takeAlarms(trx: Trx, { fromId, toId, toTitle }: Handover): Promise<void> {
  const owned = await ownedAlarms(trx, fromId).execute()
  const incidentIds = [...new Set(owned.flatMap(({ incidentId }) => incidentId ?? []))]
  if (owned.length === 0) return
  if (incidentIds.length > 0)
    await trx.selectFrom('incident').select('id').where('id', 'in', incidentIds).orderBy('id').forUpdate().execute()
  // Looked at again: what was cleared or released while these rows were waited for stays so. Calls for help have no case.
  const alarms = await ownedAlarms(trx, fromId)
    .where(({ eb, or }) =>
      or([eb('incidentId', 'is', null), ...(incidentIds.length > 0 ? [eb('incidentId', 'in', incidentIds)] : [])]),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const alarm of alarms) {
    if (!alarmMachine.movesFrom(alarm.state, 'clock').includes('handOver')) continue
    const set = { ownerId: toId, ownerTitle: toTitle, ownedAt: trx.now, version: alarm.version + 1 }
    const moved: Alarm = { ...alarm, ...set }
    await trx.updateTable('alarm').set(set).where('id', '=', alarm.id).execute()
    const body = { move: 'handOver', reason: null, deviceAt: null, alarm: moved }
    append(trx, 'alarm.moved', body, { audience: [moved.areaId ?? DISTRICT_ALONE], incidentId: moved.incidentId })
  }
}

async function colleague(trx: Trx, id: Person['id']): Promise<Pick<Person, 'title'>> {
  const { personId, scope } = trx.actor
  const person = await trx
    .selectFrom('person')
    .select(['title', 'scope'])
    .where('id', '=', id)
    .where('state', '=', 'active')
    .where('role', 'in', deskRoles)
    .executeTakeFirst()
  // Somebody of another township is as unknown here as nobody.
  if (!person || id === personId || !reachesAsFar(person.scope, scope)) throw new Problem('handover.no-taker', { id })
  return person
}

async function lockHandover(trx: Trx, id: Handover['id']): Promise<Handover> {
  const missing = new Problem('handover.missing', { id })
  const seen = await visibleHandovers(trx, trx.actor.scope).where('handover.id', '=', id).executeTakeFirst()
  if (!seen) throw missing
  const handover = await trx.selectFrom('handover').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!handover) throw missing
  return handover
}
