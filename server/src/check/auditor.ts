import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'
import type { Metrics } from '../kernel/metrics.ts'
import { byClock, type Write } from '../kernel/write.ts'
import { ENDLESS, FORGOTTEN } from './check.query.ts'

const LOOK_MS = 30_000

interface Needs {
  db: Db
  write: Write
  metrics: Metrics
  failed: (what: string, error: unknown) => void
}

/**
 * Apart from everything that should make it unnecessary, somebody goes round every half minute and looks for open
 * incidents that nobody has and nothing will happen to, and offers that nothing will end. What is found is set going again,
 * counted, and logged as a fault.
 */
export function startAuditor({ db, write, metrics, failed }: Needs) {
  async function rearm() {
    const { rows } = await sql<{ id: Offer['id'] }>`${sql.raw(ENDLESS)}`.execute(db)
    metrics.forgotten.inc(rows.length)
    for (const { id } of rows) {
      failed('auditor', new Error(`nothing was to end ${id}; its timer is armed again`))
      await write(byClock, async (trx) => {
        trx.timers.push({ kind: 'offer.lapse', ref: { offerId: id }, dueAt: trx.now })
      })
    }
  }
  async function look() {
    await rearm()
    const { rows } = await sql<{ id: Incident['id'] }>`${sql.raw(FORGOTTEN)}`.execute(db)
    metrics.forgotten.inc(rows.length)
    for (const { id } of rows) {
      failed('auditor', new Error(`nobody has ${id}; it is routed again`))
      await write(byClock, async (trx) => {
        trx.timers.push({ kind: 'dispatch.route', ref: { incidentId: id }, dueAt: trx.now })
      })
    }
  }
  const timer = setInterval(() => void look().catch((error) => failed('auditor', error)), LOOK_MS)
  return { look, close: () => clearInterval(timer) }
}
