import type { CaseLead } from '@lianqin/shared/lead'
import type { GivenParty, Party } from '@lianqin/shared/party'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { visibleLeads } from './lead.query.ts'
import { nameKey, partyFrom } from './party.merge.ts'

/** Keeps a party as it was given. */
export async function keepParty(trx: Trx, given: GivenParty): Promise<Party> {
  const { party: known, stray } = partyFrom(given)
  if (stray) throw new Problem('request.invalid', { where: 'body', what: `${stray} belongs to another kind of party` })
  const party: Party = { id: freshId('party', trx.now), ...known }
  await trx
    .insertInto('party')
    .values({ ...party, nameKey: nameKey(party.name) })
    .execute()
  return party
}

/** That somebody is about to see a lead's party in full: a line of the log before it is answered, and told to no screen. */
export async function discloseParty(trx: Trx, id: CaseLead['id']): Promise<{ partyId: Party['id'] }> {
  const lead = await visibleLeads(trx, trx.actor.scope).where('lead.id', '=', id).executeTakeFirst()
  if (!lead) throw new Problem('lead.missing', { id })
  if (lead.partyId === null) throw new Problem('party.missing', { id })
  const { partyId } = lead
  append(trx, 'party.disclosed', { partyId, leadId: id }, { audience: [], incidentId: null })
  return { partyId }
}
