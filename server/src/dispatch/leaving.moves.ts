import type { Person } from '@lianqin/shared/person'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { saveBook } from './case-book.moves.ts'
import { decide } from './dispatch.engine.ts'
import { releaseDistressOf } from './distress.moves.ts'
import { lockCase, lockInOrder } from './lock-case.moves.ts'

/**
 * Somebody may not act any more: every alarm they own calls again, in the same transaction, or it would call nobody for
 * ever. Their row is locked by the caller, so that none is taken on behind this look; see `holdActor`.
 */
export async function releaseAlarmsOf(trx: Trx, territory: TerritoryBook, ownerId: Person['id']): Promise<void> {
  const owned = await trx
    .selectFrom('alarm')
    .select('incidentId')
    .distinct()
    .where('ownerId', '=', ownerId)
    .where('state', '=', 'owned')
    .execute()
  const incidentIds = owned.flatMap(({ incidentId }) => incidentId ?? [])
  await lockInOrder(trx, incidentIds)
  for (const incidentId of incidentIds) {
    const locked = await lockCase(trx, territory, incidentId)
    if (locked) await saveBook(trx, decide(locked.held, { on: 'leaving', ownerId }, locked.setting))
  }
  await releaseDistressOf(trx, territory, ownerId)
}
