import { createHash } from 'node:crypto'
import type { Track } from '@lianqin/shared/track/track'
import type { FilePurpose, TakenFile } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import type { Territory } from '../jurisdiction/territory.ts'
import type { Db } from '../kernel/db.ts'
import { csv } from './csv.codec.ts'
import type { TakenBy, TrackFile } from './file.ts'
import { HOUR_MS } from './folding.ts'
import { geojson } from './geojson.codec.ts'
import { gpx } from './gpx.codec.ts'
import { readTrack, type Span } from './track.query.ts'

const files: Record<FilePurpose, (by: TakenBy) => TrackFile> = { gpx, geojson, csv }
export const fileOf = (kind: FilePurpose, by: TakenBy): TrackFile => files[kind](by)

/** So much of one unit is in memory, however long the span. */
const PART_MS = 6 * HOUR_MS

/** A file of tracks, unit by unit and part by part, as fast as it is taken. */
export async function* written(
  db: Db,
  territory: Territory,
  { grant }: Pick<TakenBy, 'grant'>,
  file: TrackFile,
  unread: () => void,
): AsyncGenerator<string> {
  const span = { from: Date.parse(grant.fromAt), to: Date.parse(grant.toAt) }
  yield file.head
  for (const unit of unitsOf(territory, grant.unitIds)) yield* file.track(unit, partsOf(db, unit.id, span, unread))
  yield file.tail()
}

export type Seal = Pick<TakenFile, 'bytes' | 'sha256' | 'whole'>

/**
 * Passes a file on, and says what has left before its end does: if that cannot be written down, the file breaks off. Where
 * the line broke it says what had been handed over by then.
 */
export async function* sealed(pieces: AsyncIterable<string>, told: (seal: Seal) => Promise<void>) {
  const hash = createHash('sha256')
  const sum = { bytes: 0, whole: false }
  try {
    for await (const piece of pieces) {
      if (piece === '') continue
      hash.update(piece)
      sum.bytes += Buffer.byteLength(piece)
      yield piece
    }
    sum.whole = true
  } finally {
    await told({ ...sum, sha256: hash.digest('hex') })
  }
}

async function* partsOf(db: Db, unitId: Unit['id'], { from, to }: Span, unread: () => void): AsyncGenerator<Track> {
  const first = Math.floor(from / PART_MS)
  for (let part = first; part * PART_MS < to; part++)
    yield readTrack(
      db,
      unitId,
      { from: Math.max(from, part * PART_MS), to: Math.min(to, (part + 1) * PART_MS) },
      unread,
    )
}

const unitsOf = (territory: Territory, ids: readonly Unit['id'][]) =>
  ids.flatMap((id) => territory.unitById.get(id) ?? [])
