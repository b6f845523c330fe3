import type { Area, District, NamedPlace } from '@lianqin/shared/jurisdiction'
import type { Reference } from '@lianqin/shared/reference'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { named } from '../kernel/i18n.ts'
import { useUtcOffset } from '../kernel/time.ts'
import { addressWords } from './address.text.ts'

/** The district, its townships and its named places. */
export const useJurisdiction = defineStore('jurisdiction', () => {
  const district = shallowRef<District | null>(null)
  const byId = shallowRef<ReadonlyMap<Area['id'], Area>>(new Map())
  const places = shallowRef<readonly NamedPlace[]>([])
  const areas = computed(() => [...byId.value.values()])
  const districtName = computed(() => named(district.value?.name))
  const centreName = computed(() => named(district.value?.centreName))
  const synthetic = computed(() => district.value?.synthetic ?? false)

  const areaName = (id: Area['id'] | null): string => (id ? named(byId.value.get(id)?.name) || id : '')
  /** The name without its kind, for lists and maps. */
  const shortName = (id: Area['id'] | null): string => (id ? named(byId.value.get(id)?.short) || id : '')

  const known = computed(() => new Map([...areas.value, ...places.value].map(({ name }) => [name.zh, name])))
  /** An address as this screen can say it. */
  const addressOf = ({ address }: { address: string }): string => addressWords(address, known.value)

  const load = (reference: Reference) => {
    district.value = reference.district
    byId.value = new Map(reference.areas.map((area) => [area.id, area]))
    places.value = reference.places
    useUtcOffset(reference.district.calendar.utcOffsetMinutes)
  }
  return { district, byId, areas, places, districtName, centreName, synthetic, areaName, shortName, addressOf, load }
})
