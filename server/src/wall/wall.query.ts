import type { LoggedEvent } from '@lianqin/shared/events'
import { liveOfferStates } from '@lianqin/shared/offer'
import type { Scope } from '@lianqin/shared/person'
import { mayRead } from '@lianqin/shared/rights'
import { RECENT_LINES, RECENTLY_CLOSED, type Snapshot } from '@lianqin/shared/wall'
import { sql } from 'kysely'
import { visibleAlarms } from '../alarm/alarm.query.ts'
import { visibleApprovals } from '../approval/approval.query.ts'
import { OVER_STATES, visibleIncidents } from '../incident/incident.query.ts'
import type { Db } from '../kernel/db.ts'
import { type HeardEvent, lastSeq, withoutAudience } from '../kernel/event-log.ts'
import { visibleOffers } from '../offer/offer.query.ts'
import { visibleSquads } from '../squad/squad.query.ts'
import { ENDED_SUPERVISIONS, visibleSupervisions } from '../supervision/supervision.query.ts'
import { visibleTasks } from '../task/task.query.ts'

const LOOKED_THROUGH = 300

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
        approvals: await visibleApprovals(trx, scope).where('state', '=', 'asked').execute(),
        supervisions: await visibleSupervisions(trx, scope).where('state', 'not in', ENDED_SUPERVISIONS).execute(),
        recent: await recentLines(trx, districtId, scope),
      }
    })
}

/** The newest lines a reader may see. What a narrow reader may not see is skipped, so a quiet one may get fewer. */
async function recentLines(db: Db, districtId: string, scope: Scope): Promise<LoggedEvent[]> {
  const rows = await db
    .selectFrom('eventLog')
    .select(['seq', 'at', 'kind', 'doer as by', 'body', 'audience'])
    .where('districtId', '=', districtId)
    // A call for help is about no case.
    .where(({ eb, or }) => or([eb('incidentId', 'is not', null), eb('kind', 'in', ['alarm.raised', 'alarm.moved'])]))
    .orderBy('seq', 'desc')
    .limit(LOOKED_THROUGH)
    .execute()
  const lines = rows as unknown as HeardEvent[]
  return lines
    .filter(({ audience }) => mayRead(scope, audience))
    .slice(0, RECENT_LINES)
    .map(withoutAudience)
}
