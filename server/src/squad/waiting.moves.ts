import type { Squad } from '@lianqin/shared/squad'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Trx } from '../kernel/db.ts'

/**
 * Cases that nobody had, and whose alarm nobody has taken on, are routed again when somebody can have them: urgent ones
 * first, then whoever has waited longest.
 */
export async function retryWaiting(
  trx: Trx,
  { areaId }: Pick<Squad, 'areaId'>,
  { dueAt, atMost }: { dueAt: Moment; atMost: number },
): Promise<void> {
  const waiting = await trx
    .selectFrom('alarm')
    .innerJoin('incident', 'incident.id', 'alarm.incidentId')
    .select('incident.id as incidentId')
    .where('alarm.state', '=', 'raised')
    .where('alarm.kind', 'in', ['nobody-competent', 'nobody-left'])
    .$if(areaId !== null, (query) => query.where('alarm.areaId', '=', areaId as NonNullable<typeof areaId>))
    .orderBy('incident.urgent', 'desc')
    .orderBy('alarm.raisedAt')
    .limit(atMost)
    .execute()
  for (const { incidentId } of waiting) trx.timers.push({ kind: 'dispatch.route', ref: { incidentId }, dueAt })
}
