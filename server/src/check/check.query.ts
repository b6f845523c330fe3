import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'
import { proveLog } from '../kernel/log-proof.ts'

/** A broken promise: which invariant of the guarantees, and the rows that break it. */
export interface Violation {
  invariant: string
  what: string
  ids: string[]
}

/** One promise as a query that finds the rows which break it. */
interface Pledge {
  invariant: string
  what: string
  rows: string
}

const OPEN_INCIDENT = `state not in ('closed', 'rejected', 'void')`
const LIVE_OFFER = `state in ('made', 'delivered', 'seen')`
/** What was checked before its case was filed anew fills no place of it any more. */
const FILLED = `(t.state in ('accepted', 'en-route', 'on-scene', 'handled') or (t.state = 'checked' and t.opened_at >= i.filed_at))`
/** A timer that is this much overdue is no longer "about to be rung". */
const OVERDUE = `interval '30 seconds'`

/** Each row against the newest fact that carries it, in one pass over the log: a change without a fact, or the reverse. */
const untold = (table: string, key = table) => `
  with told as (
    select distinct on (e.body -> '${key}' ->> 'id')
      e.body -> '${key}' ->> 'id' as id, (e.body -> '${key}' ->> 'version')::int as version, e.body -> '${key}' ->> 'state' as state
    from event_log e where e.body ? '${key}' order by 1, 2 desc)
  select r.id from "${table}" r
  where not exists (select 1 from told t where t.id = r.id and t.version = r.version and t.state = r.state)`

/**
 * Open incidents with a place that no squad has or is asked about, that nobody is about to be asked for, and that no alarm
 * shouts about; suspended ones that nothing will take up again; and reports and results that nothing will press for.
 */
export const FORGOTTEN = `select i.id from incident i where (i.state in ('filed', 'dispatched', 'reopened')
      and exists (select 1 from jsonb_array_elements(i.slots) s where not exists (
        select 1 from task t where t.incident_id = i.id and t.slot = s ->> 'id' and (${FILLED}
          or exists (select 1 from offer o where o.task_id = t.id and o.${LIVE_OFFER}))))
      and not exists (select 1 from timer m where m.fired_at is null and m.kind = 'dispatch.route' and m.ref ->> 'incidentId' = i.id)
      and not exists (select 1 from alarm a where a.incident_id = i.id and a.state <> 'cleared'
        and a.kind in ('nobody-competent', 'nobody-left', 'unassigned')))
    or (i.state = 'suspended' and not exists (
      select 1 from timer m where m.fired_at is null and m.kind = 'incident.take-up' and m.ref ->> 'incidentId' = i.id))
    or (i.state in ('reported', 'handled')
      and not exists (select 1 from timer m where m.fired_at is null and m.kind = 'case.stage' and m.ref ->> 'incidentId' = i.id)
      and not exists (select 1 from alarm a where a.incident_id = i.id and a.state <> 'cleared'
        and a.kind in ('file-late', 'check-late')))`

/** Live offers that nothing will end. */
export const ENDLESS = `select o.id, o.answer_by as "answerBy" from offer o where o.${LIVE_OFFER} and not exists
      (select 1 from timer m where m.kind = 'offer.lapse' and m.fired_at is null and m.ref ->> 'offerId' = o.id)`

