import type { Db } from '../kernel/db.ts'
import type { HeardEvent } from '../kernel/event-log.ts'
import type { Metrics } from '../kernel/metrics.ts'
import type { Intake } from '../unit/intake.ts'
import type { Leading } from '../unit/leading.engine.ts'
import { createBuckets, PHONE_RATE } from './bucket.ts'
import { openDeviceBook } from './device-book.ts'
import { openLedger } from './ledger.ts'
import { type Calls, createReception } from './reception.ts'

interface Needs {
  db: Db
  intake: Intake
  leading: Leading
  metrics: Metrics
  clock: () => number
  distress: Calls
  failed: (what: string, error: unknown) => void
}

/** Who may send positions, kept in memory and true to the log, and what is remembered of what they sent. */
export async function openDevices({ db, intake, leading, metrics, clock, distress, failed }: Needs) {
  const book = await openDeviceBook(db)
  const ledger = openLedger({ db, clock, failed })
  return {
    book,
    ledger,
    /** Of phones: the usual way and the quick one count together. */
    rates: createBuckets(PHONE_RATE, clock),
    reception: createReception({ book, intake, leading, ledger, metrics, clock, distress }),
    hear: (events: readonly HeardEvent[]) => book.hear(events),
    close: ledger.close,
  }
}
