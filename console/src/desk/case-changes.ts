import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import { computed, type Ref } from 'vue'
import { useAlarms } from '../alarm/alarm.store.ts'
import { useApprovals } from '../approval/approval.store.ts'
import { useFeed } from '../feed.ts'
import { useIncidents } from '../incident/incident.store.ts'
import { useOffers } from '../offer/offer.store.ts'
import { useOutcome } from '../outcome/outcome.store.ts'
import { useSupervisions } from '../supervision/supervision.store.ts'
import { useTasks } from '../task/task.store.ts'
import { versions } from './ranking-changes.ts'

/**
 * What after any change of it is asked for anew: the rows of a case, the lines of the log about it and its kin, which are the
 * cases that repeat it or belong to it as far as its file says; the feed's coming back.
 */
export function useCaseChanges(caseId: Ref<Incident['id'] | null>, kin: Ref<readonly Incident['id'][]>) {
  const feed = useFeed()
  const incidents = useIncidents()
  const tasks = useTasks()
  const offers = useOffers()
  const outcome = useOutcome()
  const others = [useAlarms(), useApprovals(), useSupervisions()]

  return computed(() => {
    const id = caseId.value
    if (!id) return ''
    return [
      // What was asked for while the server was away came to nothing, and no row need have changed since.
      feed.caughtUp,
      feed.newest.find((event) => isAbout(event, id, kin.value))?.seq,
      incidents.byId.get(id)?.version,
      outcome.heard.get(id),
      versions(tasks.ofIncident(id)),
      versions(offers.ofIncident(id)),
      ...others.map(({ byId }) => versions([...byId.values()].filter(({ incidentId }) => incidentId === id))),
    ].join('/')
  })
}

/** Whether a line of the log is about this case, or about one that repeats it or belongs to it, or has done so until now. */
function isAbout({ body }: LoggedEvent, id: Incident['id'], kin: readonly Incident['id'][]): boolean {
  if ('incident' in body) {
    const { incident } = body
    if ([incident.id, incident.duplicateOf, incident.partOf].includes(id) || kin.includes(incident.id)) return true
  }
  return Object.values({ body, ...body }).some(
    (row) => typeof row === 'object' && row !== null && 'incidentId' in row && row.incidentId === id,
  )
}
