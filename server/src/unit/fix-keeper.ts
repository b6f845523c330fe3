import type { Fix } from '@lianqin/shared/unit'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'
import type { FixBook } from './fix-book.ts'

const TICK_MS = 1_000
/** Thousands that move at once are written in turn: positions reach the table at most so many ticks late (RPO 5 s). */
const TICKS_AT_MOST = 5
const FEW = 1_000

interface Needs {
  db: Db
  book: FixBook
  /** Of who is off duty, nothing is kept, even if it comes back from somewhere. */
  isOnDuty: (unitId: Fix['unitId']) => boolean
  failed: (what: string, error: unknown) => void
}

/** Carries news of positions to the table, in one statement per tick: what a restart begins with. */
export async function openFixKeeper({ db, book, isOnDuty, failed }: Needs) {
  for (const fix of await db.selectFrom('fix').selectAll().execute()) if (isOnDuty(fix.unitId)) book.take(fix)
  const news = new Set<Fix['unitId']>()
  const turn = { last: Promise.resolve() }
  /** One after the other: what is deleted must not be written again by a statement that was under way. */
  function inTurn(work: () => Promise<unknown>): Promise<void> {
    const done = turn.last.then(async () => void (await work()))
    turn.last = done.catch(() => {})
    return done
  }

  /** Who has waited longest comes first, with its newest position by now. */
  function next(most: number): Fix['unitId'][] {
    const unitIds = [...news.values().take(most)]
    for (const unitId of unitIds) news.delete(unitId)
    // In one order for every process: two that write the same rows must not wait for each other.
    return unitIds.sort()
  }
  async function write(most: number) {
    const unitIds = next(most)
    try {
      await put(unitIds.flatMap((unitId) => book.newest(unitId) ?? []))
    } catch (error) {
      for (const unitId of unitIds) news.add(unitId)
      throw error
    }
  }
  async function put(fixes: readonly Fix[]) {
    if (fixes.length === 0) return
    await sql`
      insert into fix select * from jsonb_to_recordset(${JSON.stringify(fixes.map(asColumns))}::jsonb)
        as sent(unit_id text, at timestamptz, lon double precision, lat double precision,
                accuracy_m double precision, speed_mps double precision, heading_deg double precision)
      on conflict (unit_id) do update set at = excluded.at, lon = excluded.lon, lat = excluded.lat,
        accuracy_m = excluded.accuracy_m, speed_mps = excluded.speed_mps, heading_deg = excluded.heading_deg
      where fix.at < excluded.at`.execute(db)
  }
  const flush = (most: number) => inTurn(() => write(most))
  const some = () => Math.max(FEW, Math.ceil(news.size / TICKS_AT_MOST))
  const tick = setInterval(() => void flush(some()).catch((error) => failed('positions', error)), TICK_MS)
  return {
    note: (unitId: Fix['unitId']) => void news.add(unitId),
    /** Off duty, nothing of where somebody was is kept. */
    async forget(unitIds: readonly Fix['unitId'][]) {
      for (const unitId of unitIds) {
        news.delete(unitId)
        book.forget(unitId)
      }
      if (unitIds.length > 0) await inTurn(() => db.deleteFrom('fix').where('unitId', 'in', unitIds).execute())
    },
    async close() {
      clearInterval(tick)
      await flush(news.size)
    },
  }
}

const asColumns = ({ unitId, accuracyM, speedMps, headingDeg, ...same }: Fix) => ({
  unit_id: unitId,
  ...same,
  accuracy_m: accuracyM,
  speed_mps: speedMps,
  heading_deg: headingDeg,
})
