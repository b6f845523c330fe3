import { AUDIT_EVERY_MS, type Audit } from '@lianqin/shared/audit'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'
import type { Metrics } from '../kernel/metrics.ts'
import type { TimerOrder } from '../kernel/timer-rows.ts'
import { byClock, type Write } from '../kernel/write.ts'
import { ENDLESS, FORGOTTEN } from './check.query.ts'

interface Needs {
  db: Db
  write: Write
  metrics: Metrics
  clock: () => number
  failed: (what: string, error: unknown) => void
}

export interface Auditor {
  look: () => Promise<void>
  verdict: () => Audit
  close: () => void
}

type Found = Pick<Incident, 'id' | 'state' | 'suspendedUntil'>

/**
 * Apart from everything that should make it unnecessary, somebody goes round every half minute and looks for open
 * incidents that nobody has and nothing will happen to, and offers that nothing will end. What is found is set going again,
 * counted, and logged as a fault; the verdict stands on /health/ready, in the metrics and on the desk.
 */
export function startAuditor({ db, write, metrics, clock, failed }: Needs): Auditor {
  const held: { verdict: Audit } = { verdict: { at: null, forgotten: [] } }

  const setGoing = (what: string, order: (now: string) => TimerOrder) => {
    failed('auditor', new Error(what))
    return write(byClock, async (trx) => void trx.timers.push(order(trx.now)))
  }

  async function look(): Promise<void> {
    const endless = await sql<Pick<Offer, 'id' | 'answerBy'>>`${sql.raw(ENDLESS)}`.execute(db)
    const lost = await sql<Found>`select id, state, suspended_until as "suspendedUntil" from incident
      where id in (${sql.raw(FORGOTTEN)})`.execute(db)
    held.verdict = { at: toMoment(clock()), forgotten: lost.rows.map(({ id }) => id) }
    metrics.forgotten.inc(endless.rows.length + lost.rows.length)
    metrics.auditForgotten.set(lost.rows.length)
    metrics.auditAt.set(clock() / 1000)
    for (const { id: offerId, answerBy } of endless.rows)
      await setGoing(`nothing was to end ${offerId}; its timer is armed again`, (now) => ({
        kind: 'offer.lapse',
        ref: { offerId },
        dueAt: later(answerBy, now),
      }))
    for (const found of lost.rows) await setGoing(`nobody has ${found.id}; it is set going again`, setting(found))
  }

  const timer = setInterval(() => void look().catch((error) => failed('auditor', error)), AUDIT_EVERY_MS)
  void look().catch((error) => failed('auditor', error))
  return { look, verdict: () => held.verdict, close: () => clearInterval(timer) }
}

const later = (a: Moment, b: Moment): Moment => (a.localeCompare(b) > 0 ? a : b)

/** A case that stands still is taken up on its day; any other is routed at once. */
const setting =
  ({ id: incidentId, state, suspendedUntil }: Found) =>
  (now: string): TimerOrder => {
    if (state === 'suspended') return { kind: 'incident.take-up', ref: { incidentId }, dueAt: suspendedUntil ?? now }
    if (state === 'reported') return { kind: 'case.stage', ref: { incidentId, stage: 'file' }, dueAt: now }
    if (state === 'handled') return { kind: 'case.stage', ref: { incidentId, stage: 'check' }, dueAt: now }
    return { kind: 'dispatch.route', ref: { incidentId }, dueAt: now }
  }
