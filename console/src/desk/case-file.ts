import { awaitsSquads, type Incident } from '@lianqin/shared/incident'
import type { Recommendation } from '@lianqin/shared/recommendation'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useAlarms } from '../alarm/alarm.store.ts'
import { useApprovals } from '../approval/approval.store.ts'
import { type IncidentDetail, useIncidents } from '../incident/incident.store.ts'
import { sayProblem } from '../kernel/problem.text.ts'
import { useOffers } from '../offer/offer.store.ts'
import { useOutcome } from '../outcome/outcome.store.ts'
import { useSession } from '../person/session.store.ts'
import { useSupervisions } from '../supervision/supervision.store.ts'
import { useTasks } from '../task/task.store.ts'
import { useCasePlaces } from './case-places.ts'
import { useDesk } from './desk.store.ts'
import { CALM_MS, useRankingChanges, versions } from './ranking-changes.ts'

/** Passing over rows with the arrow keys asks for none of them; a case at rest is asked for at once. */
const REST_MS = 120

/** The selected case with all that the stores do not hold: its log lines, its likely duplicates, its ranking. */
export function useCaseFile() {
  const desk = useDesk()
  const incidents = useIncidents()
  const tasks = useTasks()
  const offers = useOffers()
  const alarms = useAlarms()
  const approvals = useApprovals()
  const supervisions = useSupervisions()
  const outcome = useOutcome()
  const session = useSession()

  const file = shallowRef<IncidentDetail | null>(null)
  const similar = shallowRef<readonly Incident[]>([])
  const ranking = shallowRef<Recommendation | null>(null)
  const fault = shallowRef('')
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  const incident = computed(() => {
    const id = desk.caseId
    return id ? (incidents.byId.get(id) ?? (file.value?.incident.id === id ? file.value.incident : null)) : null
  })
  const places = useCasePlaces(incident)
  const mayRank = computed(() => session.isOneOf(['dispatcher', 'shift-lead']))
  const awaitsRanking = computed(
    () =>
      mayRank.value &&
      incident.value !== null &&
      (incident.value.state === 'reported' || awaitsSquads(incident.value.state)) &&
      places.place.value?.filling !== 'filled',
  )
  const slotId = computed(() => places.place.value?.slot.id ?? null)

  function soon(name: string, ms: number, run: () => void): void {
    clearTimeout(timers.get(name))
    timers.set(name, setTimeout(run, ms))
  }
  /** Answers of a case that is no longer selected come to nothing. */
  async function ask<T>(of: Promise<T>, take: (answer: T) => void): Promise<void> {
    const id = desk.caseId
    try {
      const answer = await of
      if (id !== desk.caseId) return
      take(answer)
      fault.value = ''
    } catch (refusal) {
      if (id === desk.caseId) fault.value = sayProblem(refusal)
    }
  }
  function readFile(): void {
    const id = desk.caseId
    if (!id) return
    ask(incidents.detail(id), (answer) => {
      file.value = answer
    })
    ask(incidents.similar(id), (answer) => {
      similar.value = answer
    })
  }
  function rank(): void {
    const id = desk.caseId
    const slot = slotId.value
    if (!id || !awaitsRanking.value) return
    ask(incidents.recommend(id, slot), (answer) => {
      // Asked for one place, it says nothing of another.
      if (slot === slotId.value) ranking.value = answer
    })
  }

  const ownChanges = computed(() => {
    const id = desk.caseId
    if (!id) return ''
    return [
      incidents.byId.get(id)?.version,
      outcome.heard.get(id),
      versions(tasks.ofIncident(id)),
      versions(offers.ofIncident(id)),
      ...[alarms, approvals, supervisions].map(({ byId }) =>
        versions([...byId.values()].filter(({ incidentId }) => incidentId === id)),
      ),
    ].join('/')
  })
  watch(
    () => desk.caseId,
    () => {
      file.value = null
      similar.value = []
      ranking.value = null
      fault.value = ''
    },
    { flush: 'sync' },
  )
  watch(
    [() => desk.caseId, ownChanges],
    () => {
      soon('file', REST_MS, readFile)
      soon('rank', REST_MS, rank)
    },
    { immediate: true },
  )
  watch(slotId, () => {
    ranking.value = null
    soon('rank', 0, rank)
  })
  watch(useRankingChanges(), () => soon('rank', CALM_MS, rank))
  onScopeDispose(() => {
    for (const timer of timers.values()) clearTimeout(timer)
  })

  return { incident, places, file, similar, ranking, fault, mayRank, awaitsRanking, rank }
}
export type CaseFile = ReturnType<typeof useCaseFile>
