import { DISTRICT_ALONE } from '@lianqin/shared/rights'
import type { PurgeReport } from '@lianqin/shared/track/view'
import { nextDayAt } from '@lianqin/shared/wire/day'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { sql } from 'kysely'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Db, Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { casesKeptFrom, heldBy, released } from './casework.query.ts'
import { summarise } from './day.moves.ts'
import { keepingOf } from './day.query.ts'
import { type DroppedTable, tablesBefore, whatIsBefore } from './purge.query.ts'
import { DAY_MS, LEAST_DAYS } from './retention.ts'

/** In the night, when few wait for the lock that dropping a day takes. */
const AT_NIGHT_MS = 3 * 3_600_000

/** Held while one purges: by hand and by night at once, the second finds what the first has left. */
const PURGE_LOCK = 7_014

/** The beginning of the day so many days before a moment, by UTC: tracks are dropped by whole days. */
export const daysAgo = (now: Moment, days: number): Moment =>
  toMoment(Math.floor((Date.parse(now) - days * DAY_MS) / DAY_MS) * DAY_MS)

/** What nobody may drop yet is refused, whoever asks: a case is looked into weeks later. */
export function refuseTooSoon(before: Moment, now: Moment): void {
  if (before > daysAgo(now, LEAST_DAYS)) throw new Problem('track.purge-too-soon', { days: LEAST_DAYS })
}

/**
 * Drops every track from before a day and says in the log what it dropped. A day's table goes as a whole, after what belongs
 * to cases that are still kept has been put aside and a summary of each unit's day has been written; all of that comes first,
 * so that readers wait for the dropping alone. Who looked at whom is no track and stays, as the log does.
 */
export async function purgeTracks(trx: Trx, before: Moment): Promise<PurgeReport> {
  refuseTooSoon(before, trx.now)
  await sql`select pg_advisory_xact_lock(${PURGE_LOCK})`.execute(trx)
  const keeping = await keepingOf(trx)
  const asked = { before, keptFrom: casesKeptFrom(trx.now, keeping.settings.caseDays) }
  const tables = await tablesBefore(trx, asked)
  const report = await whatIsBefore(trx, asked, tables)
  for (const dropped of tables) {
    await summarise(trx, dropped, before, keeping)
    await putAside(trx, dropped, before)
  }
  for (const { day, table } of tables) if (day !== null) await sql`drop table ${table}`.execute(trx)
  await trx.deleteFrom('trackPiece').where('fromAt', '<', before).execute()
  await sql`delete from track_kept where ${released(asked.keptFrom)}`.execute(trx)
  append(trx, 'track.purged', { report }, { audience: [DISTRICT_ALONE], incidentId: null })
  return report
}

/** What it would drop and leave, as of now. */
export async function wouldPurge(db: Db, before: Moment, now: Moment): Promise<PurgeReport> {
  refuseTooSoon(before, now)
  const { settings } = await keepingOf(db)
  const asked = { before, keptFrom: casesKeptFrom(now, settings.caseDays) }
  return whatIsBefore(db, asked, await tablesBefore(db, asked))
}

/** Tracks attached to a case follow the case: its chunks leave the day that is dropped. */
const putAside = (trx: Trx, { table, spans }: DroppedTable, before: Moment) =>
  sql`with ${heldBy(table, before, spans)}
    insert into track_kept (from_at, unit_id, body, incident_ids)
    select c.from_at, c.unit_id, c.body, held.incident_ids from ${table} c join held on held.place = c.ctid`.execute(
    trx,
  )

/** Arms the next night's purge, once however many servers start. The district's row is held until the commit. */
export async function armPurge(trx: Trx, territory: TerritoryBook): Promise<void> {
  const { district } = territory.current()
  await trx.selectFrom('district').select('id').where('id', '=', district.id).forUpdate().execute()
  const armed = await trx
    .selectFrom('timer')
    .select('id')
    .where('kind', '=', 'track.purge')
    .where('firedAt', 'is', null)
    .executeTakeFirst()
  if (armed) return
  const midnight = nextDayAt(trx.now, district.calendar.utcOffsetMinutes)
  trx.timers.push({
    kind: 'track.purge',
    ref: { district: district.id },
    dueAt: toMoment(Date.parse(midnight) + AT_NIGHT_MS),
  })
}
