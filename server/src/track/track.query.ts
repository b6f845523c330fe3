import type { Track } from '@lianqin/shared/track/track'
import { CHUNK_HEAD_BYTES, decodeChunk, fixesIn } from '@lianqin/shared/track/track.codec'
import { cut, join } from '@lianqin/shared/track/track.rank'
import type { Unit } from '@lianqin/shared/unit'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kernel/db.ts'
import { HOUR_MS } from './folding.ts'
import { PIECE_MS } from './pieces.engine.ts'

/** From a moment on until another, Unix milliseconds, the end not included. */
export interface Span {
  from: number
  to: number
}

export interface StoredChunk {
  unitId: Unit['id']
  fromAt: Moment
  body: Uint8Array
}

const stretchOf = (at: number, lengthMs: number) => toMoment(Math.floor(at / lengthMs) * lengthMs)

/**
 * The chunks of these units that may hold something of a span, oldest first: no chunk leaves its hour, no piece its five
 * minutes, so both are found by where they begin; what was left for a case is among them. One statement: what is folded or
 * purged meanwhile is seen once.
 */
export const storedChunks = (db: Db, unitIds: readonly Unit['id'][], span: Span) =>
  stored<StoredChunk>(db, unitIds, span, sql`unit_id, from_at, body`, sql`order by unit_id, from_at`)

/** How many fixes they hold, those of the hours at its two ends in full; some of what came late may be counted twice. */
export async function countFixes(db: Db, unitIds: readonly Unit['id'][], span: Span): Promise<number> {
  const head = sql`substring(body from 1 for ${sql.lit(CHUNK_HEAD_BYTES)}) as head`
  const heads = await stored<{ head: Uint8Array }>(db, unitIds, span, head, sql``)
  return heads.reduce((sum, row) => sum + fixesIn(row.head), 0)
}

async function stored<Row>(
  db: Db,
  unitIds: readonly Unit['id'][],
  { from, to }: Span,
  columns: RawBuilder<unknown>,
  inOrder: RawBuilder<unknown>,
): Promise<Row[]> {
  if (unitIds.length === 0 || to <= from) return []
  const units = sql`array(select jsonb_array_elements_text(${JSON.stringify(unitIds)}::jsonb))`
  const within = (lengthMs: number) =>
    sql`unit_id = any(${units}) and from_at >= ${stretchOf(from, lengthMs)}::timestamptz and from_at < ${toMoment(to)}::timestamptz`
  const { rows } = await sql<Row>`
    select * from (
      select ${columns} from track_chunk where ${within(HOUR_MS)}
      union all
      select ${columns} from track_kept where ${within(HOUR_MS)}
      union all
      select ${columns} from track_piece where ${within(PIECE_MS)}
    ) stored ${inOrder}`.execute(db)
  return rows
}

/** Chunks of one unit as the track of a span. What cannot be read is told and left out. */
export function trackOf(chunks: readonly StoredChunk[], { from, to }: Span, unread: () => void): Track {
  const tracks = chunks.flatMap(({ body }) => {
    const read = decodeChunk(body)
    if (!read.ok) unread()
    return read.ok ? [read.track] : []
  })
  return cut(join(tracks), from, to)
}

/** The whole track of one unit in a span. */
export async function readTrack(db: Db, unitId: Unit['id'], span: Span, unread: () => void): Promise<Track> {
  return trackOf(await storedChunks(db, [unitId], span), span, unread)
}
