import { promiseCauses } from './promised-causes.engine.ts'
import { promiseClock } from './promised-clock.engine.ts'
import { promiseFacts } from './promised-facts.engine.ts'
import { promiseLateness } from './promised-lateness.engine.ts'
import { promiseMoments } from './promised-moments.engine.ts'
import { promiseOffers } from './promised-offers.engine.ts'
import { promiseRows } from './promised-rows.engine.ts'
import { promiseScreens } from './promised-screens.engine.ts'
import { promiseTimers } from './promised-timers.engine.ts'
import { promiseWords } from './promised-words.engine.ts'
import type { Trx } from './store.engine.ts'
import { breakPromise } from './world.engine.ts'

interface Happened {
  /** The idempotency key it was done under. */
  name: string | null
  /** The ring that did it, if a timer did. */
  ring: { late: boolean } | null
}

/** After every commit: each promise about dispatch of GUARANTEES §1 is held against what the transaction did and left. */
export function keepPromises(trx: Trx, { name, ring }: Happened): void {
  const { world } = trx
  if (name) {
    const effects = (world.clerk.effects.get(name) ?? 0) + 1
    world.clerk.effects.set(name, effects)
    if (effects > 1) breakPromise(world, 'I9', 'one idempotency key has had two effects', name)
  }
  for (const { firedAt, due, id } of trx.fired)
    if (firedAt !== world.now || due > world.now) breakPromise(world, 'I7', 'a timer has fired before its moment', id)
  for (const change of trx.changes) {
    promiseFacts(world, trx.by, change)
    promiseScreens(world, change)
    promiseRows(world, change.after)
    promiseTimers(world, change.after)
    promiseCauses(world, change.after)
    promiseClock(world, change)
    promiseOffers(world, change)
    promiseMoments(world, change)
    promiseWords(world, trx.by, change)
    if (ring?.late) promiseLateness(world, change)
  }
}
