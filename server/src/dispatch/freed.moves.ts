import { isBinding } from '@lianqin/shared/task'
import type { Trx } from '../kernel/db.ts'
import { retryWaiting } from '../squad/waiting.moves.ts'
import type { Book, Case } from './case-book.engine.ts'

/** A squad that has just got free can take one case; some more are tried, because it may not be competent for the first. */
const TRIED_AT_ONCE = 3

/** Squads that this decision has freed of a task: whoever waits for somebody is tried again. */
export async function wakeWaiting(trx: Trx, before: Case, after: Book): Promise<void> {
  const bound = new Map(before.tasks.filter(({ state }) => isBinding(state)).map((task) => [task.id, task.squadId]))
  const freed = after.tasks.flatMap(({ id, state }) => (isBinding(state) ? [] : (bound.get(id) ?? [])))
  if (freed.length === 0) return
  const squads = await trx.selectFrom('squad').select('areaId').where('id', 'in', freed).execute()
  for (const squad of squads) await retryWaiting(trx, squad, { dueAt: trx.now, atMost: TRIED_AT_ONCE })
}
