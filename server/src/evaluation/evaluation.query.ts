import type { Scope } from '@lianqin/shared/person'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { Db } from '../kernel/db.ts'
import type { CaseFact } from './case-fact.ts'
import type { Frame } from './frame.engine.ts'

/** So many cases are read at once: a few milliseconds of the database, and less of everybody else's time. */
const PORTION = 250

/**
 * The cases that may have a part in a period, one portion after the other, each in one statement. Between two of them whoever
 * else wants the database or this process has it. Every case is read once, as it stands at that moment.
 */
export async function* factsOf(db: Db, scope: Scope, frame: Frame): AsyncGenerator<CaseFact[]> {
  const numbers = await numbersOf(db, scope, frame)
  for (let first = 0; first < numbers.length; first += PORTION)
    yield await readFacts(db, numbers.slice(first, first + PORTION))
}

/**
 * Cases that were alive in the period, and those already over of which a deadline or a decision lies in it. As one value: a
 * month has tens of thousands.
 */
async function numbersOf(db: Db, scope: Scope, { from, to, rules, dispatchMs, checkMs }: Frame): Promise<string[]> {
  const since = (ms: number) => toMoment(from - ms)
  const row = await visibleIncidents(db, scope)
    .clearSelect()
    .select(sql<string | null>`string_agg(incident.no::text, ',')`.as('numbers'))
    .where('incident.reportedAt', '<', toMoment(to))
    .where((is) =>
      is.or([
        is('incident.closedAt', 'is', null),
        is('incident.closedAt', '>=', toMoment(from)),
        is('incident.reportedAt', '>=', since(rules.verifyWithinS * 1000)),
        is('incident.filedAt', '>=', since(dispatchMs)),
        is('incident.handledAt', '>=', since(checkMs)),
        is('incident.dueAt', '>=', since(checkMs)),
        is(
          'incident.id',
          'in',
          is
            .selectFrom('decision')
            .select('decision.incidentId')
            .where('decision.decidedAt', '>=', toMoment(from))
            .where('decision.decidedAt', '<', toMoment(to)),
        ),
      ]),
    )
    .executeTakeFirst()
  return row?.numbers?.split(',') ?? []
}

const ms = (column: string) => sql.raw(`round(date_part('epoch', ${column}) * 1000)`)

/** The facts of some cases in one statement. */
async function readFacts(db: Db, numbers: readonly string[]): Promise<CaseFact[]> {
  // As one text: thousands of small values are otherwise handed from thread to thread one by one.
  const { rows } = await sql<{ facts: string | null }>`select json_agg(f)::text as facts from (
    select i.id, i.no, i.area_id as "areaId", i.matter_id as "matterId", i.source, i.state, i.outcome, i.extensions,
      i.duplicate_of is not null as "isDuplicate", i."limit" ->> 'clock' as clock,
      lead.squad_id as "squadId", (select coalesce(json_agg(c.officer_id order by c.officer_id), '[]')
        from task_crew c where c.task_id = lead.id) as "officerIds",
      ${ms('i.reported_at')} as "reportedAt", ${ms('coalesce(first.filed_at, i.filed_at)')} as "filedAt",
      ${ms('i.due_at')} as "dueAt", ${ms('i.handled_at')} as "handledAt", ${ms('i.closed_at')} as "closedAt",
      ${ms('d.decided_at')} as "decidedAt", ${ms('i.asked_since')} as "askedAt",
      ${ms('o.first_at')} as "firstOfferedAt", ${ms('t.first_at')} as "firstAcceptedAt",
      ${ms('won.made_at')} as "offeredAt", ${ms('lead.accepted_at')} as "acceptedAt",
      ${ms('lead.departed_at')} as "departedAt", ${ms('lead.arrived_at')} as "arrivedAt",
      turns.reworks, turns.reopens, t.sent_back as "sentBack", o.not_ours as "notOurs", t.recalled
    from incident i
    left join lateral (select * from task where task.incident_id = i.id and task.part = 'lead'
      and task.state in ('accepted', 'en-route', 'on-scene', 'handled', 'checked')
      order by task.opened_at desc, task.id desc limit 1) lead on true
    left join offer won on won.task_id = lead.id and won.state = 'accepted'
    left join decision d on d.incident_id = i.id
    cross join lateral (select min(made_at) as first_at,
        (count(*) filter (where state = 'declined' and reason = 'not-ours'))::int as not_ours
      from offer where offer.incident_id = i.id) o
    cross join lateral (select min(accepted_at) filter (where part = 'lead') as first_at,
        (count(*) filter (where state = 'sent-back'))::int as sent_back,
        (count(*) filter (where state = 'called-off' and squad_id is not null))::int as recalled
      from task where task.incident_id = i.id) t
    cross join lateral (select (count(*) filter (where body ->> 'move' in ('rework', 'passOn')))::int as reworks,
        (count(*) filter (where body ->> 'move' = 'reopen'))::int as reopens
      from event_log where event_log.incident_id = i.id and kind in ('task.moved', 'incident.moved')
        and body ->> 'move' in ('rework', 'passOn', 'reopen')) turns
    left join lateral (select min((e.body #>> '{incident,filedAt}')::timestamptz) as filed_at from event_log e
      where turns.reopens > 0 and e.incident_id = i.id and e.kind in ('incident.reported', 'incident.moved')) first on true
    where i.no = any(string_to_array(${numbers.join(',')}, ',')::int[])) f`.execute(db)
  return JSON.parse(rows[0]?.facts ?? '[]') as CaseFact[]
}
