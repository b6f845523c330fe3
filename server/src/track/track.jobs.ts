import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { TimerHandlers } from '../kernel/timers.ts'
import { armPurge, daysAgo, purgeTracks } from './purge.moves.ts'
import { lapseRequest } from './request.moves.ts'

/** What happens to tracks later: every night the oldest are dropped; and what nobody says anything on lapses. */
export const trackJobs = (territory: TerritoryBook): Pick<TimerHandlers, 'track.purge' | 'track.request-lapse'> => ({
  'track.purge': async (trx) => {
    await purgeTracks(trx, daysAgo(trx.now, territory.current().district.settings.trackDays))
    await armPurge(trx, territory)
  },
  'track.request-lapse': (trx, { requestId }) => lapseRequest(trx, requestId),
})
