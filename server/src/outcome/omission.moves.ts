import type { Incident } from '@lianqin/shared/incident'
import type { LeadOmission, OmitLead } from '@lianqin/shared/lead'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { hasOmission } from './audit.query.ts'
import { lockViolation } from './lead-opening.moves.ts'

/** Records why a violation goes without a lead (DOMAIN F58). Its desk hears of it, no squad does. */
export async function omitLead(trx: Trx, id: Incident['id'], { reason }: OmitLead): Promise<LeadOmission> {
  const incident = await lockViolation(trx, id)
  const lead = await trx
    .selectFrom('lead')
    .select('no')
    .where('incidentId', '=', id)
    .where('state', '!=', 'withdrawn')
    .executeTakeFirst()
  if (lead) throw new Problem('lead.exists', { no: lead.no })
  if (await hasOmission(trx, incident)) throw new Problem('lead.omitted-already', { id })
  const omission: LeadOmission = {
    id: freshId('omission', trx.now),
    incidentId: id,
    areaId: incident.areaId,
    reason,
    recordedAt: trx.now,
    recordedById: trx.actor.personId,
    recordedByTitle: trx.actor.title,
  }
  await trx.insertInto('omission').values(omission).execute()
  append(trx, 'lead.omitted', { omission }, { audience: [incident.areaId], incidentId: id })
  return omission
}
