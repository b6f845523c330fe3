import { createHash } from 'node:crypto'
import type { EventBody, EventKind, LoggedEvent } from '@lianqin/shared/events'
import type { Doer } from '@lianqin/shared/person'
import type { Moment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { canonical } from './canonical.ts'
import type { Db, Trx } from './db.ts'

/** Something that has just become true, not yet in the log. */
export interface Fact {
  kind: EventKind
  body: unknown
  audience: string[]
  incidentId: string | null
}

/** A line as the server reads it: with whom it may be told. */
export type HeardEvent = LoggedEvent & { audience: string[] }

/**
 * Says a fact at the end of the transaction. It is kept until then because writing takes the one lock of the district's
 * counter: nothing may wait for another row while holding that.
 */
export function append<K extends EventKind>(
  trx: Trx,
  kind: K,
  body: EventBody<K>,
  told: { audience: string[]; incidentId: string | null },
): void {
  trx.facts.push({ kind, body, ...told })
}

interface Line {
  districtId: string
  seq: number
  at: Moment
  kind: EventKind
  doer: Doer
  audience: string[]
  incidentId: string | null
  body: unknown
}

/** The chain: each line's hash covers the line and the hash before it. */
export const chainHash = (before: string, line: Line): string =>
  createHash('sha256').update(before).update('\n').update(canonical(line)).digest('hex')

/** Writes what the transaction has to say. The counter's row stays locked until commit, so seq is commit order. */
export async function writeFacts(trx: Trx, districtId: string): Promise<void> {
  if (trx.facts.length === 0) return
  await sql`insert into district_log (district_id, last_seq, last_hash) values (${districtId}, 0, '') on conflict do nothing`.execute(
    trx,
  )
  const counter = await trx
    .selectFrom('districtLog')
    .selectAll()
    .where('districtId', '=', districtId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { personId, title, role } = trx.actor
  let hash = counter.lastHash
  const lines = trx.facts.map((fact, index) => {
    const line: Line = {
      districtId,
      seq: counter.lastSeq + index + 1,
      at: trx.now,
      doer: { personId, title, role },
      ...fact,
    }
    hash = chainHash(hash, line)
    return { ...line, hash }
  })
  const rows = lines.map((line) => ({
    ...line,
    doer: JSON.stringify(line.doer),
    audience: JSON.stringify(line.audience),
    body: JSON.stringify(line.body),
  }))
  await trx.insertInto('eventLog').values(rows).execute()
  await trx
    .updateTable('districtLog')
    .set({ lastSeq: counter.lastSeq + lines.length, lastHash: hash })
    .where('districtId', '=', districtId)
    .execute()
}

/** Lines after `seq` in order, at most `limit`. */
export async function readSince(db: Db, districtId: string, seq: number, limit: number): Promise<HeardEvent[]> {
  const rows = await db
    .selectFrom('eventLog')
    .select(['seq', 'at', 'kind', 'doer as by', 'body', 'audience'])
    .where('districtId', '=', districtId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows as unknown as HeardEvent[]
}

/** Where the log ends, and which log it is: after a restore or on new data the numbers begin again under another name. */
export async function headOf(db: Db, districtId: string): Promise<{ seq: number; logId: string }> {
  const row = await db
    .selectFrom('districtLog')
    .select(['lastSeq', 'logId'])
    .where('districtId', '=', districtId)
    .executeTakeFirst()
  return { seq: row?.lastSeq ?? 0, logId: row?.logId ?? '' }
}

export const lastSeq = async (db: Db, districtId: string): Promise<number> => (await headOf(db, districtId)).seq

/** Without whom it may be told: the wire carries a line, not its audience. */
export function withoutAudience({ audience: _, ...event }: HeardEvent): LoggedEvent {
  return event as LoggedEvent
}
