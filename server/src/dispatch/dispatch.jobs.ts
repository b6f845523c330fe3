import { type JobName, jobNames } from '@lianqin/shared/jobs'
import type { Trx } from '../kernel/db.ts'
import type { TimerOrder } from '../kernel/timer-rows.ts'
import type { TimerHandlers } from '../kernel/timers.ts'
import type { Surroundings } from './ground.query.ts'
import { ringCase } from './ringing.moves.ts'

/** What happens to a case later: every timer there is rings one, and the rules tell them apart. */
export function dispatchJobs(around: Surroundings): TimerHandlers {
  const handler = (kind: JobName) => (trx: Trx, ref: unknown, ring: { late: boolean }) =>
    ringCase(trx, around, { kind, ref } as TimerOrder, ring)
  return Object.fromEntries(jobNames.map((kind) => [kind, handler(kind)])) as TimerHandlers
}
