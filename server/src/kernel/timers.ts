import { type JobData, type JobName, jobs } from '@lianqin/shared/jobs'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { Check } from 'typebox/value'
import type { Db, Trx } from './db.ts'
import { byClock, type Write } from './write.ts'

/** What is done when a timer rings; `late` if that is long after its moment, as after an outage. */
export type TimerHandlers = {
  [K in JobName]: (trx: Trx, ref: JobData<K>, ring: { late: boolean }) => Promise<void>
}

/** What is looked up elsewhere before a handler's transaction begins: nobody waits for a network while holding a lock. */
export type Preparations = { [K in JobName]?: (ref: JobData<K>) => Promise<void> }

/** Longer overdue than this, a timer was not just slow: the server was away. */
export const LATE_AFTER_MS = 60_000
const SWEEP_BATCH = 100
/** So long a sweep may wait for what is looked up elsewhere, all its timers together: the hundredth is due like the first. */
const LOOK_AHEAD_MS = 2_000
const LONGEST_RETRY_MS = 60_000

interface Needs {
  write: Write
  /** The sweeper's own connections, to find what is due and to fire it. */
  reserve: Db
  writeReserve: Write
  handlers: TimerHandlers
  ahead: Preparations
  clock: () => number
  /** A timer of a sweep was fired without its preparation. */
  unprepared: () => void
  failed: (what: string, error: unknown) => void
}

/** What is left of a sweep's time for looking ahead. */
interface Patience {
  leftMs: number
}

/** Fires timers, whoever rings: the queue's bell or the sweeper. A timer takes effect once; the second to come sees it fired. */
export function createTimers({ write, reserve, writeReserve, handlers, ahead, clock, unprepared, failed }: Needs) {
  async function fire(by: Write, id: string, patience: Patience): Promise<void> {
    try {
      if (patience.leftMs > 0) await prepare(id, patience)
      else unprepared()
      await by(byClock, async (trx) => {
        const timer = await trx
          .selectFrom('timer')
          .selectAll()
          .where('id', '=', id)
          .where('firedAt', 'is', null)
          .where('dueAt', '<=', trx.now)
          .forUpdate()
          .skipLocked()
          .executeTakeFirst()
        if (!timer) return
        const late = Date.parse(trx.now) - Date.parse(timer.dueAt) > LATE_AFTER_MS
        await trx.updateTable('timer').set({ firedAt: trx.now, late }).where('id', '=', id).execute()
        await handle(trx, timer.kind, timer.ref, late)
      })
    } catch (error) {
      failed(`timer ${id}`, error)
      await putOff(by, id)
    }
  }

  async function prepare(id: string, patience: Patience): Promise<void> {
    const began = clock()
    await lookAhead(id)
    patience.leftMs -= Math.max(0, clock() - began)
  }

  async function lookAhead(id: string): Promise<void> {
    if (Object.keys(ahead).length === 0) return
    const timer = await reserve
      .selectFrom('timer')
      .select(['kind', 'ref'])
      .where('id', '=', id)
      .where('firedAt', 'is', null)
      .executeTakeFirst()
    if (timer) await prepareFor(timer.kind, timer.ref)
  }

  async function prepareFor<K extends JobName>(kind: K, ref: unknown): Promise<void> {
    const look: Preparations[K] = ahead[kind]
    if (look && Check(jobs[kind], ref)) await look(ref as JobData<K>)
  }

  async function handle<K extends JobName>(trx: Trx, kind: K, ref: unknown, late: boolean) {
    if (!Check(jobs[kind], ref)) throw new Problem('server.failed', { timer: kind })
    const handler: TimerHandlers[K] = handlers[kind]
    await handler(trx, ref as JobData<K>, { late })
  }

  /** Whatever went wrong is tried again, ever more slowly, and never given up: somebody is waiting for it. */
  async function putOff(by: Write, id: string): Promise<void> {
    await by(byClock, async (trx) => {
      const timer = await trx.selectFrom('timer').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
      if (!timer || timer.firedAt !== null) return
      const attempts = timer.attempts + 1
      const retryAt = toMoment(Date.parse(trx.now) + Math.min(LONGEST_RETRY_MS, 500 * 2 ** Math.min(attempts, 10)))
      await trx.updateTable('timer').set({ attempts, retryAt }).where('id', '=', id).execute()
    })
  }

  /** Takes whatever is due and has not fired: this, not the queue, is the guarantee. */
  async function sweep(): Promise<number> {
    const due = await reserve
      .selectFrom('timer')
      .select('id')
      .where('firedAt', 'is', null)
      .where((is) => is('dueAt', '<=', is.fn<Moment>('clock_timestamp', [])))
      .where((is) => is.or([is('retryAt', 'is', null), is('retryAt', '<=', is.fn<Moment>('clock_timestamp', []))]))
      // What failed waits behind what became due before its next try: a hundred that fail keep nobody waiting.
      .orderBy((is) => is.fn.coalesce('retryAt', 'dueAt'))
      .limit(SWEEP_BATCH)
      .execute()
    const patience = { leftMs: LOOK_AHEAD_MS }
    for (const { id } of due) await fire(writeReserve, id, patience)
    return due.length
  }

  return { fire: (id: string) => fire(write, id, { leftMs: LOOK_AHEAD_MS }), sweep }
}
export type Timers = ReturnType<typeof createTimers>
