import { sql } from 'kysely'
import type { Ground } from './ground.ts'
import { createTimers, type Preparations, type TimerHandlers } from './timers.ts'

const SWEEP_MS = 1_000
const JITTER_MS = 200
const PURGE_MS = 3_600_000
const PURGE_BATCH = 5_000
/** A sweeper that has not got through for so long does not stand for anything. */
const ALIVE_MS = 30_000

interface Needs {
  handlers: TimerHandlers
  ahead: Preparations
  /** Without a district there is nothing to ring for: timers wait, and none of them is spent on it. */
  isOpen: () => boolean
}

/** Rings timers: by the queue's bell, and by a sweep every second that takes whatever the bell missed. */
export function openRinging(ground: Ground, { handlers, ahead, isOpen }: Needs) {
  const { write, writeReserve, reserve, bell, metrics, failed, clock } = ground
  const timers = createTimers({
    ...{ write, reserve, writeReserve, handlers, ahead, clock, failed },
    unprepared: () => metrics.timersUnprepared.inc(),
  })
  const state: { closed: boolean; sweptAt: number; timeout: NodeJS.Timeout | undefined; sweeping: Promise<void> } = {
    closed: false,
    sweptAt: clock(),
    timeout: undefined,
    sweeping: Promise.resolve(),
  }

  async function sweep() {
    try {
      if (isOpen()) metrics.timersSwept.inc(await timers.sweep())
      state.sweptAt = clock()
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
    /** The guarantee is at work: the sweeper has got through lately. */
    isAlive: () => clock() - state.sweptAt < ALIVE_MS,
    start() {
      // What rings while there is no district is found by the sweeper once there is one.
      bell.start(async (id) => {
        if (isOpen()) await timers.fire(id)
      })
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

const SPENT = [
  `idempotency where at < now() - interval '3 days'`,
  `session where expires_at < now()`,
  `timer where fired_at < now() - interval '30 days'`,
]

/** What only protects against repetition is kept for some days; an ended session for none. The log is never purged. */
async function purgeSpent(db: Ground['reserve']): Promise<void> {
  for (const spent of SPENT) {
    const table = spent.slice(0, spent.indexOf(' '))
    const batch = sql.raw(
      `delete from ${table} where ctid = any(array(select ctid from ${spent} limit ${PURGE_BATCH}))`,
    )
    for (;;) {
      const { numAffectedRows = 0n } = await batch.execute(db)
      if (Number(numAffectedRows) < PURGE_BATCH) break
    }
  }
}
