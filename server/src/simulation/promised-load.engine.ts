import type { Offer } from '@lianqin/shared/offer'
import type { Change } from './store.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

/** I4: unless somebody chooses it by hand, no squad is asked that is off duty or has its hands full. */
export function promiseLoad(world: World, { facts, after }: Change): void {
  const { store, district } = world
  for (const { kind, body } of facts) {
    const { offer } = body as { offer?: Offer }
    if (kind !== 'offer.made' || !offer) continue
    const { squadId, byHand } = offer
    if (store.squads.get(squadId)?.state !== 'on-duty')
      breakPromise(world, 'I4', `${squadId} is asked off duty`, after.incident.id, offer.id)
    const tasks = store.load.get(squadId) ?? 0
    if (!byHand && tasks > district.settings.stackAtMost)
      breakPromise(world, 'I4', `${squadId} is asked with ${tasks - 1} tasks in hand`, after.incident.id)
  }
}
