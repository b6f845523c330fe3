import { awaitsSquads, type Incident, incidentMachine } from '@lianqin/shared/incident'
import type { Recommendation } from '@lianqin/shared/recommendation'
import { computed, type Ref, shallowRef, watch } from 'vue'
import { type IncidentDetail, useIncidents } from '../incident/incident.store.ts'
import { useSession } from '../person/session.store.ts'
import { useCaseAsks } from './case-asks.ts'
import { useCaseChanges } from './case-changes.ts'
import { useCasePlaces } from './case-places.ts'
import { useHeldRanking } from './held-ranking.ts'
import { CALM_MS, useRankingChanges } from './ranking-changes.ts'

/** Passing over rows with the arrow keys asks for none of them; a case at rest is asked for at once. */
const REST_MS = 120

const voidable: readonly Incident['state'][] = incidentMachine.moves.void.from
const isVoidable = (state: Incident['state']) => voidable.includes(state)

/**
 * A case with all that the stores do not hold: its log lines, its likely duplicates, its ranking. While it is worked, what the
 * keys mean stands still.
 */
export function useCaseFile(caseId: Ref<Incident['id'] | null>, isWorked: Ref<boolean>) {
  const incidents = useIncidents()
  const session = useSession()

  const file = shallowRef<IncidentDetail | null>(null)
  const found = shallowRef<readonly Incident[]>([])
  const holding = useHeldRanking(isWorked)
  const { soon, ask, drop, forget, fault } = useCaseAsks(caseId)

  const incident = computed(() => {
    const id = caseId.value
    return id ? (incidents.byId.get(id) ?? (file.value?.incident.id === id ? file.value.incident : null)) : null
  })
  /** A case that is over, or repeats another already, is nobody's duplicate any more. */
  const similar = computed(() => (incident.value && isVoidable(incident.value.state) ? found.value : []))
  const places = useCasePlaces(incident, isWorked)
  const mayRank = computed(() => session.isOneOf(['dispatcher', 'shift-lead']))
  const awaitsRanking = computed(
    () =>
      mayRank.value &&
      incident.value !== null &&
      (incident.value.state === 'reported' || awaitsSquads(incident.value.state)) &&
      places.place.value?.filling !== 'filled',
  )
  const slotId = computed(() => places.place.value?.slot.id ?? null)

  function readFile(): void {
    const id = caseId.value
    if (!id) return
    const takeFile = (answer: IncidentDetail) => {
      file.value = answer
    }
    const takeSimilar = (answer: readonly Incident[]) => {
      found.value = answer
    }
    ask('file', incidents.detail(id), takeFile, readFile)
    ask('similar', incidents.similar(id), takeSimilar, readFile)
  }
  function rank(take: (answer: Recommendation) => void = holding.offer): void {
    const id = caseId.value
    const slot = slotId.value
    if (!id || !awaitsRanking.value) return
    const takeOfPlace = (answer: Recommendation) => {
      // Asked for one place, it says nothing of another.
      if (slot === slotId.value) take(answer)
    }
    ask('rank', incidents.recommend(id, slot), takeOfPlace, () => rank())
  }
  const rankAgain = () => rank(holding.take)

  const kin = computed(() => [...(file.value?.linked ?? []), ...(file.value?.repeats ?? [])].map(({ id }) => id))
  const ownChanges = useCaseChanges(caseId, kin)
  watch(
    caseId,
    () => {
      file.value = null
      found.value = []
      holding.clear()
      forget()
    },
    { flush: 'sync' },
  )
  watch(
    [caseId, ownChanges],
    () => {
      soon('file', REST_MS, readFile)
      soon('rank', REST_MS, () => rank())
    },
    { immediate: true },
  )
  watch(awaitsRanking, (isAwaited) => isAwaited || drop('rank'))
  watch(slotId, () => {
    drop('rank')
    holding.clear()
    soon('rank', 0, () => rank())
  })
  watch(useRankingChanges(), () => soon('rank', CALM_MS, () => rank()))

  const { ranking, newer } = holding
  return { incident, places, file, similar, ranking, newer, fault, mayRank, awaitsRanking, rank: rankAgain }
}
export type CaseFile = ReturnType<typeof useCaseFile>
