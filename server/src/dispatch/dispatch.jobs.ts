import type { TimerHandlers } from '../kernel/timers.ts'
import { lapseOffer, routeCase } from './dispatch.moves.ts'
import type { Surroundings } from './ground.query.ts'

/** What happens to a case later: a name without a handler does not compile. */
export const dispatchJobs = (around: Surroundings): TimerHandlers => ({
  'dispatch.route': (trx, { incidentId }) => routeCase(trx, around, incidentId),
  'offer.lapse': (trx, { offerId }, ring) => lapseOffer(trx, around.territory, offerId, ring),
})
