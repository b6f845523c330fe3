import { CHUNK_HEAD_BYTES, fixesIn } from '@lianqin/shared/track/track.codec'
import type { PurgeReport } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import type { Moment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'
import { keptDays, tableOf } from './days.ts'

interface Head {
  unitId: Unit['id']
  fromAt: Moment
  bytes: number
  head: Uint8Array
}

/** The days whose tracks begin before a moment, oldest first. */
export const daysBefore = async (db: Db, before: Moment): Promise<string[]> =>
  (await keptDays(db)).filter((day) => `${day}T00:00:00.000Z` < before)

/** What is kept of before a moment, counted without unpacking it: of each chunk its length and its first bytes suffice. */
export async function whatIsBefore(db: Db, before: Moment): Promise<PurgeReport> {
  const days = await daysBefore(db, before)
  const sum = { units: new Set<Unit['id']>(), chunks: 0, fixes: 0, bytes: 0, fromAt: none, toAt: none }
  function add(heads: readonly Head[]): void {
    for (const { unitId, fromAt, bytes, head } of heads) {
      sum.units.add(unitId)
      sum.chunks++
      sum.fixes += fixesIn(head)
      sum.bytes += bytes
      sum.fromAt = sum.fromAt !== null && sum.fromAt < fromAt ? sum.fromAt : fromAt
      sum.toAt = sum.toAt !== null && sum.toAt > fromAt ? sum.toAt : fromAt
    }
  }
  // A day at once: some ten thousand heads of a hundred bytes.
  for (const day of days) add(await headsOf(db, day, before))
  add(await headsOf(db, null, before))
  return { ...sum, before, days: days.length, units: sum.units.size, oldestAt: await oldestFrom(db, before) }
}

const none = null as Moment | null

/** Of a day's table, or of the pieces that are not folded yet. */
async function headsOf(db: Db, day: string | null, before: Moment): Promise<Head[]> {
  const table = day === null ? sql.table('track_piece') : tableOf(day)
  const { rows } = await sql<Head>`
    select unit_id, from_at, octet_length(body) as bytes, substring(body from 1 for ${sql.lit(CHUNK_HEAD_BYTES)}) as head
    from ${table} where from_at < ${before}::timestamptz`.execute(db)
  return rows
}

/** When the oldest begins that is kept from a moment on. A day may have a table and nothing in it. */
async function oldestFrom(db: Db, moment: Moment): Promise<Moment | null> {
  const gone = await daysBefore(db, moment)
  const days = (await keptDays(db)).filter((day) => !gone.includes(day))
  const firstIn = async (table: ReturnType<typeof tableOf>) => {
    const { rows } = await sql<{ at: Moment | null }>`
      select min(from_at) as at from ${table} where from_at >= ${moment}::timestamptz`.execute(db)
    return rows[0]?.at ?? null
  }
  const piece = await firstIn(sql.table('track_piece'))
  for (const day of days) {
    const chunk = await firstIn(tableOf(day))
    if (chunk !== null) return piece !== null && piece < chunk ? piece : chunk
  }
  return piece
}
