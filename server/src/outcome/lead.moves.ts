import type { Incident } from '@lianqin/shared/incident'
import { type CaseLead, DECIDE_WITHIN_DAYS, leadMachine, type MoveLead, type OpenLead } from '@lianqin/shared/lead'
import { Problem } from '@lianqin/shared/wire/problem'
import { sql } from 'kysely'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { hearersOf } from './hearers.query.ts'
import { daysLater, stepped, subjectOf } from './lead.engine.ts'
import { visibleLeads } from './lead.query.ts'
import { keepParty } from './party.moves.ts'

/** Hands an incident that ended in a violation over to the case centre. Its one lead is answered again, however often it is asked for. */
export async function openLeadOf(
  trx: Trx,
  territory: TerritoryBook,
  id: Incident['id'],
  given: OpenLead,
): Promise<CaseLead> {
  return openLead(trx, territory, await lockViolation(trx, id), given)
}

/** An incident over whose violation something is to be said: visible, locked, closed as one. */
export async function lockViolation(trx: Trx, id: Incident['id']): Promise<Incident> {
  const missing = new Problem('incident.missing', { id })
  const seen = await visibleIncidents(trx, trx.actor.scope).where('incident.id', '=', id).executeTakeFirst()
  if (!seen) throw missing
  const incident = await trx.selectFrom('incident').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!incident) throw missing
  const { state, outcome } = incident
  if (state !== 'closed' || outcome !== 'violation') throw new Problem('lead.not-violation', { id, state, outcome })
  return incident
}

/** The same for whoever holds the incident's lock and has just closed it. */
export async function openLead(
  trx: Trx,
  territory: TerritoryBook,
  incident: Incident,
  given: OpenLead,
): Promise<CaseLead> {
  const known = await trx.selectFrom('lead').selectAll().where('incidentId', '=', incident.id).executeTakeFirst()
  if (known) return withoutNote(known)
  const { itemById } = await territory.catalogueAt(trx, incident.catalogueVersion)
  const item = itemById.get(given.itemId)
  if (!item) throw new Problem('lead.item-missing', { id: given.itemId })
  const { areaById, forces } = territory.current()
  const party = given.party ? await keepParty(trx, given.party) : null
  const lead: CaseLead = {
    ...blank,
    id: freshId('lead', trx.now),
    no: await nextNo(trx),
    incidentId: incident.id,
    areaId: incident.areaId,
    itemId: item.id,
    catalogueVersion: incident.catalogueVersion,
    subjectId: subjectOf(item, areaById.get(incident.areaId), forces),
    photoIds: await photosOf(trx, incident.id),
    partyId: party?.id ?? null,
    partyKind: party?.kind ?? null,
    openedAt: trx.now,
    openedById: trx.actor.personId,
    openedByTitle: trx.actor.title,
  }
  await trx
    .insertInto('lead')
    .values({ ...lead, photoIds: JSON.stringify(lead.photoIds), note: given.note })
    .execute()
  append(trx, 'lead.opened', { lead }, await hearersOf(trx, incident))
  return lead
}

const blank = {
  state: leadMachine.initial as CaseLead['state'],
  takenAt: null,
  takenByTitle: null,
  decideBy: null,
  returnedFor: null,
  decidedAt: null,
  version: 1,
}

async function nextNo(trx: Trx): Promise<number> {
  const { rows } = await sql<{ no: number }>`select nextval('lead_no') as no`.execute(trx)
  return rows[0]?.no ?? 0
}

async function photosOf(trx: Trx, incidentId: Incident['id']): Promise<CaseLead['photoIds']> {
  const photos = await trx
    .selectFrom('photo')
    .select('id')
    .where('incidentId', '=', incidentId)
    .orderBy('addedAt')
    .execute()
  return photos.map(({ id }) => id)
}

/** Takes a lead up, returns it with why, or hands it over again with the pictures that there are now. */
export async function moveLead(trx: Trx, id: CaseLead['id'], command: MoveLead): Promise<CaseLead> {
  const { move, version, reason = null } = command
  const { lead } = await lockLead(trx, id)
  const next = stepped(lead, move, version, trx.actor.role)
  if (leadMachine.needsReason(move) && reason === null) throw new Problem('move.reason-missing', { move })
  const moved: CaseLead = { ...next, ...(await changeOf(trx, next, move, reason)) }
  await saveLead(trx, moved)
  const said = { move, reason, deviceAt: null, lead: moved }
  append(trx, 'lead.moved', said, await hearersOf(trx, { id: lead.incidentId, areaId: lead.areaId }))
  return moved
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
function withoutNote({ note: _, ...lead }: CaseLead & { note: string }): CaseLead {
  return lead
}
