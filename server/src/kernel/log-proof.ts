import type { Db } from './db.ts'
import { chainHash } from './event-log.ts'

/** What the chain says: whole up to `seq`, or broken at the first line that does not follow from the one before it. */
export type Verdict =
  | { whole: true; seq: number; hash: string }
  | { whole: false; seq: number; why: 'missing' | 'changed' | 'cut' }

const STRETCH = 1_000

/** Reads the whole log in order and recomputes every hash: finds any line changed, missing, added, swapped or cut off. */
export async function proveLog(db: Db, districtId: string): Promise<Verdict> {
  let seq = 0
  let hash = ''
  for (;;) {
    const rows = await db
      .selectFrom('eventLog')
      .selectAll()
      .where('districtId', '=', districtId)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(STRETCH)
      .execute()
    for (const { hash: written, ...line } of rows) {
      if (line.seq !== seq + 1) return { whole: false, seq: seq + 1, why: 'missing' }
      hash = chainHash(hash, line)
      if (hash !== written) return { whole: false, seq: line.seq, why: 'changed' }
      seq = line.seq
    }
    if (rows.length < STRETCH) break
  }
  const anchor = await db.selectFrom('districtLog').selectAll().where('districtId', '=', districtId).executeTakeFirst()
  if ((anchor?.lastSeq ?? 0) !== seq) return { whole: false, seq: Math.min(seq, anchor?.lastSeq ?? 0) + 1, why: 'cut' }
  if ((anchor?.lastHash ?? '') !== hash) return { whole: false, seq, why: 'changed' }
  return { whole: true, seq, hash }
}
