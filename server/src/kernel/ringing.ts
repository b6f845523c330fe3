import { sql } from 'kysely'
import type { Ground } from './ground.ts'
import { createTimers, type TimerHandlers } from './timers.ts'

const SWEEP_MS = 1_000
const JITTER_MS = 200
const PURGE_MS = 3_600_000

/** Rings timers: by the queue's bell, and by a sweep every second that takes whatever the bell missed. */
export async function openRinging(ground: Ground, handlers: TimerHandlers) {
  const { write, writeReserve, reserve, bell, metrics, failed } = ground
  const timers = createTimers({ write, reserve, writeReserve, handlers, failed })
  const state: { closed: boolean; timeout: NodeJS.Timeout | undefined; sweeping: Promise<void> } = {
    closed: false,
    timeout: undefined,
    sweeping: Promise.resolve(),
  }

  async function sweep() {
    try {
      metrics.timersSwept.inc(await timers.sweep())
    } catch (error) {
      failed('sweeper', error)
    }
    if (!state.closed) state.timeout = setTimeout(start, SWEEP_MS + Math.random() * JITTER_MS)
  }
  function start() {
    state.sweeping = sweep()
  }
  const purge = setInterval(() => {
    purgeSpent(reserve).catch((error) => failed('purge', error))
  }, PURGE_MS)

  return {
    start() {
      bell.start(timers.fire)
      start()
    },
    async close() {
      state.closed = true
      clearTimeout(state.timeout)
      clearInterval(purge)
      await state.sweeping
    },
  }
}

/** What only protects against repetition is kept for some days; an ended session for none. The log is never purged. */
async function purgeSpent(db: Ground['reserve']): Promise<void> {
  await sql`delete from idempotency where at < now() - interval '3 days'`.execute(db)
  await sql`delete from session where expires_at < now()`.execute(db)
  await sql`delete from timer where fired_at < now() - interval '30 days'`.execute(db)
}
