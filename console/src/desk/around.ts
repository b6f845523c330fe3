import type { Around } from '@lianqin/shared/around'
import { useDebounceFn } from '@vueuse/core'
import { computed, ref, shallowRef, toRef, watch } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { sayProblem } from '../kernel/problem.text.ts'
import { useUnits } from '../unit/unit.store.ts'
import { useDesk } from './desk.store.ts'
import { squadsNear } from './near.rank.ts'

/** How long back one looks; a digit each, after those of how far. */
export const spans = [24, 168] as const
const REST_MS = 120

/** What is around the place that this seat looks at: cases from the server, squads by their positions of now. */
export function useAround() {
  const desk = useDesk()
  const incidents = useIncidents()
  const units = useUnits()
  const metres = toRef(desk, 'aroundM')
  const hours = ref<(typeof spans)[number]>(24)
  const answer = shallowRef<Around | null>(null)
  const fault = ref('')

  async function ask(): Promise<void> {
    const place = desk.around
    if (!place) return
    const [far, long] = [metres.value, hours.value]
    try {
      const told = await incidents.around(place, far, long)
      if (place !== desk.around || far !== metres.value || long !== hours.value) return
      answer.value = told
      fault.value = ''
    } catch (refusal) {
      fault.value = sayProblem(refusal)
    }
  }
  const askSoon = useDebounceFn(ask, REST_MS)
  watch([() => desk.around, metres, hours], () => void askSoon(), { immediate: true })
  // What is known of a case here is newer than what was asked; the one that is looked around is not its own neighbour.
  const cases = computed(() =>
    (answer.value?.cases ?? [])
      .filter(({ incident }) => incident.id !== desk.caseId)
      .map(({ incident, metres: far }) => ({ incident: incidents.byId.get(incident.id) ?? incident, metres: far })),
  )
  const squads = computed(() => (desk.around ? squadsNear(desk.around, units.shown.values()) : []))
  return { metres, hours, cases, squads, more: computed(() => answer.value?.more ?? false), answer, fault }
}
