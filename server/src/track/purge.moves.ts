import { DISTRICT_ALONE } from '@lianqin/shared/rights'
import type { PurgeReport } from '@lianqin/shared/track/view'
import { nextDayAt } from '@lianqin/shared/wire/day'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { sql } from 'kysely'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { keptDays } from './days.ts'
import { DAY_MS } from './retention.ts'

/** A day's table is dropped as a whole. In the night, when few wait for its lock. */
const AT_NIGHT_MS = 3 * 3_600_000
const LEAST_DAYS = 30
const NOTHING = { chunks: 0, fromAt: null, toAt: null }

interface Counted {
  chunks: number
  fromAt: string | null
  toAt: string | null
}

/** Drops every track that has been kept for so many days, and says in the log what it dropped. */
export async function purgeTracks(trx: Trx, days: number): Promise<PurgeReport> {
  if (days < LEAST_DAYS) throw new Problem('track.purge-too-soon', { days: LEAST_DAYS })
  const before = toMoment(Math.floor((Date.parse(trx.now) - days * DAY_MS) / DAY_MS) * DAY_MS)
  const old = (await keptDays(trx)).filter((day) => `${day}T00:00:00.000Z` < before)
  const counts = [...(await droppedDays(trx, old)), await droppedPieces(trx, before)]
  const report = { before, days: old.length, ...counts.reduce(together, NOTHING) }
  append(trx, 'track.purged', { report }, { audience: [DISTRICT_ALONE], incidentId: null })
  return report
}

async function droppedDays(trx: Trx, days: readonly string[]): Promise<Counted[]> {
  const counts: Counted[] = []
  for (const day of days) {
    const table = sql.id(`track_chunk_${day.replaceAll('-', '')}`)
    const { rows } = await sql<Counted>`
      select count(*)::integer as chunks, min(from_at) as from_at, max(from_at) as to_at from ${table}`.execute(trx)
    counts.push(...rows)
    await sql`drop table ${table}`.execute(trx)
  }
  return counts
}

async function droppedPieces(trx: Trx, before: string): Promise<Counted> {
  const { rows } = await sql<Counted>`
    with gone as (delete from track_piece where from_at < ${before}::timestamptz returning from_at)
    select count(*)::integer as chunks, min(from_at) as from_at, max(from_at) as to_at from gone`.execute(trx)
  return rows[0] ?? NOTHING
}

const together = (sum: Counted, one: Counted): Counted => ({
  chunks: sum.chunks + one.chunks,
  fromAt: sum.fromAt === null || (one.fromAt !== null && one.fromAt < sum.fromAt) ? one.fromAt : sum.fromAt,
  toAt: sum.toAt === null || (one.toAt !== null && one.toAt > sum.toAt) ? one.toAt : sum.toAt,
})

/** Arms the next night's purge, once however many servers start. The district's row is held until the commit. */
export async function armPurge(trx: Trx, territory: TerritoryBook): Promise<void> {
  const { district } = territory.current()
  await trx.selectFrom('district').select('id').where('id', '=', district.id).forUpdate().execute()
  const armed = await trx
    .selectFrom('timer')
    .select('id')
    .where('kind', '=', 'track.purge')
    .where('firedAt', 'is', null)
    .executeTakeFirst()
  if (armed) return
  const midnight = nextDayAt(trx.now, district.calendar.utcOffsetMinutes)
  trx.timers.push({
    kind: 'track.purge',
    ref: { district: district.id },
    dueAt: toMoment(Date.parse(midnight) + AT_NIGHT_MS),
  })
}
