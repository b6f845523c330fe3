import type { Db } from './db.ts'
import { chainHash } from './event-log.ts'

/** What the chain says: whole up to `seq`, or broken at the first line that does not follow from the one before it. */
export type Verdict =
  | { whole: true; seq: number; hash: string }
  | { whole: false; seq: number; why: 'missing' | 'changed' | 'cut' }

const STRETCH = 1_000

/**
 * Reads the whole log in order and recomputes every hash: finds any line changed, missing, added, swapped or cut off. It
 * holds up nobody: lines committed while it reads lie between the two looks at the anchor and are no fault.
 */
export async function proveLog(db: Db, districtId: string): Promise<Verdict> {
  const before = await anchorOf(db, districtId)
  const read = { seq: 0, hash: '', atAnchor: '' }
  for (;;) {
    const rows = await db
      .selectFrom('eventLog')
      .selectAll()
      .where('districtId', '=', districtId)
      .where('seq', '>', read.seq)
      .orderBy('seq')
      .limit(STRETCH)
      .execute()
    for (const { hash: written, ...line } of rows) {
      if (line.seq !== read.seq + 1) return { whole: false, seq: read.seq + 1, why: 'missing' }
      read.hash = chainHash(read.hash, line)
      if (read.hash !== written) return { whole: false, seq: line.seq, why: 'changed' }
      read.seq = line.seq
      if (line.seq === before.seq) read.atAnchor = read.hash
    }
    if (rows.length < STRETCH) break
  }
  const after = await anchorOf(db, districtId)
  if (read.seq < before.seq) return { whole: false, seq: read.seq + 1, why: 'cut' }
  if (read.seq > after.seq) return { whole: false, seq: after.seq + 1, why: 'cut' }
  if (read.atAnchor !== before.hash) return { whole: false, seq: before.seq, why: 'changed' }
  return { whole: true, seq: read.seq, hash: read.hash }
}

/** The district's counter, which every commit advances: it knows where the log must end, and with which hash. */
async function anchorOf(db: Db, districtId: string): Promise<{ seq: number; hash: string }> {
  const row = await db.selectFrom('districtLog').selectAll().where('districtId', '=', districtId).executeTakeFirst()
  return { seq: row?.lastSeq ?? 0, hash: row?.lastHash ?? '' }
}
