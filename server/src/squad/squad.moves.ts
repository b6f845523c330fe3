import { squadAudience } from '@lianqin/shared/rights'
import { type MoveSquad, type Squad, squadMachine } from '@lianqin/shared/squad'
import { boundStates } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { visibleSquads } from './squad.query.ts'

/** Signs a squad on or off duty. A squad that is bound by a task hands it back first. */
export async function moveSquad(trx: Trx, id: Squad['id'], { move, version }: MoveSquad): Promise<Squad> {
  await trx.selectFrom('squad').select('id').where('id', '=', id).forUpdate().execute()
  const squad = (await visibleSquads(trx, trx.actor.scope)).find((visible) => visible.id === id)
  if (!squad) throw new Problem('squad.missing', { id })
  if (squad.version !== version) throw new Problem('squad.stale', { id, version: squad.version })
  if (!squadMachine.movesFrom(squad.state, trx.actor.role).includes(move)) {
    throw new Problem('squad.illegal-move', { id, move, state: squad.state })
  }
  if (move === 'sign-off') await refuseBound(trx, id)
  const moved: Squad = { ...squad, state: squadMachine.moves[move].to, version: version + 1 }
  await trx.updateTable('squad').set({ state: moved.state, version: moved.version }).where('id', '=', id).execute()
  const body = { move, reason: null, deviceAt: null, squad: moved }
  append(trx, 'squad.moved', body, { audience: squadAudience(moved), incidentId: null })
  return moved
}

async function refuseBound(trx: Trx, id: Squad['id']): Promise<void> {
  const bound = await trx
    .selectFrom('task')
    .select('id')
    .where('squadId', '=', id)
    .where('state', 'in', boundStates)
    .executeTakeFirst()
  if (bound) throw new Problem('squad.has-open-task', { id, task: bound.id })
}
