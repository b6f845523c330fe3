import type { JobData, JobName } from '@lianqin/shared/jobs'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Trx } from './db.ts'
import { freshId } from './ids.ts'

/** Something to be done at a moment: asked for inside a transaction, a row at its end. */
export type TimerOrder = { [K in JobName]: { kind: K; ref: JobData<K>; dueAt: Moment } }[JobName]

/** What the bell needs to know of a timer that has just become a row. */
export interface ArmedTimer {
  id: string
  version: number
  /** From the database's clock, so a server whose own clock is wrong still rings after the right time. */
  delayMs: number
}

/** Makes rows of what the transaction asked to be done later. */
export async function armTimers(trx: Trx): Promise<ArmedTimer[]> {
  if (trx.timers.length === 0) return []
  const rows = trx.timers.map(({ kind, ref, dueAt }) => ({
    id: freshId('timer', trx.now),
    kind,
    ref: JSON.stringify(ref),
    version: 1,
    dueAt,
    firedAt: null,
    late: false,
    attempts: 0,
    retryAt: null,
  }))
  await trx.insertInto('timer').values(rows).execute()
  return rows.map(({ id, version, dueAt }) => ({
    id,
    version,
    delayMs: Math.max(0, Date.parse(dueAt) - Date.parse(trx.now)),
  }))
}
