import type { Incident } from '@lianqin/shared/incident'
import { computed, type Ref } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo } from '../incident/incident.text.ts'
import { usePlaceWords } from '../incident/place-words.ts'
import { useMatters } from '../matter/matter.store.ts'
import { askOneOf } from '../ui/ask-one-of.ts'
import { deskText } from './desk.text.ts'

const NONE = 'none'

/** Which major incident a case belongs to: one of those that are open, or none. */
export function useBelonging(incident: Ref<Incident | null>) {
  const incidents = useIncidents()
  const matters = useMatters()
  const placeOf = usePlaceWords()
  const majors = computed(() => incidents.open.filter(({ id, major }) => major && id !== incident.value?.id))

  function refused(of: Incident): string {
    // What is over is only taken out of what it was wrongly put into.
    if (of.closedAt !== null && of.partOf === null) return deskText('refused.over')
    if (of.major) return deskText('refused.is-major')
    return majors.value.length === 0 && of.partOf === null ? deskText('refused.no-major') : ''
  }
  /** Undefined when the user thinks better of it. */
  async function choose(of: Incident, title: string): Promise<Incident['partOf'] | undefined> {
    const choices = (of.closedAt === null ? majors.value : []).map((one) => ({
      value: one.id as string,
      label: `${incidentNo(one)} ${matters.nameOf(one.matterId)}`,
      hint: placeOf(one),
    }))
    const out = of.partOf === null ? [] : [{ value: NONE, label: deskText('part-of.none') }]
    const chosen = await askOneOf(title, incidentNo(of), [...choices, ...out])
    return chosen === NONE ? null : majors.value.find(({ id }) => id === chosen)?.id
  }
  return { refused, choose }
}
