import { fixAt, type Track } from '@lianqin/shared/track/track'
import { decodeChunk, encodeChunk } from '@lianqin/shared/track/track.codec'
import { join } from '@lianqin/shared/track/track.rank'
import type { Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'
import { chunksOf } from './chunks.rank.ts'
import { keepDays } from './days.ts'

/** What is over by the hour is folded into one chunk, which takes a quarter less and a tenth of the rows. */
export const HOUR_MS = 3_600_000
/** A piece that was written lately may be written again by whoever still holds it open. */
const STILL_S = 120
const PIECES_AT_ONCE = 2_000

interface StoredPiece {
  unitId: Unit['id']
  fromAt: string
  body: Uint8Array
}

/** A chunk as it is appended: of one unit, within one hour of the clock. */
export interface Chunk {
  unitId: Unit['id']
  fromAt: number
  body: Uint8Array
}

/**
 * Folds the pieces of hours that are over, in one transaction: interrupted anywhere, nothing was folded. Two processes may do
 * it at once: each takes rows that the other has not taken. What came late makes a second chunk beside the first; readers
 * join them. Answers how many pieces it took.
 */
export async function foldHours(db: Db): Promise<number> {
  const days = await daysToFold(db)
  await keepDays(db, days)
  if (days.length === 0) return 0
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<StoredPiece>`
      delete from track_piece where (writer, no) in (
        select writer, no from track_piece where ${isOver} and ${dayOf} = any(${listed(days)}) order by unit_id, from_at limit ${PIECES_AT_ONCE} for update skip locked)
      returning unit_id, from_at, body`.execute(trx)
    await appendChunks(trx, folded(rows))
    return rows.length
  })
}

/** Hours and days by UTC, whatever the time zone of the database's session. */
const isOver = sql<boolean>`from_at < date_trunc('hour', now(), 'UTC') and written_at < now() - ${STILL_S} * interval '1 second'`
const dayOf = sql<string>`to_char(from_at at time zone 'UTC', 'YYYY-MM-DD')`
const listed = (words: readonly string[]) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb))`

async function daysToFold(db: Db): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct ${dayOf} as day from track_piece where ${isOver}`.execute(db)
  return rows.map(({ day }) => day)
}

/** Pieces as chunks of an hour. What cannot be read is kept as it is: the next version of this may. */
export function folded(pieces: readonly StoredPiece[]): Chunk[] {
  const whole = new Map<Unit['id'], Track[]>()
  const odd: Chunk[] = []
  for (const { unitId, fromAt, body } of pieces) {
    const read = decodeChunk(body)
    if (read.ok) whole.set(unitId, [...(whole.get(unitId) ?? []), read.track])
    else odd.push({ unitId, fromAt: Date.parse(fromAt), body })
  }
  return [...odd, ...[...whole].flatMap(([unitId, tracks]) => chunksOfTrack(unitId, join(tracks)))]
}

export const chunksOfTrack = (unitId: Unit['id'], track: Track): Chunk[] =>
  chunksOf(
    Array.from({ length: track.count }, (_, row) => fixAt(track, row)),
    HOUR_MS,
  ).flatMap((fixes) => {
    const body = encodeChunk(fixes)
    return body ? [{ unitId, fromAt: fixes[0]?.at ?? 0, body }] : []
  })

/** Appends chunks in one statement. Their days must be there. */
export async function appendChunks(db: Db, chunks: readonly Chunk[]): Promise<void> {
  if (chunks.length === 0) return
  const rows = chunks.map(({ unitId, fromAt, body }) => ({
    unit_id: unitId,
    from_at: toMoment(fromAt),
    body: Buffer.from(body).toString('base64'),
  }))
  await sql`
    insert into track_chunk (from_at, unit_id, body) select from_at, unit_id, decode(body, 'base64')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as sent(unit_id text, from_at timestamptz, body text)`.execute(
    db,
  )
}
