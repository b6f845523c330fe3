import type { District } from '@lianqin/shared/jurisdiction'
import { defaultSettings } from '@lianqin/shared/settings'
import type { Squad } from '@lianqin/shared/squad'
import type { DayOfLooks, TrackDay } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import type { Day } from '@lianqin/shared/wire/day'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import type { Actor, Db } from '../kernel/db.ts'
import type { DutyMove } from './day.rank.ts'
import { DAY_MS } from './retention.ts'
import { visibleViews } from './view.query.ts'

/** What a district says about keeping tracks; where none is loaded, what holds for all. */
export async function keepingOf(db: Db) {
  const row = await db.selectFrom('district').select(['id', 'body']).executeTakeFirst()
  const district: District | undefined = row?.body
  return {
    districtId: row?.id ?? '',
    settings: district?.settings ?? defaultSettings,
    utcOffsetMinutes: district?.calendar.utcOffsetMinutes ?? 0,
  }
}

/** A squad that has been on duty for longer without a word of it is not known to be. */
const LONGEST_DUTY_DAYS = 31

/** When squads went on and off duty, so that it is known of every moment between two. */
export async function dutyMoves(
  db: Db,
  districtId: string,
  from: Moment,
  to: Moment,
): Promise<ReadonlyMap<Squad['id'], DutyMove[]>> {
  const { rows } = await sql<{ id: Squad['id']; at: Moment; state: Squad['state'] }>`
    select body -> 'squad' ->> 'id' as id, at, body -> 'squad' ->> 'state' as state from event_log
    where district_id = ${districtId} and kind = 'squad.moved'
      and at >= ${toMoment(Date.parse(from) - LONGEST_DUTY_DAYS * DAY_MS)}::timestamptz and at < ${to}::timestamptz
    order by seq`.execute(db)
  const moves = new Map<Squad['id'], DutyMove[]>()
  for (const { id, at, state } of rows)
    moves.set(id, [...(moves.get(id) ?? []), { at: Date.parse(at), isOn: state === 'on-duty' }])
  return moves
}

/** What is left of these units' days. */
export const trackDays = (
  db: Db,
  unitIds: readonly Unit['id'][],
  { from, to }: { from: Day; to: Day },
): Promise<TrackDay[]> =>
  db
    .selectFrom('trackDay')
    .selectAll()
    .where(sql<boolean>`unit_id = any(array(select jsonb_array_elements_text(${JSON.stringify(unitIds)}::jsonb)))`)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('unitId')
    .execute()

/** Who looked at whom, by day of the district, the newest day first. */
export async function looksByDay(
  db: Db,
  actor: Pick<Actor, 'scope'>,
  { from, to }: { from: Day; to: Day },
  utcOffsetMinutes: number,
): Promise<DayOfLooks[]> {
  const day = sql<Day>`to_char((viewed_at at time zone 'UTC') + ${sql.lit(utcOffsetMinutes)} * interval '1 minute', 'YYYY-MM-DD')`
  return visibleViews(db, actor)
    .clearSelect()
    .select(({ fn }) => [
      day.as('day'),
      'viewedById',
      fn.max('viewedByTitle').as('viewedByTitle'),
      'squadId',
      fn.countAll<number>().as('looks'),
      sql<number>`count(*) filter (where purpose in ('gpx', 'geojson', 'csv'))`.as('files'),
    ])
    .where(day, '>=', from)
    .where(day, '<=', to)
    .groupBy(['viewedById', 'squadId', day])
    .orderBy(day, 'desc')
    .orderBy('viewedById')
    .orderBy('squadId')
    .execute()
}
