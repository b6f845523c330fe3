import type { Moment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import type { Db } from '../src/kernel/db.ts'

/** A number of 0 to 1 by chance, always the same for the same case and purpose. */
const chance = (salt: string) => sql.raw(`(('x' || substr(md5(n || '${salt}'), 1, 8))::bit(32)::bigint / 4294967296.0)`)
const one = (of: string, salt: string) =>
  sql`${sql.raw(of)}[1 + floor(${chance(salt)} * array_length(${sql.raw(of)}, 1))::int]`
/** So many seconds, few of them many: the mean of what takes its time. */
const seconds = (mean: number, salt: string) =>
  sql`interval '1 second' * (${sql.lit(mean)} * -ln(1 - 0.999 * ${chance(salt)}))`

/**
 * Puts so many made-up cases into the rows, spread over a time, as a district would have them: most filed, taken and closed in
 * time, some late, sent back, voided, or open. Rows only, without a log: for measuring and for pictures, never beside real ones.
 */
export async function plantCases(db: Db, count: number, from: Moment, to: Moment): Promise<void> {
  await sql`
    with chosen as (
      select (select array_agg(id order by id) from matter) as matters,
        (select array_agg(id order by id) from squad where area_id is null) as district,
        (select jsonb_object_agg(area_id, ids) from (select area_id, array_agg(id order by id) as ids from squad where area_id is not null group by 1) s) as own,
        (select array_agg(id order by id) from area a, generate_series(1, greatest(1, round(share)::int))) as areas),
    reported as (
      select n, ${one('matters', 'm')} as matter_id, ${one('areas', 'a')} as area_id,
        ${from}::timestamptz + (${to}::timestamptz - ${from}::timestamptz) * ${chance('t')}::float8 as at from chosen, generate_series(1, ${count}::int) n),
    way as (
      select *, at + ${seconds(240, 'f')} as filed, ${chance('fate')} as fate, 2 + floor(${chance('h')} * 6)::int as hours,
        ${seconds(60, 'o')} as until_offer, ${seconds(50, 'c')} as until_accept, ${seconds(150, 'd')} as until_depart,
        ${seconds(700, 'v')} as until_arrive, ${seconds(2600, 'e')} as until_done, ${seconds(20_000, 'z')} as until_closed from reported)
    insert into incident (id, no, matter_id, area_id, catalogue_version, condition_code, state, urgent, source, lon, lat, address, description,
      reported_at, filed_at, "limit", due_at, extensions, asked_since, slots, level, handled_at, closed_at, outcome, major, relocated, version)
    select 'incident-planted-' || n, 100000 + n, matter_id, area_id, 1, 'default',
      case when fate < 0.03 then 'rejected' when fate < 0.05 then 'void' when fate < 0.06 then 'dispatched' else 'closed' end,
      ${chance('u')} < 0.1, (array['desk', 'hotline', 'patrol', 'video', 'platform'])[1 + floor(${chance('s')} * 5)::int],
      121.45 + 0.1 * (${chance('x')} - 0.5), 29.85 + 0.06 * (${chance('y')} - 0.5), '', '', at,
      case when fate >= 0.05 then filed end,
      case when fate >= 0.05 then jsonb_build_object('clock', case when ${chance('k')} < 0.4 then 'urgent_hour' else 'work_hour' end, 'amount', hours) end,
      case when fate >= 0.05 then filed + interval '1 hour' * hours end,
      case when fate >= 0.05 and ${chance('xt')} < 0.06 then 1 else 0 end, case when fate >= 0.05 then filed end, '[]', 1,
      case when fate >= 0.06 then filed + until_offer + until_accept + until_depart + until_arrive + until_done end,
      case when fate < 0.05 then filed when fate >= 0.06 then filed + until_offer + until_accept + until_depart + until_arrive + until_done + until_closed end,
      case when fate >= 0.98 then 'unfounded' when fate >= 0.06 then 'settled' end, false, false, 1
    from way`.execute(db)
  await sql`
    with chosen as (
      select (select array_agg(id order by id) from squad where area_id is null) as district,
        (select jsonb_object_agg(area_id, ids) from (select area_id, array_agg(id order by id) as ids from squad where area_id is not null group by 1) s) as own),
    of as (select i.*, substr(i.id, 18)::int as n from incident i where i.id like 'incident-planted-%' and i.filed_at is not null)
    insert into task (id, incident_id, area_id, slot, part, squad_id, state, opened_at, accepted_at, departed_at, arrived_at, handled_at, version)
    select 'task-planted-' || n, id, area_id, '1', 'lead',
      case when ${chance('w')} < 0.7 then own -> area_id ->> floor(${chance('q')} * jsonb_array_length(own -> area_id))::int else ${one('district', 'q')} end,
      case when state = 'closed' then 'checked' else 'on-scene' end, filed_at, filed_at + ${seconds(60, 'o')} + ${seconds(50, 'c')},
      filed_at + ${seconds(60, 'o')} + ${seconds(50, 'c')} + ${seconds(150, 'd')},
      filed_at + ${seconds(60, 'o')} + ${seconds(50, 'c')} + ${seconds(150, 'd')} + ${seconds(700, 'v')}, handled_at, 1
    from of, chosen`.execute(db)
  await sql`
    insert into offer (id, task_id, incident_id, area_id, squad_id, state, made_at, answer_by, ended_at, by_hand, broadcast, why, version)
    select 'offer-planted-' || n, t.id, t.incident_id, t.area_id, t.squad_id, 'accepted', t.opened_at + ${seconds(60, 'o')},
      t.opened_at + interval '1 day', t.accepted_at, false, false, '[]', 1
    from (select *, substr(id, 14)::int as n from task where id like 'task-planted-%') t`.execute(db)
}
