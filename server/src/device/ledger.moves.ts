import type { KeptDoubt, Stranger } from '@lianqin/shared/device'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'
import type { Hearing } from './ledger.ts'

// What devices send is no fact of a case: it stands in no log, and is written outside of commands.

/** Days for which a position that was not believed is kept. */
const KEPT_DAYS = 7

/** Adds to what was heard of each device, from whichever process. */
export async function writeHearings(
  db: Db,
  heard: readonly (readonly [id: string, hearing: Hearing])[],
): Promise<void> {
  const rows = heard.map(([deviceId, { heardAt, taken, refused, toldAt, facts, alarms, called }]) => ({
    device_id: deviceId,
    heard_at: heardAt && toMoment(heardAt),
    taken,
    refused,
    told: toldAt === null ? null : { at: toMoment(toldAt), facts },
    alarms: Object.fromEntries(Object.entries(alarms).map(([name, at]) => [name, toMoment(at)])),
    called,
  }))
  await sql`
    insert into device_hearing as known (device_id, heard_at, taken, refused, told, alarms, called)
      select sent.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as sent(device_id text, heard_at timestamptz, taken bigint, refused jsonb, told jsonb, alarms jsonb, called jsonb)
        join device on device.id = sent.device_id
        order by sent.device_id
    on conflict (device_id) do update set
      heard_at = greatest(known.heard_at, excluded.heard_at),
      taken = known.taken + excluded.taken,
      refused = known.refused || coalesce((
        select jsonb_object_agg(key, value::bigint + coalesce((known.refused ->> key)::bigint, 0))
        from jsonb_each_text(excluded.refused)), '{}'),
      alarms = known.alarms || excluded.alarms,
      called = coalesce(excluded.called, known.called),
      told = case when excluded.told is null then known.told else jsonb_build_object('at', excluded.told -> 'at',
        'facts', coalesce(known.told -> 'facts', '{}') || (excluded.told -> 'facts')) end`.execute(db)
}

/** Adds positions that were not believed; of each source the last few stay. */
export async function writeDoubts(db: Db, doubted: readonly KeptDoubt[], most: number): Promise<void> {
  const rows = doubted.map(({ deviceId, unitId, heardAt, accuracyM, awayM, ...same }, nth) => ({
    nth,
    device_id: deviceId,
    unit_id: unitId,
    heard_at: heardAt,
    accuracy_m: accuracyM,
    away_m: awayM,
    ...same,
  }))
  await sql`
    insert into doubt (device_id, unit_id, code, heard_at, at, lon, lat, crs, accuracy_m, away_m)
      select sent.device_id, sent.unit_id, sent.code, sent.heard_at, sent.at, sent.lon, sent.lat, sent.crs,
        sent.accuracy_m, sent.away_m
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as sent(nth integer, device_id text, unit_id text, code text, heard_at timestamptz, at timestamptz,
                lon double precision, lat double precision, crs text, accuracy_m double precision,
                away_m double precision)
        join unit on unit.id = sent.unit_id
      order by sent.nth`.execute(db)
  const sources = [...new Set(doubted.map(({ deviceId, unitId }) => deviceId ?? unitId))]
  await sql`
    delete from doubt using (
      select id, row_number() over (partition by coalesce(device_id, unit_id) order by id desc) as place
      from doubt where coalesce(device_id, unit_id) = any(${sources}::text[])) as kept
    where doubt.id = kept.id and kept.place > ${most}`.execute(db)
  await forgetOldDoubts(db)
}

export async function forgetOldDoubts(db: Db): Promise<void> {
  await sql`delete from doubt where heard_at < clock_timestamp() - make_interval(days => ${KEPT_DAYS})`.execute(db)
}

/** Adds to who knocked in vain; those heard last stay. */
export async function writeStrangers(db: Db, strangers: readonly Stranger[], most: number): Promise<void> {
  const rows = strangers.map(({ heardAt, ...same }) => ({ heard_at: heardAt, ...same }))
  await sql`
    insert into stranger as known (protocol, name, source, times, heard_at)
      select sent.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as sent(protocol text, name text, source text, times bigint, heard_at timestamptz)
        order by protocol, name, source
    on conflict (protocol, name, source) do update set
      times = known.times + excluded.times, heard_at = greatest(known.heard_at, excluded.heard_at)`.execute(db)
  await sql`
    delete from stranger where (protocol, name, source) in (
      select protocol, name, source from stranger order by heard_at desc offset ${most})`.execute(db)
}
