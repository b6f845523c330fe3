import { awaitsSquads, type Incident, incidentMachine } from '@lianqin/shared/incident'
import type { Recommendation } from '@lianqin/shared/recommendation'
import { computed, onScopeDispose, shallowReactive, shallowRef, watch } from 'vue'
import { type IncidentDetail, useIncidents } from '../incident/incident.store.ts'
import { isNetworkFault } from '../kernel/network-fault.ts'
import { sayProblem } from '../kernel/problem.text.ts'
import { useSession } from '../person/session.store.ts'
import { useCaseChanges } from './case-changes.ts'
import { useCasePlaces } from './case-places.ts'
import { useDesk } from './desk.store.ts'
import { useHeldRanking } from './held-ranking.ts'
import { CALM_MS, useRankingChanges } from './ranking-changes.ts'

/** Passing over rows with the arrow keys asks for none of them; a case at rest is asked for at once. */
const REST_MS = 120
/** What the network swallowed is asked for again. */
const AGAIN_MS = 5_000

const voidable: readonly Incident['state'][] = incidentMachine.moves.void.from
const isVoidable = (state: Incident['state']) => voidable.includes(state)

/** The selected case with all that the stores do not hold: its log lines, its likely duplicates, its ranking. */
export function useCaseFile() {
  const desk = useDesk()
  const incidents = useIncidents()
  const session = useSession()

  const file = shallowRef<IncidentDetail | null>(null)
  const found = shallowRef<readonly Incident[]>([])
  const holding = useHeldRanking()
  const faults = shallowReactive(new Map<string, string>())
  const fault = computed(() => [...faults.values()][0] ?? '')
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  const incident = computed(() => {
    const id = desk.caseId
    return id ? (incidents.byId.get(id) ?? (file.value?.incident.id === id ? file.value.incident : null)) : null
  })
  /** A case that is over, or repeats another already, is nobody's duplicate any more. */
  const similar = computed(() => (incident.value && isVoidable(incident.value.state) ? found.value : []))
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
  async function ask<T>(name: string, of: Promise<T>, take: (answer: T) => void): Promise<void> {
    const id = desk.caseId
    try {
      const answer = await of
      if (id !== desk.caseId) return
      faults.delete(name)
      take(answer)
    } catch (refusal) {
      if (id !== desk.caseId) return
      faults.set(name, sayProblem(refusal))
      if (isNetworkFault(refusal)) soon(name, AGAIN_MS, name === 'rank' ? () => rank() : readFile)
    }
  }
  function readFile(): void {
    const id = desk.caseId
    if (!id) return
    ask('file', incidents.detail(id), (answer) => {
      file.value = answer
    })
    ask('similar', incidents.similar(id), (answer) => {
      found.value = answer
    })
  }
  function rank(take: (answer: Recommendation) => void = holding.offer): void {
    const id = desk.caseId
    const slot = slotId.value
    if (!id || !awaitsRanking.value) return
    ask('rank', incidents.recommend(id, slot), (answer) => {
      // Asked for one place, it says nothing of another.
      if (slot === slotId.value) take(answer)
    })
  }
  const rankAgain = () => rank(holding.take)

  const ownChanges = useCaseChanges(computed(() => desk.caseId))
  watch(
    () => desk.caseId,
    () => {
      file.value = null
      found.value = []
      holding.clear()
      faults.clear()
    },
    { flush: 'sync' },
  )
  watch(
    [() => desk.caseId, ownChanges],
    () => {
      soon('file', REST_MS, readFile)
      soon('rank', REST_MS, () => rank())
    },
    { immediate: true },
  )
  watch(slotId, () => {
    holding.clear()
    soon('rank', 0, () => rank())
  })
  watch(useRankingChanges(), () => soon('rank', CALM_MS, () => rank()))
  onScopeDispose(() => {
    for (const timer of timers.values()) clearTimeout(timer)
  })

  const { ranking, newer } = holding
  return { incident, places, file, similar, ranking, newer, fault, mayRank, awaitsRanking, rank: rankAgain }
}
export type CaseFile = ReturnType<typeof useCaseFile>
