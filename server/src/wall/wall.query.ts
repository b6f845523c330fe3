import { liveOfferStates } from '@lianqin/shared/offer'
import type { Scope } from '@lianqin/shared/person'
import { RECENTLY_CLOSED, type Snapshot } from '@lianqin/shared/wall'
import { sql } from 'kysely'
import { visibleAlarms } from '../alarm/alarm.query.ts'
import { OVER_STATES, visibleIncidents } from '../incident/incident.query.ts'
import type { Db } from '../kernel/db.ts'
import { lastSeq } from '../kernel/event-log.ts'
import { visibleOffers } from '../offer/offer.query.ts'
import { visibleSquads } from '../squad/squad.query.ts'
import { visibleTasks } from '../task/task.query.ts'

/** Everything that stands, for one reader's rights, as of one point of the log: all read in one REPEATABLE READ transaction. */
export function readSnapshot(db: Db, districtId: string, scope: Scope): Promise<Snapshot> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const seq = await lastSeq(trx, districtId)
      const { rows } = await sql<{ now: string }>`select clock_timestamp() as now`.execute(trx)
      const open = await visibleIncidents(trx, scope).where('state', 'not in', OVER_STATES).execute()
      const closed = await visibleIncidents(trx, scope)
        .where('closedAt', 'is not', null)
        .orderBy('closedAt', 'desc')
        .limit(RECENTLY_CLOSED)
        .execute()
      const incidents = [...open, ...closed]
      const shown = incidents.map(({ id }) => id)
      const tasks =
        shown.length === 0
          ? []
          : await visibleTasks(trx, scope)
              .where(
                sql<boolean>`task.incident_id in (select jsonb_array_elements_text(${JSON.stringify(shown)}::jsonb))`,
              )
              .execute()
      return {
        seq,
        at: rows[0]?.now ?? '',
        incidents,
        tasks,
        offers: await visibleOffers(trx, scope).where('state', 'in', liveOfferStates).execute(),
        alarms: await visibleAlarms(trx, scope).where('state', '!=', 'cleared').execute(),
        squads: await visibleSquads(trx, scope),
      }
    })
}
