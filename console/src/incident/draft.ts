import { inWgs84 } from '@lianqin/shared/datum'
import { distanceM } from '@lianqin/shared/geo'
import type { Incident, NewIncident } from '@lianqin/shared/incident'
import { conditionOf, type FilingCondition, type Matter } from '@lianqin/shared/matter'
import type { AskRecommendation } from '@lianqin/shared/recommendation'
import type { Crs, Place } from '@lianqin/shared/wire/place'
import { computed, reactive, ref, watch } from 'vue'
import { areaAt } from '../jurisdiction/jurisdiction.locate.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { commandKey } from '../kernel/http.ts'
import { serverNow } from '../kernel/time.ts'
import { useMatters } from '../matter/matter.store.ts'
import { readCoordinates, writeCoordinates } from './coordinates.ts'
import { useIncidents } from './incident.store.ts'
import { incidentNo, incidentText } from './incident.text.ts'
import { similarTo } from './similar.rank.ts'

type Source = NonNullable<NewIncident['source']>

/** A report while it is being written: what stands in the form, what that means, and what is still missing. */
export function useDraft() {
  const incidents = useIncidents()
  const jurisdiction = useJurisdiction()
  const matters = useMatters()

  const matterId = ref<Matter['id'] | null>(null)
  /** As what it is filed: it carries the limit. */
  const conditionCode = ref<FilingCondition['code'] | null>(null)
  const written = reactive({ coordinates: '', crs: 'wgs84' as Crs, address: '', description: '', urgent: false })
  const source = ref<Source>('hotline')
  /** The same report sent again after a lost answer takes effect once. */
  let key = commandKey()
  let mergeKey = commandKey()

  const given = computed(() => readCoordinates(written.coordinates))
  const place = computed<Place | null>(() => given.value && inWgs84({ ...given.value, crs: written.crs }))
  const movedM = computed(() => (given.value && place.value ? Math.round(distanceM(given.value, place.value)) : 0))
  const area = computed(() => (place.value ? areaAt(jurisdiction.areas, place.value) : undefined))
  const similar = computed<Incident[]>(() =>
    matterId.value && place.value ? similarTo(incidents.byId.values(), matterId.value, place.value, serverNow()) : [],
  )
  const fault = computed(() => ({
    matter: matterId.value === null,
    place: written.coordinates.trim() === '' ? 'missing' : !given.value ? 'unreadable' : area.value ? '' : 'outside',
  }))

  const matter = computed(() => (matterId.value ? matters.byId.get(matterId.value) : undefined))
  const chosen = computed(() => (conditionCode.value ? { conditionCode: conditionCode.value } : {}))
  /** What a ranking can be asked for already: a matter, and a place in the district. */
  const question = computed<AskRecommendation | null>(() =>
    matterId.value && given.value && area.value
      ? {
          matterId: matterId.value,
          ...chosen.value,
          place: { ...given.value, crs: written.crs },
          urgent: written.urgent,
        }
      : null,
  )

  watch(matterId, () => {
    conditionCode.value = matter.value?.conditions[0]?.code ?? null
  })
  // The catalogue says what is urgent; whoever takes the report may say otherwise.
  watch([matterId, conditionCode], ([, code]) => {
    written.urgent = (matter.value && conditionOf(matter.value, code)?.urgent) ?? false
  })
  watch([matterId, conditionCode, written, source], () => {
    key = commandKey()
    mergeKey = commandKey()
  })

  function put(at: Place, address = ''): void {
    written.coordinates = writeCoordinates(at)
    written.crs = 'wgs84'
    if (address) written.address = address
  }
  function body(): NewIncident | null {
    if (!matterId.value || !given.value) return null
    const { address, description, urgent, crs } = written
    return {
      matterId: matterId.value,
      ...chosen.value,
      place: { ...given.value, crs },
      ...(address.trim() ? { address: address.trim() } : {}),
      ...(description.trim() ? { description: description.trim() } : {}),
      source: source.value,
      urgent,
      filed: true,
    }
  }
  const send = (report: NewIncident) => incidents.report(report, { key })
  /** Adds the report to the case that it repeats; nobody is asked about it. */
  const merge = ({ filed: _, ...report }: NewIncident, { id, no }: Incident) => {
    const repeats = { duplicateOf: id, reason: incidentText('duplicate-of', { no: incidentNo({ no }) }) }
    return incidents.report({ ...report, ...repeats }, { key: mergeKey })
  }

  return {
    matterId,
    matter,
    conditionCode,
    written,
    source,
    place,
    movedM,
    area,
    similar,
    fault,
    question,
    put,
    body,
    send,
    merge,
  }
}
export type Draft = ReturnType<typeof useDraft>
