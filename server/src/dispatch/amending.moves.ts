import type { AmendIncident, Incident } from '@lianqin/shared/incident'
import { Problem } from '@lianqin/shared/wire/problem'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { act } from './dispatch.moves.ts'
import { lockInOrder } from './lock-case.moves.ts'

/**
 * Urgency, and which major incident a case is or belongs to. Both rows of a link are locked before anything is looked at:
 * of two links that would make a chain the second sees the first.
 */
export async function amendIncident(
  trx: Trx,
  territory: TerritoryBook,
  id: Incident['id'],
  command: AmendIncident,
): Promise<Incident> {
  const missing = new Problem('incident.missing', { id })
  const { partOf, major } = command
  const { scope, role } = trx.actor
  // Other townships' cases may belong to it, of which this seat must not learn: only the district takes that back.
  if (major === false && scope.kind !== 'district') throw new Problem('session.forbidden', { role })
  if (!(await seen(trx, id))) throw missing
  const link = typeof partOf === 'string' ? partOf : null
  // What one may not see, one may not hold up either.
  if (link !== null && !(await seen(trx, link))) throw new Problem('incident.link-unfit', { id, partOf: link })
  await lockInOrder(trx, link === null ? [id] : [id, link])
  if (link !== null) await refuseLink(trx, id, link)
  if (major === false) await refuseParts(trx, id)
  return (await act(trx, territory, { incidentId: id }, missing, { on: 'amendment', command })).incident
}

const seen = (trx: Trx, id: Incident['id']): Promise<Incident | undefined> =>
  visibleIncidents(trx, trx.actor.scope).where('incident.id', '=', id).executeTakeFirst()

/** Only to a major incident, which belongs to none itself, and not to oneself. */
async function refuseLink(trx: Trx, id: Incident['id'], partOf: Incident['id']): Promise<void> {
  const whole = await seen(trx, partOf)
  if (!whole?.major || whole.id === id) throw new Problem('incident.link-unfit', { id, partOf })
}

/** As long as others belong to it, a case stays major. */
async function refuseParts(trx: Trx, id: Incident['id']): Promise<void> {
  const part = await trx.selectFrom('incident').select('id').where('partOf', '=', id).executeTakeFirst()
  if (part) throw new Problem('incident.has-parts', { id })
}
