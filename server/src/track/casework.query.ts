import type { Incident } from '@lianqin/shared/incident'
import type { Squad } from '@lianqin/shared/squad'
import { boundStates } from '@lianqin/shared/task'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kernel/db.ts'
import { DAY_MS } from './retention.ts'

/** When a squad worked on a task of a case that is still kept: from its acceptance until it was finished, sent back or taken away. */
export interface CaseSpan {
  squadId: Squad['id']
  incidentId: Incident['id']
  fromAt: Moment
  /** Null while it still works on it. */
  toAt: Moment | null
}

/** Whether any of it lies between two moments. */
export const reachesInto = ({ fromAt, toAt }: CaseSpan, from: Moment, to: Moment): boolean =>
  fromAt < to && (toAt === null || toAt >= from)

/** Cases that were closed before this moment are kept no longer. */
export const casesKeptFrom = (now: Moment, caseDays: number): Moment => toMoment(Date.parse(now) - caseDays * DAY_MS)

const listed = (words: readonly string[]) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb))`

/** What of a span belongs to cases that are still open, or were closed since a moment. A task finished twice ends the second time. */
export async function caseSpans(db: Db, span: { from: Moment; to: Moment }, keptFrom: Moment): Promise<CaseSpan[]> {
  const { rows } = await sql<CaseSpan>`
    select squad_id, incident_id, from_at, to_at from (
      select t.squad_id, t.incident_id, t.accepted_at as from_at,
        case when t.state = any(${listed(boundStates)}) then null
          else coalesce(t.handled_at, (select max(e.at) from event_log e
            where e.incident_id = t.incident_id and e.kind = 'task.moved' and e.body -> 'task' ->> 'id' = t.id
              and e.body ->> 'move' in ('finish', 'sendBack', 'recall', 'callOff')), t.accepted_at) end as to_at
      from task t join incident i on i.id = t.incident_id
      where t.squad_id is not null and t.accepted_at < ${span.to}::timestamptz
        and (i.closed_at is null or i.closed_at >= ${keptFrom}::timestamptz)) spans
    where to_at is null or to_at >= ${span.from}::timestamptz`.execute(db)
  return rows
}

/** The chunks of a table that hold something of these spans, by their place in it, with the cases they belong to. */
export const heldBy = (table: RawBuilder<unknown>, before: Moment, spans: readonly CaseSpan[]) => sql`
  span as materialized (
    select u.id as unit_id, s."incidentId" as incident_id, s."fromAt" as from_at, coalesce(s."toAt", 'infinity') as to_at
    from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb)
      as s("squadId" text, "incidentId" text, "fromAt" timestamptz, "toAt" timestamptz)
    join unit u on u.squad_id = s."squadId"),
  held as materialized (
    select c.ctid as place, jsonb_agg(distinct s.incident_id) as incident_ids
    from ${table} c join span s on s.unit_id = c.unit_id and s.to_at >= c.from_at
      and s.from_at < date_trunc('hour', c.from_at, 'UTC') + interval '1 hour'
    where c.from_at < ${before}::timestamptz
    group by c.ctid)`

/** Chunks that were left for cases none of which is kept any longer. A case is closed after the work on it. */
export const released = (keptFrom: Moment) => sql`
  from_at < ${keptFrom}::timestamptz and not exists (
    select from jsonb_array_elements_text(track_kept.incident_ids) as of_case(id) join incident i on i.id = of_case.id
    where i.closed_at is null or i.closed_at >= ${keptFrom}::timestamptz)`
