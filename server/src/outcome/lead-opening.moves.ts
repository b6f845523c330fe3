import type { Incident } from '@lianqin/shared/incident'
import { type CaseLead, leadMachine, type OpenLead } from '@lianqin/shared/lead'
import { Problem } from '@lianqin/shared/wire/problem'
import { sql } from 'kysely'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { hearersOf } from './hearers.query.ts'
import { stepped, subjectOf } from './lead.engine.ts'
import { photosOf, saveLead, withoutNote } from './lead.moves.ts'
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
  const known = await trx
    .selectFrom('lead')
    .selectAll()
    .where('incidentId', '=', incident.id)
    .forUpdate()
    .executeTakeFirst()
  if (known && known.state !== 'withdrawn') return withoutNote(known)
  const handed = await handedOver(trx, territory, incident, given)
  if (known) return openAgain(trx, incident, { ...known, ...handed }, given)
  const lead: CaseLead = { ...blank, id: freshId('lead', trx.now), no: await nextNo(trx), ...handed }
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

/** Its case ended in a violation once more: the same lead, with what is handed over now. */
async function openAgain(
  trx: Trx,
  incident: Incident,
  withdrawn: CaseLead & { note: string },
  { note }: OpenLead,
): Promise<CaseLead> {
  const { version } = withdrawn
  const lead = stepped(withoutNote(withdrawn), 'openAgain', version, 'clock')
  await saveLead(trx, lead)
  await trx.updateTable('lead').set({ note }).where('id', '=', lead.id).execute()
  const said = { move: 'openAgain', reason: null, deviceAt: null, lead }
  append(trx, 'lead.moved', said, await hearersOf(trx, incident))
  return lead
}

async function handedOver(trx: Trx, territory: TerritoryBook, incident: Incident, given: OpenLead) {
  const { itemById } = await territory.catalogueAt(trx, incident.catalogueVersion)
  const item = itemById.get(given.itemId)
  if (!item) throw new Problem('lead.item-missing', { id: given.itemId })
  const { areaById, forces } = territory.current()
  const party = given.party ? await keepParty(trx, given.party) : null
  return {
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
}

async function nextNo(trx: Trx): Promise<number> {
  const { rows } = await sql<{ no: number }>`select nextval('lead_no') as no`.execute(trx)
  return rows[0]?.no ?? 0
}
