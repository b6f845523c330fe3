import type { Incident } from '@lianqin/shared/incident'
import { CHUNK_HEAD_BYTES, fixesIn } from '@lianqin/shared/track/track.codec'
import type { PurgeReport } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import type { Day } from '@lianqin/shared/wire/day'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kernel/db.ts'
import { type CaseSpan, caseSpans, heldBy, reachesInto, released } from './casework.query.ts'
import { keptDays, tableOf } from './days.ts'
import { DAY_MS } from './retention.ts'

/** What a purge is about: everything from before a moment, but for cases that were closed since another, or are open. */
export interface PurgeAsked {
  before: Moment
  keptFrom: Moment
}

interface Head {
  unitId: Unit['id']
  fromAt: Moment
  bytes: number
  head: Uint8Array
  /** The cases that it is left for. */
  incidentIds: Incident['id'][] | null
}

/** The days whose tracks begin before a moment, oldest first. */
export const daysBefore = async (db: Db, before: Moment): Promise<string[]> =>
  (await keptDays(db)).filter((day) => `${day}T00:00:00.000Z` < before)

/** A table with tracks that are to be dropped: of one day, or the pieces that are not folded yet. */
export interface DroppedTable {
  table: RawBuilder<unknown>
  /** Null for the pieces. */
  day: Day | null
  /** The work on cases that are still kept, as far as it lies in there. */
  spans: readonly CaseSpan[]
}

const PIECES = sql.table('track_piece')
const endOf = (day: Day) => toMoment(Date.parse(day) + DAY_MS)

/** Where tracks from before a moment lie, the oldest day first. */
export async function tablesBefore(db: Db, { before, keptFrom }: PurgeAsked): Promise<DroppedTable[]> {
  const days = await daysBefore(db, before)
  const [oldest] = (await sql<{ at: Moment | null }>`select min(from_at) as at from ${PIECES}`.execute(db)).rows
  const from = [days[0] ? toMoment(Date.parse(days[0])) : before, oldest?.at ?? before].sort()[0] ?? before
  const spans = await caseSpans(db, { from, to: before }, keptFrom)
  return [
    ...days.map((day) => ({
      ...{ table: tableOf(day), day },
      spans: spans.filter((span) => reachesInto(span, toMoment(Date.parse(day)), endOf(day))),
    })),
    { table: PIECES, day: null, spans },
  ]
}

/** What is in these tables from before a moment, counted without unpacking it: of each chunk its length and its first bytes suffice. */
export async function whatIsBefore(
  db: Db,
  { before, keptFrom }: PurgeAsked,
  tables: readonly DroppedTable[],
): Promise<PurgeReport> {
  const [sum, kept] = [createSum(), createSum()]
  // A day at once: some ten thousand heads of a hundred bytes.
  for (const dropped of tables)
    for (const head of await headsOf(db, dropped, before)) (head.incidentIds ? kept : sum).add(head)
  const gone = createSum()
  for (const head of await releasedHeads(db, keptFrom)) gone.add(head)
  return {
    before,
    days: tables.filter(({ day }) => day !== null).length,
    ...{ units: sum.units.size, ...sum.counts(), ...sum.ends() },
    kept: { ...kept.counts(), cases: kept.cases.size },
    released: gone.counts(),
    oldestAt: await oldestFrom(db, before),
  }
}

function createSum() {
  const units = new Set<Unit['id']>()
  const cases = new Set<Incident['id']>()
  const sum = { chunks: 0, fixes: 0, bytes: 0, fromAt: none, toAt: none }
  return {
    ...{ units, cases },
    counts: () => ({ chunks: sum.chunks, fixes: sum.fixes, bytes: sum.bytes }),
    ends: () => ({ fromAt: sum.fromAt, toAt: sum.toAt }),
    add({ unitId, fromAt, bytes, head, incidentIds }: Head): void {
      units.add(unitId)
      for (const id of incidentIds ?? []) cases.add(id)
      sum.chunks++
      sum.fixes += fixesIn(head)
      sum.bytes += bytes
      sum.fromAt = sum.fromAt !== null && sum.fromAt < fromAt ? sum.fromAt : fromAt
      sum.toAt = sum.toAt !== null && sum.toAt > fromAt ? sum.toAt : fromAt
    },
  }
}

const none = null as Moment | null
const measured = sql`octet_length(body) as bytes, substring(body from 1 for ${sql.lit(CHUNK_HEAD_BYTES)}) as head`

async function headsOf(db: Db, { table, spans }: DroppedTable, before: Moment): Promise<Head[]> {
  const { rows } = await sql<Head>`
    with ${heldBy(table, before, spans)}
    select unit_id, from_at, ${measured}, incident_ids from ${table} c left join held on held.place = c.ctid
    where from_at < ${before}::timestamptz`.execute(db)
  return rows
}

async function releasedHeads(db: Db, keptFrom: Moment): Promise<Head[]> {
  const { rows } = await sql<Head>`
    select unit_id, from_at, ${measured}, null as incident_ids from track_kept where ${released(keptFrom)}`.execute(db)
  return rows
}

/** When the oldest begins that is kept from a moment on. A day may have a table and nothing in it. */
async function oldestFrom(db: Db, moment: Moment): Promise<Moment | null> {
  const gone = await daysBefore(db, moment)
  const days = (await keptDays(db)).filter((day) => !gone.includes(day))
  const firstIn = async (table: RawBuilder<unknown>) => {
    const { rows } = await sql<{ at: Moment | null }>`
      select min(from_at) as at from ${table} where from_at >= ${moment}::timestamptz`.execute(db)
    return rows[0]?.at ?? null
  }
  const piece = await firstIn(PIECES)
  for (const day of days) {
    const chunk = await firstIn(tableOf(day))
    if (chunk !== null) return piece !== null && piece < chunk ? piece : chunk
  }
  return piece
}
