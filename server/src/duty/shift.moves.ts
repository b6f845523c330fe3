import { type DeskShift, type MoveShift, shiftMachine } from '@lianqin/shared/shift'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { areaOf, deskAudience, ownedAlarms } from './shift.query.ts'

/** How many of the cases left are named in a refusal. */
const NAMED = 8

/** Takes or leaves one's own desk. Nobody leaves alarms behind: they are handed over, released or cleared first. */
export async function moveShift(trx: Trx, { move }: MoveShift): Promise<DeskShift> {
  const { personId, role } = trx.actor
  if (personId === null || role === 'clock') throw new Problem('session.forbidden', { role })
  // One's own row is held, so that the same click twice makes one shift and not two.
  await trx.selectFrom('person').select('id').where('id', '=', personId).forUpdate().execute()
  const on = await shiftOf(trx, personId)
  if (move === 'sign-on') {
    if (on) throw new Problem('shift.illegal-move', { move, state: 'on' })
    return begin(trx, { personId, role })
  }
  if (!on || !shiftMachine.movesFrom(on.state, role).includes(move)) {
    throw new Problem('shift.illegal-move', { move, state: 'over' })
  }
  await refuseWorkLeft(trx, personId)
  return end(trx, on)
}

async function begin(trx: Trx, who: Pick<DeskShift, 'personId' | 'role'>): Promise<DeskShift> {
  const { title, scope } = trx.actor
  const shift: DeskShift = {
    id: freshId('shift', trx.now),
    ...who,
    title,
    areaId: areaOf(scope),
    state: 'on',
    beganAt: trx.now,
    endedAt: null,
    version: 1,
  }
  await trx.insertInto('deskShift').values(shift).execute()
  append(trx, 'shift.moved', { move: 'sign-on', reason: null, deviceAt: null, shift }, deskAudience(shift.areaId))
  return shift
}

/** Somebody may not act any more: they are at no desk either. The caller has locked their row. */
export async function endShiftOf(trx: Trx, personId: DeskShift['personId']): Promise<void> {
  const on = await shiftOf(trx, personId)
  if (on) await end(trx, on)
}

const shiftOf = (trx: Trx, personId: DeskShift['personId']): Promise<DeskShift | undefined> =>
  trx.selectFrom('deskShift').selectAll().where('personId', '=', personId).where('state', '=', 'on').executeTakeFirst()

async function end(trx: Trx, on: DeskShift): Promise<DeskShift> {
  const set = { state: shiftMachine.next(on.state, 'sign-off'), endedAt: trx.now, version: on.version + 1 }
  const shift: DeskShift = { ...on, ...set }
  await trx.updateTable('deskShift').set(set).where('id', '=', on.id).execute()
  append(trx, 'shift.moved', { move: 'sign-off', reason: null, deviceAt: null, shift }, deskAudience(shift.areaId))
  return shift
}

async function refuseWorkLeft(trx: Trx, personId: DeskShift['personId']): Promise<void> {
  const left = await ownedAlarms(trx, personId)
    .leftJoin('incident', 'incident.id', 'alarm.incidentId')
    .select('incident.no')
    .orderBy('incident.no')
    .execute()
  if (left.length === 0) return
  // A call for help has no case.
  const numbers = [...new Set(left.map(({ no }) => no ?? 'SOS'))]
  const cases = numbers.slice(0, NAMED).join(' ')
  throw new Problem('shift.work-left', { n: left.length, cases: numbers.length > NAMED ? `${cases} …` : cases })
}
