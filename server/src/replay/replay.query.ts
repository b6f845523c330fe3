import type { Incident } from '@lianqin/shared/incident'
import { liveOfferStates, type Offer } from '@lianqin/shared/offer'
import type { Scope } from '@lianqin/shared/person'
import { REPLAY_LINES, type ReplayPage, type ReplayStart } from '@lianqin/shared/replay'
import { earsOf, mayRead } from '@lianqin/shared/rights'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import { type RawBuilder, sql } from 'kysely'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { Db } from '../kernel/db.ts'
import { type HeardEvent, withoutAudience } from '../kernel/event-log.ts'
import type { Span } from '../track/track.query.ts'

interface Asked {
  districtId: string
  scope: Scope
  span: Span
}

/** One page of the log of a span as this reader may see it, in the log's own order; with its beginning on the first. */
export async function replayPage(db: Db, asked: Asked, after: number | null): Promise<ReplayPage> {
  const { districtId, scope, span } = asked
  const rows = await db
    .selectFrom('eventLog')
    .select(['seq', 'at', 'kind', 'doer as by', 'body', 'audience'])
    .where('districtId', '=', districtId)
    .where('at', '>=', toMoment(span.from))
    .where('at', '<', toMoment(span.to))
    .$if(after !== null, (query) => query.where('seq', '>', after ?? 0))
    .orderBy('seq')
    .limit(REPLAY_LINES)
    .execute()
  const lines = rows as unknown as HeardEvent[]
  return {
    start: after === null ? await replayStart(db, asked) : null,
    lines: lines.filter(({ audience }) => mayRead(scope, audience)).map(withoutAudience),
    next: lines.length === REPLAY_LINES ? (lines.at(-1)?.seq ?? null) : null,
  }
}

/** What stood at the first moment: the newest line before it of each row of each case that was not over by then. */
async function replayStart(db: Db, { districtId, scope, span }: Asked): Promise<ReplayStart> {
  const at = toMoment(span.from)
  const open = await visibleIncidents(db, scope)
    .clearSelect()
    .select('incident.id')
    .where('incident.reportedAt', '<', at)
    .where((is) => is.or([is('incident.closedAt', 'is', null), is('incident.closedAt', '>=', at)]))
    .execute()
  const ears = earsOf(scope)
  const isHeard =
    ears === null ? sql`true` : sql`audience ?| array(select jsonb_array_elements_text(${JSON.stringify(ears)}::jsonb))`
  const ofCases = sql`incident_id = any(array(select jsonb_array_elements_text(${JSON.stringify(open.map(({ id }) => id))}::jsonb)))`
  const rows = <T>(key: string, which: RawBuilder<unknown>) =>
    sql<{ row: T }>`
      select distinct on (body -> ${sql.lit(key)} ->> 'id') body -> ${sql.lit(key)} as row from event_log
      where district_id = ${districtId} and ${which} and at < ${at}::timestamptz and body ? ${sql.lit(key)} and ${isHeard}
      order by body -> ${sql.lit(key)} ->> 'id', seq desc`
      .execute(db)
      .then((found) => found.rows.map(({ row }) => row))
  const [incidents, tasks, offers, squads] = await Promise.all([
    rows<Incident>('incident', ofCases),
    rows<Task>('task', ofCases),
    rows<Offer>('offer', ofCases),
    rows<Squad>('squad', sql`kind = 'squad.moved'`),
  ])
  const live: readonly Offer['state'][] = liveOfferStates
  return { at, incidents, tasks, offers: offers.filter(({ state }) => live.includes(state)), squads }
}
