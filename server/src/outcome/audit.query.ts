import type { Incident } from '@lianqin/shared/incident'
import type { Scope } from '@lianqin/shared/person'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { Db } from '../kernel/db.ts'

/** Incidents that ended in a violation and have neither a lead that stands nor a reason why not, given since they were closed. */
const notFiled = (db: Db, scope: Scope) =>
  visibleIncidents(db, scope)
    .where('incident.state', '=', 'closed')
    .where('incident.outcome', '=', 'violation')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('lead')
            .select('lead.id')
            .whereRef('lead.incidentId', '=', 'incident.id')
            .where('lead.state', '!=', 'withdrawn'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('omission')
            .select('omission.id')
            .whereRef('omission.incidentId', '=', 'incident.id')
            .whereRef('omission.recordedAt', '>=', 'incident.closedAt'),
        ),
      ),
    )

/** A page of them, newest first, and how many there are in all. */
export async function pageOfNotFiled(
  db: Db,
  scope: Scope,
  { limit, before }: { limit: number; before: number | null },
): Promise<{ incidents: Incident[]; total: number }> {
  const [incidents, { total }] = await Promise.all([
    notFiled(db, scope)
      .$if(before !== null, (query) => query.where('incident.no', '<', before))
      .orderBy('incident.no', 'desc')
      .limit(limit)
      .execute(),
    notFiled(db, scope)
      .clearSelect()
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { incidents, total }
}

/** Has the reason been given since this incident was closed? Reopened and closed again, it owes another. */
export const hasOmission = async (db: Db, { id, closedAt }: Pick<Incident, 'id' | 'closedAt'>): Promise<boolean> =>
  (await db
    .selectFrom('omission')
    .select('id')
    .where('incidentId', '=', id)
    .where('recordedAt', '>=', closedAt)
    .executeTakeFirst()) !== undefined
