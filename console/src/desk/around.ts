import type { Around } from '@lianqin/shared/around'
import { useDebounceFn, useThrottleFn } from '@vueuse/core'
import { computed, type Ref, ref, shallowRef, toRef, watch } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { sayProblem } from '../kernel/problem.text.ts'
import { useUnits } from '../unit/unit.store.ts'
import { useAroundChanges } from './around-changes.ts'
import { useDesk } from './desk.store.ts'
import { squadsNear } from './near.rank.ts'
import { CALM_MS } from './ranking-changes.ts'

/** How long back one looks; a digit each, after those of how far. */
export const spans = [24, 168] as const
const REST_MS = 120

/** What the server last said of a place, asked again with every change of it. */
function useAsked(metres: Ref<number>, hours: Ref<number>) {
  const desk = useDesk()
  const incidents = useIncidents()
  const answer = shallowRef<Around | null>(null)
  const fault = ref('')

  let turn = 0
  async function ask(): Promise<void> {
    const place = desk.around
    if (!place) return
    const [mine, far, long] = [++turn, metres.value, hours.value]
    const isLate = () => mine !== turn || place !== desk.around || far !== metres.value || long !== hours.value
    try {
      const told = await incidents.around(place, far, long)
      if (isLate()) return
      answer.value = told
      fault.value = ''
    } catch (refusal) {
      if (!isLate()) fault.value = sayProblem(refusal)
    }
  }
  const askSoon = useDebounceFn(ask, REST_MS)
  watch([() => desk.around, metres, hours], () => void askSoon(), { immediate: true })
  const askCalmly = useThrottleFn(ask, CALM_MS, true)
  watch([useAroundChanges(metres), () => desk.around, metres], ([, place, far], [, placeBefore, farBefore]) => {
    // Another place or range is asked about anyway.
    if (place === placeBefore && far === farBefore) void askCalmly()
  })
  return { answer, fault }
}

/** What is around the place that this seat looks at: cases from the server, squads by their positions of now. */
export function useAround() {
  const desk = useDesk()
  const incidents = useIncidents()
  const units = useUnits()
  const metres = toRef(desk, 'aroundM')
  const hours = ref<(typeof spans)[number]>(24)
  const { answer, fault } = useAsked(metres, hours)
  // What is known of a case here is newer than what was asked; the one that is looked around is not its own neighbour.
  const cases = computed(() =>
    (answer.value?.cases ?? [])
      .filter(({ incident }) => incident.id !== desk.caseId)
      .map(({ incident, metres: far }) => ({ incident: incidents.byId.get(incident.id) ?? incident, metres: far })),
  )
  const squads = computed(() => (desk.around ? squadsNear(desk.around, units.all()) : []))
  return { metres, hours, cases, squads, more: computed(() => answer.value?.more ?? false), answer, fault }
}
