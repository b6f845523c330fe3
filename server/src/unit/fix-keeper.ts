import type { Fix } from '@lianqin/shared/unit'
import { sql } from 'kysely'
import type { Bus } from '../kernel/bus.ts'
import type { Db } from '../kernel/db.ts'
import type { FixBook } from './fix-book.ts'

/** Positions reach the table and the other processes at most this late; that much of them a crash may cost. */
const TICK_MS = 1_000

interface Needs {
  db: Db
  bus: Bus
  book: FixBook
  /** Of who is off duty, nothing is kept, even if it comes back from somewhere. */
  isOnDuty: (unitId: Fix['unitId']) => boolean
  failed: (what: string, error: unknown) => void
}

/** Carries news of positions to the table, in one statement per tick, and over the bus to the other processes. */
export async function openFixKeeper({ db, bus, book, isOnDuty, failed }: Needs) {
  for (const fix of await db.selectFrom('fix').selectAll().execute()) book.take(fix)
  const news = new Map<Fix['unitId'], Fix>()
  bus.hear('fixes', (fixes) => {
    for (const fix of fixes as Fix[]) if (isOnDuty(fix.unitId)) book.take(fix)
  })
  const turn = { last: Promise.resolve() }
  /** One after the other: what is deleted must not be written again by a statement that was under way. */
  function inTurn(work: () => Promise<unknown>): Promise<void> {
    const done = turn.last.then(async () => void (await work()))
    turn.last = done.catch(() => {})
    return done
  }

  async function write() {
    if (news.size === 0) return
    const fixes = [...news.values()]
    news.clear()
    bus.say('fixes', fixes)
    await sql`
      insert into fix select * from jsonb_to_recordset(${JSON.stringify(fixes.map(asColumns))}::jsonb)
        as sent(unit_id text, at timestamptz, lon double precision, lat double precision,
                accuracy_m double precision, speed_mps double precision, heading_deg double precision)
      on conflict (unit_id) do update set at = excluded.at, lon = excluded.lon, lat = excluded.lat,
        accuracy_m = excluded.accuracy_m, speed_mps = excluded.speed_mps, heading_deg = excluded.heading_deg
      where fix.at < excluded.at`.execute(db)
  }
  const flush = () => inTurn(write)
  const tick = setInterval(() => void flush().catch((error) => failed('positions', error)), TICK_MS)
  return {
    note: (fix: Fix) => void news.set(fix.unitId, fix),
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
      await flush()
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
