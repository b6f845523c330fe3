import type { Incident } from '@lianqin/shared/incident'
import { type CaseLead, DECIDE_WITHIN_DAYS, leadMachine, type MoveLead } from '@lianqin/shared/lead'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { hearersOf } from './hearers.query.ts'
import { daysLater, stepped } from './lead.engine.ts'
import { visibleLeads } from './lead.query.ts'

/** Takes a lead up, returns it with why, or hands it over again with the pictures that there are now. */
export async function moveLead(trx: Trx, id: CaseLead['id'], command: MoveLead): Promise<CaseLead> {
  const { move, version, reason = null } = command
  const { lead } = await lockLead(trx, id)
  const next = stepped(lead, move, version, trx.actor.role)
  if (move !== 'return') await refuseUnsettled(trx, lead)
  if (leadMachine.needsReason(move) && reason === null) throw new Problem('move.reason-missing', { move })
  const moved: CaseLead = { ...next, ...(await changeOf(trx, next, move, reason)) }
  await saveLead(trx, moved)
  const said = { move, reason, deviceAt: null, lead: moved }
  append(trx, 'lead.moved', said, await hearersOf(trx, { id: lead.incidentId, areaId: lead.areaId }))
  return moved
}

/**
 * Its case is taken up again: whatever it handed over is not settled any more, and nothing may be decided about it. Whoever
 * calls holds the incident's lock; what was decided before stays decided.
 */
export async function withdrawLead(trx: Trx, incident: Pick<Incident, 'id' | 'areaId'>, reason: string | null) {
  const row = await trx
    .selectFrom('lead')
    .selectAll()
    .where('incidentId', '=', incident.id)
    .forUpdate()
    .executeTakeFirst()
  if (!row || !leadMachine.movesFrom(row.state, 'clock').includes('withdraw')) return
  const lead: CaseLead = {
    ...stepped(withoutNote(row), 'withdraw', row.version, 'clock'),
    ...untaken,
    returnedFor: null,
  }
  await saveLead(trx, lead)
  append(trx, 'lead.moved', { move: 'withdraw', reason, deviceAt: null, lead }, await hearersOf(trx, incident))
}

/** Nothing is taken up or decided about a case that is no violation, or no longer: the lead is locked, so it stays so. */
export async function refuseUnsettled(trx: Trx, { incidentId: id }: Pick<CaseLead, 'incidentId'>): Promise<void> {
  const { state, outcome } = await trx
    .selectFrom('incident')
    .select(['state', 'outcome'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (state !== 'closed' || outcome !== 'violation') throw new Problem('lead.not-violation', { id, state, outcome })
}

const untaken = { takenAt: null, takenByTitle: null, decideBy: null }

async function changeOf(
  trx: Trx,
  { incidentId }: CaseLead,
  move: MoveLead['move'],
  reason: string | null,
): Promise<Partial<CaseLead>> {
  switch (move) {
    case 'take': {
      const decideBy = daysLater(trx.now, DECIDE_WITHIN_DAYS)
      return { takenAt: trx.now, takenByTitle: trx.actor.title, decideBy }
    }
    case 'return':
      return { ...untaken, returnedFor: reason }
    case 'resubmit':
      return { returnedFor: null, photoIds: await photosOf(trx, incidentId) }
  }
}

/** A lead that one may see, held against everybody else until the commit. */
export async function lockLead(trx: Trx, id: CaseLead['id']): Promise<{ lead: CaseLead; note: string }> {
  const missing = new Problem('lead.missing', { id })
  const seen = await visibleLeads(trx, trx.actor.scope).where('lead.id', '=', id).executeTakeFirst()
  if (!seen) throw missing
  // The case first, as everywhere: who reopens it holds it and then looks for its lead.
  await trx.selectFrom('incident').select('id').where('id', '=', seen.incidentId).forUpdate().execute()
  const row = await trx.selectFrom('lead').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw missing
  return { lead: withoutNote(row), note: row.note }
}

export const saveLead = (trx: Trx, { id, ...lead }: CaseLead) =>
  trx
    .updateTable('lead')
    .set({ ...lead, photoIds: JSON.stringify(lead.photoIds) })
    .where('id', '=', id)
    .execute()

/** What the log and the idempotency table may hold of a lead: everything but the words about it. */
export function withoutNote({ note: _, ...lead }: CaseLead & { note: string }): CaseLead {
  return lead
}

/** The pictures that a case has now. */
export async function photosOf(trx: Trx, incidentId: Incident['id']): Promise<CaseLead['photoIds']> {
  const photos = await trx
    .selectFrom('photo')
    .select('id')
    .where('incidentId', '=', incidentId)
    .orderBy('addedAt')
    .execute()
  return photos.map(({ id }) => id)
}
