import { decodeChunk } from '@lianqin/shared/track/track.codec'
import { join } from '@lianqin/shared/track/track.rank'
import type { TrackDay } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import type { Day } from '@lianqin/shared/wire/day'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import type { Trx } from '../kernel/db.ts'
import { dutyMoves, type keepingOf } from './day.query.ts'
import { type DutyMove, daysOf, dutyWithin } from './day.rank.ts'
import type { DroppedTable } from './purge.query.ts'
import { DAY_MS } from './retention.ts'

const MINUTE_MS = 60_000

/**
 * Writes down what is left of each unit's day, before its track is dropped. A day of the district may lie in two days of UTC,
 * which are dropped one after the other: what is there of it is added to. What cannot be read leaves nothing.
 */
export async function summarise(
  trx: Trx,
  { table }: DroppedTable,
  before: Moment,
  { districtId, utcOffsetMinutes }: Awaited<ReturnType<typeof keepingOf>>,
): Promise<void> {
  const { rows: units } = await sql<{ unitId: Unit['id']; squadId: TrackDay['squadId'] }>`
    select distinct c.unit_id, u.squad_id from ${table} c left join unit u on u.id = c.unit_id
    where c.from_at < ${before}::timestamptz order by 1`.execute(trx)
  // A table holds no more than a day or two of the district.
  const movesOf = new Map<Day, ReadonlyMap<string, DutyMove[]>>()
  for (const { unitId, squadId } of units) {
    const { rows } = await sql<{ body: Uint8Array }>`
      select body from ${table} where unit_id = ${unitId} and from_at < ${before}::timestamptz`.execute(trx)
    const tracks = rows.flatMap(({ body }) => {
      const read = decodeChunk(body)
      return read.ok ? [read.track] : []
    })
    for (const day of daysOf(join(tracks), utcOffsetMinutes)) {
      const from = Date.parse(day.day) - utcOffsetMinutes * MINUTE_MS
      const to = from + DAY_MS
      const moves = movesOf.get(day.day) ?? (await dutyMoves(trx, districtId, toMoment(from), toMoment(to)))
      movesOf.set(day.day, moves)
      const dutyS = Math.round(dutyWithin(moves.get(squadId ?? '') ?? [], from, to) / 1000)
      await addDay(trx, { ...day, unitId, squadId, dutyS })
    }
  }
}

const addDay = (trx: Trx, day: TrackDay) =>
  trx
    .insertInto('trackDay')
    .values(day)
    .onConflict((conflict) =>
      conflict.columns(['unitId', 'day']).doUpdateSet({
        firstAt: sql`least(track_day.first_at, excluded.first_at)`,
        lastAt: sql`greatest(track_day.last_at, excluded.last_at)`,
        fixes: sql`track_day.fixes + excluded.fixes`,
        metres: sql`track_day.metres + excluded.metres`,
        dutyS: sql`excluded.duty_s`,
      }),
    )
    .execute()
