import type { Decide, Decision } from '@lianqin/shared/decision'
import type { CaseLead } from '@lianqin/shared/lead'
import type { Party } from '@lianqin/shared/party'
import { Problem } from '@lianqin/shared/wire/problem'
import { sql } from 'kysely'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { judge } from './decision.engine.ts'
import { earlierDecisions, officersNamed } from './decision.query.ts'
import { hearersOf } from './hearers.query.ts'
import { daysLater, refuseIncompetent, stepped } from './lead.engine.ts'
import { lockLead, refuseUnsettled, saveLead } from './lead.moves.ts'
import { keepParty } from './party.moves.ts'

/** Decides on a lead that was taken: lets a first offence go, or punishes on one of three tracks. */
export async function decideLead(
  trx: Trx,
  territory: TerritoryBook,
  id: CaseLead['id'],
  command: Decide,
): Promise<Decision> {
  const { lead } = await lockLead(trx, id)
  refuseIncompetent(trx.actor.scope, lead, territory.current().forceById.get(lead.subjectId))
  const decided = stepped(lead, 'decide', command.version, 'clock')
  await refuseUnsettled(trx, lead)
  const party = await partyOf(trx, lead, command)
  const verdict = judge(command, await groundOf(trx, territory, { lead, party, command }))
  const decision: Decision = {
    id: freshId('decision', trx.now),
    no: await nextNo(trx),
    leadId: id,
    incidentId: lead.incidentId,
    areaId: lead.areaId,
    subjectId: lead.subjectId,
    itemId: lead.itemId,
    catalogueVersion: lead.catalogueVersion,
    kind: command.kind,
    partyId: party.id,
    partyKind: party.kind,
    ...verdict,
    decidedAt: trx.now,
    decidedById: trx.actor.personId,
    decidedByTitle: trx.actor.title,
  }
  await insert(trx, decision, command)
  const closed: CaseLead = { ...decided, decidedAt: trx.now, partyId: party.id, partyKind: party.kind }
  await saveLead(trx, closed)
  const hearers = await hearersOf(trx, { id: lead.incidentId, areaId: lead.areaId })
  append(trx, 'decision.made', { decision, lead: closed }, hearers)
  return decision
}

/** Against whom: as the decision says, or as the lead did. */
async function partyOf(trx: Trx, { id, partyId }: CaseLead, { party }: Decide): Promise<Party> {
  if (party) return keepParty(trx, party)
  if (partyId === null) throw new Problem('decision.party-missing', { id })
  return trx
    .selectFrom('party')
    .select(['id', 'kind', 'name', 'creditCode', 'idTail'])
    .where('id', '=', partyId)
    .executeTakeFirstOrThrow()
}

async function groundOf(
  trx: Trx,
  territory: TerritoryBook,
  { lead, party, command }: { lead: CaseLead; party: Party; command: Decide },
) {
  // The one lock under which decisions are made: of two first offences of one party at once, the second sees the first.
  await trx.selectFrom('district').select('id').forUpdate().execute()
  const { settings } = territory.current().district
  const { itemById } = await territory.catalogueAt(trx, lead.catalogueVersion)
  const item = itemById.get(lead.itemId)
  if (!item) throw new Problem('lead.item-missing', { id: lead.itemId })
  const since = daysLater(trx.now, -settings.waiverPeriodDays)
  const earlier = await earlierDecisions(trx, item, party, since)
  const officers = await officersNamed(trx, command.officerIds ?? [])
  return { lead, item, party, officers, earlier, settings, now: trx.now, dayOf: territory.today }
}

async function nextNo(trx: Trx): Promise<number> {
  const { rows } = await sql<{ no: number }>`select nextval('decision_no') as no`.execute(trx)
  return rows[0]?.no ?? 0
}

async function insert(trx: Trx, decision: Decision, command: Decide): Promise<void> {
  const { note, corrected = null, minor = null, extendedFor = null } = command
  await trx
    .insertInto('decision')
    .values({ ...decision, officerIds: JSON.stringify(decision.officerIds), corrected, minor, note, extendedFor })
    .execute()
}
