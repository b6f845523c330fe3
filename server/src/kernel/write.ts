import { Problem } from '@lianqin/shared/wire/problem'
import { sql, type Transaction } from 'kysely'
import type { Actor, Db, Trx } from './db.ts'
import { writeFacts } from './event-log.ts'
import type { Tables } from './tables.ts'
import { type ArmedTimer, armTimers } from './timer-rows.ts'

/** Whose command it is, and what tells a repeated one from a new one; null for commands that carry no key. */
export interface Order {
  actor: Actor
  once: { key: string; fingerprint: string } | null
}

/** The only way to change anything: one transaction, then one word to whoever reads the log. */
export type Write = <T>(order: Order, work: (trx: Trx) => Promise<T>) => Promise<T>

/** Time itself acts with the rights of the whole district. */
export const byClock: Order = {
  actor: { personId: null, title: '', role: 'clock', scope: { kind: 'district' } },
  once: null,
}

/** What PostgreSQL asks to try again: a serialization failure or a deadlock, neither of which changed anything. */
const TRY_AGAIN = new Set(['40001', '40P01'])
const ATTEMPTS = 4

interface Needs {
  db: Db
  districtId: string
  /** Told after every commit: there may be something in the log, and these timers want to be rung. */
  committed: (armed: ArmedTimer[]) => void
}

export function createWrite({ db, districtId, committed }: Needs): Write {
  async function attempt<T>(order: Order, work: (trx: Trx) => Promise<T>) {
    return db.transaction().execute(async (plain) => {
      const trx = await begin(plain, order.actor)
      const known = await recall(trx, order)
      if (known) return { result: known.answer as T, armed: [] }
      const result = await work(trx)
      const armed = await armTimers(trx)
      await remember(trx, order, result)
      // Last: from here to the commit everybody else who has something to say waits.
      await writeFacts(trx, districtId)
      return { result, armed }
    })
  }
  return async (order, work) => {
    for (let tries = 1; ; tries++) {
      try {
        const { result, armed } = await attempt(order, work)
        committed(armed)
        return result
      } catch (error) {
        const again = TRY_AGAIN.has((error as { code?: string }).code ?? '')
        if (!again || tries === ATTEMPTS) throw error
      }
    }
  }
}

async function begin(plain: Transaction<Tables>, actor: Actor): Promise<Trx> {
  const { rows } = await sql<{ now: string }>`select date_trunc('milliseconds', clock_timestamp()) as now`.execute(
    plain,
  )
  return Object.assign(plain, { now: rows[0]?.now ?? '', actor, facts: [], timers: [] })
}

/** Claims the key first: of many copies at once, the first one works and the others wait here for its answer. */
async function recall(trx: Trx, { actor, once }: Order): Promise<{ answer: unknown } | null> {
  if (!once || actor.personId === null) return null
  const { key, fingerprint } = once
  const claimed = await trx
    .insertInto('idempotency')
    .values({ personId: actor.personId, key, fingerprint, answer: null, at: trx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (claimed) return null
  const known = await trx
    .selectFrom('idempotency')
    .select(['fingerprint', 'answer'])
    .where('personId', '=', actor.personId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (known.fingerprint !== fingerprint) throw new Problem('idempotency.other-body', { key })
  return { answer: known.answer }
}

async function remember(trx: Trx, { actor, once }: Order, answer: unknown): Promise<void> {
  if (!once || actor.personId === null) return
  await trx
    .updateTable('idempotency')
    .set({ answer: JSON.stringify(answer ?? null) })
    .where('personId', '=', actor.personId)
    .where('key', '=', once.key)
    .execute()
}