const PLEDGES: Pledge[] = [
  {
    invariant: 'I1',
    what: 'every open incident has a squad or a live offer for each of its places, a timer to come, or an alarm that stands',
    rows: FORGOTTEN,
  },
  {
    invariant: 'I1',
    what: 'an incident that is over or stopped has no squad bound by it and nothing held out',
    rows: `select i.id from incident i where (not (i.${OPEN_INCIDENT}) or i.state = 'suspended') and (
      exists (select 1 from offer o where o.incident_id = i.id and o.${LIVE_OFFER})
      or exists (select 1 from task t where t.incident_id = i.id and t.state in ('open', 'offered', 'accepted', 'en-route', 'on-scene')))`,
  },
  {
    invariant: 'I4',
    what: 'a task that is offered is held out to somebody, and one that is not is held out to nobody',
    rows: `select t.id from task t where (t.state = 'offered') <> exists (select 1 from offer o where o.task_id = t.id and o.${LIVE_OFFER})`,
  },
  {
    invariant: 'I4',
    what: 'a task belongs to the squad whose offer was accepted',
    rows: `select t.id from task t where t.squad_id is not null and not exists
      (select 1 from offer o where o.task_id = t.id and o.state = 'accepted' and o.squad_id = t.squad_id)`,
  },
  {
    invariant: 'I4',
    what: 'a squad that is bound by a task is on duty',
    rows: `select t.id from task t join squad s on s.id = t.squad_id
      where t.state in ('accepted', 'en-route', 'on-scene') and s.state <> 'on-duty'`,
  },
  {
    invariant: 'I5',
    what: 'an offer ends exactly once: one fact that ends it if it is over, none if it is live',
    rows: `select o.id from offer o where (select count(*) from event_log e
      where e.incident_id = o.incident_id and e.kind = 'offer.moved' and e.body -> 'offer' ->> 'id' = o.id
        and e.body ->> 'move' in ('accept', 'decline', 'lapse', 'withdraw')) <> case when o.ended_at is null then 0 else 1 end`,
  },
  {
    invariant: 'I6',
    what: 'no offer was accepted after its answer-by',
    rows: `select id from offer where state = 'accepted' and ended_at > answer_by`,
  },
  {
    invariant: 'I7',
    what: 'a live offer has a timer that will end it',
    rows: ENDLESS,
  },
  {
    invariant: 'I7',
    what: 'an alarm that nobody owns has a timer that lets it climb, unless it is as high as it gets',
    rows: `select a.id from alarm a where a.state = 'raised' and a.climb_at is not null and not exists
      (select 1 from timer m where m.kind = 'alarm.escalate' and m.fired_at is null and m.ref ->> 'alarmId' = a.id)`,
  },
  {
    invariant: 'I7',
    what: 'an alarm that is owned is owned by somebody who may act',
    rows: `select a.id from alarm a join person p on p.id = a.owner_id where a.state = 'owned' and p.state <> 'active'`,
  },
  {
    invariant: 'I4',
    what: 'every task fills a place of its case, one lead to a case',
    rows: `select t.id from task t join incident i on i.id = t.incident_id
      where t.state in ('open', 'offered', 'accepted', 'en-route', 'on-scene', 'handled')
      and not exists (select 1 from jsonb_array_elements(i.slots) s where s ->> 'id' = t.slot and s ->> 'part' = t.part)`,
  },
  {
    invariant: 'I15',
    what: 'a case belongs to a major one that belongs to none itself',
    rows: `select p.id from incident p join incident w on w.id = p.part_of where not w.major or w.part_of is not null`,
  },
  {
    invariant: 'I15',
    what: 'a case is extended twice at most, and once for every last word that granted it',
    rows: `select i.id from incident i where i.extensions <> (select count(*) from event_log e
      where e.incident_id = i.id and e.kind = 'incident.moved' and e.body ->> 'move' = 'extend'
        and e.seq > coalesce((select max(f.seq) from event_log f where f.incident_id = i.id and f.kind = 'incident.moved'
          and f.body ->> 'move' in ('file', 'reopen')), 0))`,
  },
  {
    invariant: 'I7',
    what: 'no timer fired before its moment',
    rows: `select id from timer where fired_at < due_at`,
  },
  { invariant: 'I10', what: 'every incident stands in the log as it is', rows: untold('incident') },
  { invariant: 'I10', what: 'every task stands in the log as it is', rows: untold('task') },
  { invariant: 'I10', what: 'every offer stands in the log as it is', rows: untold('offer') },
  { invariant: 'I10', what: 'every alarm stands in the log as it is', rows: untold('alarm') },
  { invariant: 'I10', what: 'every request stands in the log as it is', rows: untold('approval') },
  { invariant: 'I10', what: 'every supervision order stands in the log as it is', rows: untold('supervision') },
  { invariant: 'I10', what: 'every lead stands in the log as it is', rows: untold('lead') },
  { invariant: 'I10', what: 'every device stands in the log as it is', rows: untold('device') },
  { invariant: 'I10', what: 'every hand-over stands in the log as it is', rows: untold('handover') },
  {
    invariant: 'I10',
    what: 'every request for tracks stands in the log as it is',
    rows: untold('track_request', 'request'),
  },
  {
    invariant: 'I7',
    what: 'a request for tracks that awaits a word, or its fetching, has a timer that will end it',
    rows: `select r.id from track_request r where r.state in ('asked', 'agreed') and not exists
      (select 1 from timer m where m.kind = 'track.request-lapse' and m.fired_at is null and m.ref ->> 'requestId' = r.id)`,
  },
  { invariant: 'I10', what: 'every shift at a desk stands in the log as it is', rows: untold('desk_shift', 'shift') },
  { invariant: 'I10', what: 'every duty table stands in the log as it is', rows: untold('duty_table', 'table') },
  {
    invariant: 'I10',
    what: 'a squad on duty has as many officers as are signed on with it',
    rows: `select s.id from squad s where s.crew is not null and s.crew <>
      (select count(*) from duty_period p where p.squad_id = s.id and p.ended_at is null and p.officer_id is not null)`,
  },
  {
    invariant: 'I10',
    what: 'every picture is there with the digest that the log was told, and every one that the log was told of',
    rows: `select coalesce(p.id, e.body -> 'photo' ->> 'id') as id from photo p
      full join (select body from event_log where kind = 'photo.added') e
        on e.body -> 'photo' ->> 'id' = p.id and e.body -> 'photo' ->> 'sha256' = p.sha256
      where p.id is null or e.body is null or not exists (select 1 from photo_content c where c.photo_id = p.id)`,
  },
  {
    invariant: 'I15',
    what: 'a lead that may still be decided is of a case that is closed as a violation',
    rows: `select l.id from lead l join incident i on i.id = l.incident_id
      where l.state in ('open', 'taken', 'returned') and (i.state <> 'closed' or i.outcome <> 'violation')`,
  },
  {
    invariant: 'I10',
    what: 'every decision stands in the log, and its lead is decided',
    rows: `select d.id from decision d join lead l on l.id = d.lead_id where l.state <> 'decided' or not exists
      (select 1 from event_log e where e.kind = 'decision.made' and e.incident_id = d.incident_id and e.body -> 'decision' ->> 'id' = d.id)`,
  },
]

/** Only for a server that is running: without one nobody rings. */
const PUNCTUAL: Pledge = {
  invariant: 'I7',
  what: 'no timer is long overdue',
  rows: `select id from timer where fired_at is null and due_at < clock_timestamp() - ${OVERDUE}`,
}

const NAMED = 20

/** Looks for every broken promise; an empty list is the good answer. Reads only. `running`: a server should be ringing timers. */
export async function check(db: Db, districtId: string, { running }: { running: boolean }): Promise<Violation[]> {
  const violations: Violation[] = []
  for (const { invariant, what, rows } of running ? [...PLEDGES, PUNCTUAL] : PLEDGES) {
    const found = await sql<{ id: string }>`${sql.raw(rows)} limit ${sql.raw(String(NAMED))}`.execute(db)
    if (found.rows.length > 0) violations.push({ invariant, what, ids: found.rows.map(({ id }) => id) })
  }
  const verdict = await proveLog(db, districtId)
  if (!verdict.whole) {
    violations.push({
      invariant: 'I11',
      what: `the log is ${verdict.why} at line ${verdict.seq}`,
      ids: [String(verdict.seq)],
    })
  }
  return violations
}
