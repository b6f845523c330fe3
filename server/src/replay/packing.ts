import { pack } from '@lianqin/shared/track/pack.codec'
import { fixAt, type Track } from '@lianqin/shared/track/track'
import { decodeChunk, encodeChunk } from '@lianqin/shared/track/track.codec'
import { cut } from '@lianqin/shared/track/track.rank'
import type { TrackGrant } from '@lianqin/shared/track/view'
import type { Db } from '../kernel/db.ts'
import { HOUR_MS } from '../track/folding.ts'
import { type Span, storedChunks } from '../track/track.query.ts'

/** Read and sent together: some hundred rows, so that the first are drawn while the last are still being read. */
const UNITS_AT_ONCE = 50

/** The chunks of a grant as they are stored, but for those at its two ends, which are cut and written anew. */
export async function* packed(db: Db, { unitIds, fromAt, toAt }: TrackGrant): AsyncGenerator<Uint8Array> {
  const span = { from: Date.parse(fromAt), to: Date.parse(toAt) }
  for (let first = 0; first < unitIds.length; first += UNITS_AT_ONCE) {
    const ids = unitIds.slice(first, first + UNITS_AT_ONCE)
    const numberOf = new Map(ids.map((id, place) => [id, first + place]))
    const chunks = await storedChunks(db, ids, span)
    const sent = chunks.flatMap(({ unitId, fromAt: from, body }) => {
      const within = reachesOut(Date.parse(from), span) ? trimmed(body, span) : body
      const unit = numberOf.get(unitId)
      return within && unit !== undefined ? [{ unit, body: within }] : []
    })
    if (sent.length > 0) yield pack(sent)
  }
}

/** A chunk ends within its hour, so only those of the first and the last hour can hold what is not asked for. */
const reachesOut = (at: number, { from, to }: Span) => at < from || Math.floor(at / HOUR_MS) * HOUR_MS + HOUR_MS > to

function trimmed(body: Uint8Array, { from, to }: Span): Uint8Array | null {
  const read = decodeChunk(body)
  if (!read.ok) return null
  const kept: Track = cut(read.track, from, to)
  if (kept.count === read.track.count) return body
  return encodeChunk(Array.from({ length: kept.count }, (_, row) => fixAt(kept, row)))
}
