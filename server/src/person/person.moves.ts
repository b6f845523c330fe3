import { type MovePerson, type NewPerson, type Person, personMachine, reachOf } from '@lianqin/shared/person'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { closeSessionsOf } from '../kernel/sessions.ts'
import { personById } from './person.query.ts'

/** Facts about people are for administrators, who read the log itself: no screen hears them. */
const ADMINISTRATORS = { audience: [], incidentId: null }

/** Adds somebody who may sign in. The password is hashed before the transaction: hashing takes a core for a while. */
export async function addPerson(trx: Trx, order: Omit<NewPerson, 'password'>, passwordHash: string): Promise<Person> {
  if (!reachOf[order.role].includes(order.scope.kind)) {
    throw new Problem('person.scope-unfit', { role: order.role, kind: order.scope.kind })
  }
  await refuseUnknownScope(trx, order.scope)
  const person: Person = { ...order, id: freshId('person', trx.now), state: 'active', version: 1 }
  const added = await trx
    .insertInto('person')
    .values({ ...person, scope: JSON.stringify(person.scope), passwordHash })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw new Problem('person.name-taken', { name: order.name })
  append(trx, 'person.added', { person }, ADMINISTRATORS)
  return person
}

/** What else is to be done, in the same transaction, about what somebody leaves behind; the person's row is locked. */
export type LeaveBehind = (trx: Trx, id: Person['id']) => Promise<void>

/** Disables or enables an account. Disabling ends its sessions at once, and nothing stays in the hands of who may not act. */
export async function movePerson(
  trx: Trx,
  id: Person['id'],
  { move, version, reason }: MovePerson,
  leaveBehind: LeaveBehind,
): Promise<Person> {
  await trx.selectFrom('person').select('id').where('id', '=', id).forUpdate().execute()
  const person = await personById(trx, id)
  if (!person) throw new Problem('person.missing', { id })
  if (person.version !== version) throw new Problem('person.stale', { id, version: person.version })
  if (!personMachine.movesFrom(person.state, 'administrator').includes(move)) {
    throw new Problem('person.illegal-move', { id, move, state: person.state })
  }
  if (personMachine.needsReason(move) && !reason) throw new Problem('move.reason-missing', { move })
  if (id === trx.actor.personId) throw new Problem('person.self', { id })
  const moved: Person = { ...person, state: personMachine.next(person.state, move), version: version + 1 }
  await trx.updateTable('person').set({ state: moved.state, version: moved.version }).where('id', '=', id).execute()
  if (moved.state === 'disabled') {
    await closeSessionsOf(trx, id)
    await leaveBehind(trx, id)
  }
  append(trx, 'person.moved', { move, reason: reason ?? null, deviceAt: null, person: moved }, ADMINISTRATORS)
  return moved
}

/**
 * Whoever comes to own an alarm may still sign in, and may until the commit: an order given just before its giver was
 * disabled must not leave an alarm with them. Their row goes before any case's, as where an account is disabled.
 */
export async function holdActor(trx: Trx): Promise<void> {
  const { personId } = trx.actor
  if (personId === null) return
  const there = await trx
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .where('state', '=', 'active')
    .forKeyShare()
    .executeTakeFirst()
  if (!there) throw new Problem('session.missing')
}

async function refuseUnknownScope(trx: Trx, scope: NewPerson['scope']): Promise<void> {
  const known =
    scope.kind === 'district' ||
    (scope.kind === 'area'
      ? await trx.selectFrom('area').select('id').where('id', '=', scope.areaId).executeTakeFirst()
      : await trx.selectFrom('squad').select('id').where('id', '=', scope.squadId).executeTakeFirst())
  if (!known) throw new Problem('person.scope-missing', { kind: scope.kind })
}
