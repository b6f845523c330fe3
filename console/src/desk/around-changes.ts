import { distanceM } from '@lianqin/shared/geo'
import { computed, type Ref } from 'vue'
import { useFeed } from '../feed.ts'
import { useIncidents } from '../incident/incident.store.ts'
import { useDesk } from './desk.store.ts'
import { versions } from './ranking-changes.ts'

/** After what a look around is asked for anew: a case that turns up or changes there, and what was missed without a line. */
export function useAroundChanges(metres: Ref<number>) {
  const desk = useDesk()
  const feed = useFeed()
  const incidents = useIncidents()
  return computed(() => {
    const place = desk.around
    const near = [...incidents.byId.values()].filter((one) => place && distanceM(place, one) <= metres.value)
    return `${feed.caughtUp}/${versions(near.filter(({ id }) => id !== desk.caseId))}`
  })
}
