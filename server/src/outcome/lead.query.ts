import type { CaseLead, LeadState } from '@lianqin/shared/lead'
import type { LeadFile, ListedLead } from '@lianqin/shared/lead-file'
import { masked, type ShownParty } from '@lianqin/shared/party'
import type { Scope } from '@lianqin/shared/person'
import { Problem } from '@lianqin/shared/wire/problem'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { Db } from '../kernel/db.ts'

/** Leads a reader may see: those of the incidents that reader may see. */
export const visibleLeads = (db: Db, scope: Scope) =>
  db
    .selectFrom('lead')
    .selectAll('lead')
    .where('lead.incidentId', 'in', visibleIncidents(db, scope).clearSelect().select('incident.id'))

export interface LeadPage {
  state: LeadState | null
  limit: number
  before: number | null
}

/** A page of leads, newest first. */
export async function pageOfLeads(db: Db, scope: Scope, { state, limit, before }: LeadPage): Promise<ListedLead[]> {
  const leads = await visibleLeads(db, scope)
    .innerJoin('incident', 'incident.id', 'lead.incidentId')
    .leftJoin('party', 'party.id', 'lead.partyId')
    .select(['incident.no as incidentNo', 'party.name as partyName'])
    .$if(state !== null, (query) => query.where('lead.state', '=', state))
    .$if(before !== null, (query) => query.where('lead.no', '<', before))
    .orderBy('lead.no', 'desc')
    .limit(limit)
    .execute()
  return leads.map(({ note: _, partyName, ...lead }) => ({
    ...lead,
    party: scope.kind === 'squad' ? null : shown(lead.partyKind, partyName),
  }))
}

const shown = (kind: ShownParty['kind'] | null, name: string | null): ShownParty | null =>
  kind === null || name === null ? null : masked({ kind, name })

/** One lead with everything that belongs to it, as far as this reader may see it. */
export async function leadFile(db: Db, scope: Scope, id: CaseLead['id']): Promise<LeadFile> {
  const lead = await visibleLeads(db, scope).where('lead.id', '=', id).executeTakeFirst()
  if (!lead) throw new Problem('lead.missing', { id })
  const [incident, photos, decision, party] = await Promise.all([
    db.selectFrom('incident').selectAll().where('id', '=', lead.incidentId).executeTakeFirstOrThrow(),
    db.selectFrom('photo').selectAll().where('incidentId', '=', lead.incidentId).orderBy('addedAt').execute(),
    db.selectFrom('decision').selectAll().where('leadId', '=', id).executeTakeFirst(),
    lead.partyId === null
      ? undefined
      : db.selectFrom('party').select(['kind', 'name']).where('id', '=', lead.partyId).executeTakeFirst(),
  ])
  const own = scope.kind === 'squad'
  return {
    lead,
    note: own ? null : lead.note,
    party: own || !party ? null : masked(party),
    incident,
    photos,
    decision: decision ?? null,
    decisionNote: own ? null : (decision?.note ?? null),
  }
}
