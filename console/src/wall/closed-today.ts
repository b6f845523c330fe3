import { type ComputedRef, computed } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { now } from '../kernel/time.ts'
import { type ClosedFigures, closedFigures, midnightBefore } from './closed.rank.ts'

/** Today's closed cases of this screen, by the district's own midnight. */
export function useClosedToday(): ComputedRef<ClosedFigures> {
  const incidents = useIncidents()
  const jurisdiction = useJurisdiction()
  const midnight = computed(() =>
    midnightBefore(now.value, jurisdiction.district?.calendar.utcOffsetMinutes ?? -new Date().getTimezoneOffset()),
  )
  return computed(() => closedFigures(incidents.byId.values(), midnight.value))
}
