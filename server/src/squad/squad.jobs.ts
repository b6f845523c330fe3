import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { TimerHandlers } from '../kernel/timers.ts'
import { recountAtMidnight } from './crew.moves.ts'

/** What happens to a squad later: at midnight its licences are counted anew. */
export const squadJobs = (territory: TerritoryBook): Pick<TimerHandlers, 'squad.recount'> => ({
  'squad.recount': (trx, { squadId }) => recountAtMidnight(trx, territory, squadId),
})
