import type { Incident } from '@lianqin/shared/incident'
import type { MakeOffer, Offer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import { Problem } from '@lianqin/shared/wire/problem'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { Trx } from '../kernel/db.ts'
import { visibleTasks } from '../task/task.query.ts'
import { saveBook } from './case-book.moves.ts'
import { decide } from './dispatch.engine.ts'
import { recommendEach } from './dispatch.query.ts'
import type { Surroundings } from './ground.query.ts'
import { lockCase, lockInOrder } from './lock-case.moves.ts'
import { slotMeant } from './slots.engine.ts'

/** A dispatcher holds a place in the case out to squads of its own choice. Answers with the offers that stand for it. */
export async function chooseSquads(
  trx: Trx,
  around: Surroundings,
  id: Incident['id'],
  command: MakeOffer,
): Promise<Offer[]> {
  const missing = new Problem('incident.missing', { id })
  const { scope } = trx.actor
  const seen = await visibleIncidents(trx, scope).where('incident.id', '=', id).executeTakeFirst()
  if (!seen) throw missing
  const other = await preempted(trx, command)
  await lockInOrder(trx, other === null ? [id] : [id, other])
  const locked = await lockCase(trx, around.territory, id)
  if (!locked) throw missing
  const squads = await heldSquads(trx, command.squadIds)
  const slot = slotMeant(locked.held.incident, locked.held, command.slot)
  if (!slot) throw new Problem('slot.missing', { id, slot: command.slot ?? null })
  if (other !== null) await preempt(trx, around, other, locked.held.incident, command)
  const rankings = await recommendEach(trx, around, locked.held, { slots: [slot], now: trx.now, scope })
  const recommendation = rankings.get(slot.id)
  if (!recommendation) throw new Problem('slot.missing', { id, slot: slot.id })
  const choice = { on: 'choice', command, squads, recommendation } as const
  const book = decide(locked.held, choice, locked.setting)
  await saveBook(trx, book)
  const chosen = new Set<string>(command.squadIds)
  return book.offers.filter(({ squadId, endedAt }) => endedAt === null && chosen.has(squadId))
}

/** The squads, locked, so that none is signed off while it is being chosen. */
async function heldSquads(trx: Trx, ids: Squad['id'][]): Promise<Squad[]> {
  const { scope } = trx.actor
  const rows = await trx.selectFrom('squad').selectAll().where('id', 'in', ids).orderBy('id').forShare().execute()
  return ids.map((id) => {
    const squad = rows.find((row) => row.id === id)
    const isHidden = scope.kind === 'area' && squad?.areaId !== null && squad?.areaId !== scope.areaId
    if (!squad || isHidden) throw new Problem('squad.missing', { id })
    return squad
  })
}

/** The case from which a squad is to be taken, if the command says so. */
async function preempted(trx: Trx, { preempts, reason }: MakeOffer): Promise<Incident['id'] | null> {
  if (preempts === undefined) return null
  if (!reason) throw new Problem('move.reason-missing', { move: 'recall' })
  const seen = await visibleTasks(trx, trx.actor.scope).where('task.id', '=', preempts).executeTakeFirst()
  if (!seen) throw new Problem('task.missing', { id: preempts })
  return seen.incidentId
}

async function preempt(
  trx: Trx,
  { territory }: Surroundings,
  other: Incident['id'],
  to: Incident,
  { preempts, squadIds, reason }: MakeOffer,
): Promise<void> {
  const locked = await lockCase(trx, territory, other)
  if (!locked || preempts === undefined || reason === undefined || other === to.id) {
    throw new Problem('task.missing', { id: preempts ?? null })
  }
  const given = { on: 'preemption', taskId: preempts, squads: squadIds, to, reason } as const
  await saveBook(trx, decide(locked.held, given, locked.setting))
}
