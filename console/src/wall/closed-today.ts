import { type ComputedRef, computed, shallowRef, watch } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { now } from '../kernel/time.ts'
import { type ClosedFigures, closedFigures, emptyLedger, midnightBefore, noteClosed } from './closed.rank.ts'

/** Today's closed cases of this screen, by the district's own midnight. */
export function useClosedToday(): ComputedRef<ClosedFigures> {
  const incidents = useIncidents()
  const jurisdiction = useJurisdiction()
  const midnight = computed(() =>
    midnightBefore(now.value, jurisdiction.district?.calendar.utcOffsetMinutes ?? -new Date().getTimezoneOffset()),
  )
  // Not in the middle of a snapshot, where rows go before others come: after it.
  const ledger = shallowRef(emptyLedger)
  watch(
    [() => [...incidents.byId.values()], midnight],
    ([rows, since]) => {
      ledger.value = noteClosed(ledger.value, rows, since)
    },
    { immediate: true },
  )
  return computed(() => closedFigures(ledger.value))
}
