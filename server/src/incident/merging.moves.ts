import { type Incident, incidentMachine, type NewIncident } from '@lianqin/shared/incident'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { visibleIncidents } from './incident.query.ts'

/**
 * A report that says what it repeats is merged before anybody could be asked about it; that case must be open: of one that is
 * over, nobody would be asked again. */
export async function refuseFalseRepeat(trx: Trx, { duplicateOf, filed, reason }: NewIncident): Promise<void> {
  if (duplicateOf === undefined) {
    if (reason !== undefined) throw stray('reason belongs to duplicateOf')
    return
  }
  const { role, scope } = trx.actor
  if (!incidentMachine.movesFrom('reported', role).includes('void')) throw new Problem('session.forbidden', { role })
  if (filed) throw stray('a report that repeats another is not filed')
  if (reason === undefined) throw new Problem('move.reason-missing', { move: 'void' })
  // Locked, so that it cannot be found to repeat another itself until this report stands with it.
  const original = await visibleIncidents(trx, scope)
    .where('incident.id', '=', duplicateOf)
    .where('incident.closedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!original) throw new Problem('incident.duplicate-missing', { id: duplicateOf })
}

const stray = (what: string) => new Problem('request.invalid', { where: 'body', what })

/** Adds a report that has just been taken to the case it repeats: both are kept, and nothing is asked of anybody. */
export async function mergeNew(trx: Trx, reported: Incident, { duplicateOf, reason }: NewIncident): Promise<Incident> {
  const set = { state: 'void', closedAt: trx.now, duplicateOf: duplicateOf ?? null, version: 2 } as const
  await trx.updateTable('incident').set(set).where('id', '=', reported.id).execute()
  const incident: Incident = { ...reported, ...set }
  const body = { move: 'void', reason: reason ?? null, deviceAt: null, incident }
  append(trx, 'incident.moved', body, { audience: [incident.areaId], incidentId: incident.id })
  return incident
}
