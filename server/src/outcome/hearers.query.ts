import type { Incident } from '@lianqin/shared/incident'
import { liveOfferStates } from '@lianqin/shared/offer'
import type { Db } from '../kernel/db.ts'

/** Who hears of a case: its township, and the squads that may read it, as they are asked about it or have had a task of it. */
export async function hearersOf(db: Db, { id, areaId }: Pick<Incident, 'id' | 'areaId'>) {
  const [tasks, offers] = await Promise.all([
    db.selectFrom('task').select('squadId').where('incidentId', '=', id).where('squadId', 'is not', null).execute(),
    db
      .selectFrom('offer')
      .select('squadId')
      .where('incidentId', '=', id)
      .where('state', 'in', liveOfferStates)
      .execute(),
  ])
  const squads = [...tasks, ...offers].flatMap(({ squadId }) => squadId ?? [])
  return { audience: [...new Set([areaId, ...squads])] as string[], incidentId: id }
}
