import { liveOfferStates } from '@lianqin/shared/offer'
import type { Scope } from '@lianqin/shared/person'
import { squadAudience } from '@lianqin/shared/rights'
import { type MoveSquad, type Squad, squadMachine } from '@lianqin/shared/squad'
import { boundStates } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { armMidnight, beginDuty, endDuty } from './crew.moves.ts'
import { visibleSquads } from './squad.query.ts'
import { retryWaiting } from './waiting.moves.ts'

/** Signs a squad on or off duty. A squad that is bound by a task, or asked about one, answers first. */
export async function moveSquad(
  trx: Trx,
  territory: TerritoryBook,
  id: Squad['id'],
  { move, version, officerIds }: MoveSquad,
): Promise<Squad> {
  const missing = new Problem('squad.missing', { id })
  const seen = (await visibleSquads(trx, trx.actor.scope)).some((visible) => visible.id === id)
  if (!seen) throw missing
  const squad = await trx.selectFrom('squad').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!squad) throw missing
  if (!mayCommand(trx.actor.scope, squad)) throw new Problem('session.forbidden', { role: trx.actor.role })
  if (squad.version !== version) throw new Problem('squad.stale', { id, version: squad.version })
  if (!squadMachine.movesFrom(squad.state, trx.actor.role).includes(move)) {
    throw new Problem('squad.illegal-move', { id, move, state: squad.state })
  }
  if (move === 'sign-off' && officerIds !== undefined) {
    throw new Problem('request.invalid', { where: 'body', what: 'officerIds belong to the move sign-on' })
  }
  if (move === 'sign-off') await refuseBound(trx, id)
  else await retryWaiting(trx, squad, { dueAt: toMoment(Date.parse(trx.now) + LOCATED_AFTER_MS), atMost: TRIED_AGAIN })
  const today = territory.today(trx.now)
  const there = move === 'sign-on' ? await beginDuty(trx, squad, officerIds, today) : await endDuty(trx, id)
  if (there.crew !== null) await armMidnight(trx, territory, id)
  const set = { ...there, state: squadMachine.next(squad.state, move), version: version + 1 }
  await trx.updateTable('squad').set(set).where('id', '=', id).execute()
  const moved: Squad = { ...squad, ...set }
  const body = { move, reason: null, deviceAt: null, squad: moved }
  append(trx, 'squad.moved', body, { audience: squadAudience(moved), incidentId: null })
  return moved
}

/** How long after coming on duty a squad's first position is usually here. */
const LOCATED_AFTER_MS = 10_000
const TRIED_AGAIN = 50

/** A township reads of the district's squads, but commands only its own. */
const mayCommand = (scope: Scope, squad: Squad) => scope.kind !== 'area' || squad.areaId === scope.areaId

/** The squad's row is locked: nothing can be offered to it between this look and the commit. */
async function refuseBound(trx: Trx, id: Squad['id']): Promise<void> {
  const bound = await trx
    .selectFrom('task')
    .select('id')
    .where('squadId', '=', id)
    .where('state', 'in', boundStates)
    .executeTakeFirst()
  if (bound) throw new Problem('squad.has-open-task', { id, task: bound.id })
  const asked = await trx
    .selectFrom('offer')
    .select('taskId')
    .where('squadId', '=', id)
    .where('state', 'in', liveOfferStates)
    .executeTakeFirst()
  if (asked) throw new Problem('squad.has-open-task', { id, task: asked.taskId })
}
