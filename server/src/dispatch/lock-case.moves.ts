import type { Incident } from '@lianqin/shared/incident'
import type { Squad } from '@lianqin/shared/squad'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { freshId } from '../kernel/ids.ts'
import type { Case, Setting } from './case-book.engine.ts'
import { caseOf } from './dispatch.query.ts'

/**
 * Locks a case by its incident's row, whichever part of it a command names: one lock per case, always the same one first,
 * so that two commands on one case follow each other and never wait in a ring.
 */
export async function lockCase(
  trx: Trx,
  territory: TerritoryBook,
  incidentId: Incident['id'],
): Promise<{ held: Case; setting: Setting } | null> {
  const incident = await trx
    .selectFrom('incident')
    .selectAll()
    .where('id', '=', incidentId)
    .forUpdate()
    .executeTakeFirst()
  if (!incident) return null
  const { district } = territory.current()
  const { matterById } = await territory.catalogueAt(trx, incident.catalogueVersion)
  const matter = matterById.get(incident.matterId)
  if (!matter) throw new Problem('matter.missing', { id: incident.matterId })
  const setting: Setting = {
    now: trx.now,
    by: trx.actor,
    matter,
    district,
    offDuty: new Set(),
    freshId: (kind) => freshId(kind, trx.now),
  }
  return { held: await caseOf(trx, incident), setting }
}

/** Several cases are locked in the order of their ids, so that of two who want the same ones neither waits in a ring. */
export async function lockInOrder(trx: Trx, ids: readonly Incident['id'][]): Promise<void> {
  if (ids.length === 0) return
  await trx.selectFrom('incident').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()
}

/** Which of these squads are off duty; none of them changes that until the commit. */
export async function offDutyOf(trx: Trx, ids: readonly (Squad['id'] | null)[]): Promise<Set<Squad['id']>> {
  const named = ids.filter((id) => id !== null)
  if (named.length === 0) return new Set()
  const squads = await trx
    .selectFrom('squad')
    .select(['id', 'state'])
    .where('id', 'in', named)
    .orderBy('id')
    .forShare()
    .execute()
  return new Set(squads.flatMap(({ id, state }) => (state === 'off-duty' ? [id] : [])))
}
