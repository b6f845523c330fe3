import type { Unit } from '@lianqin/shared/unit'
import type { Territory } from '../jurisdiction/territory.ts'
import type { Db } from '../kernel/db.ts'
import type { TakenBy, TrackFile } from './export.codec.ts'
import { readTrack } from './track.query.ts'

/** A file of tracks, unit by unit: no more than one of them is in memory. */
export async function* written(
  db: Db,
  territory: Territory,
  { grant }: Pick<TakenBy, 'grant'>,
  file: TrackFile,
  unread: () => void,
): AsyncGenerator<string> {
  const span = { from: Date.parse(grant.fromAt), to: Date.parse(grant.toAt) }
  yield file.head
  let isFirst = true
  for (const unit of unitsOf(territory, grant.unitIds)) {
    const track = await readTrack(db, unit.id, span, unread)
    if (track.count === 0) continue
    yield (isFirst ? '' : file.between) + file.track(unit, track)
    isFirst = false
  }
  yield file.tail
}

const unitsOf = (territory: Territory, ids: readonly Unit['id'][]) =>
  ids.flatMap((id) => territory.unitById.get(id) ?? [])
