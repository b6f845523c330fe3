import type { Area, District, Fence, NamedPlace } from '@lianqin/shared/jurisdiction'
import type { Reference } from '@lianqin/shared/reference'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { named } from '../kernel/i18n.ts'
import { useUtcOffset } from '../kernel/time.ts'
import type { MapFence } from '../map/view-model.ts'
import { addressWords } from './address.text.ts'

/** The district, its townships, its fences and its named places. */
export const useJurisdiction = defineStore('jurisdiction', () => {
  const district = shallowRef<District | null>(null)
  const byId = shallowRef<ReadonlyMap<Area['id'], Area>>(new Map())
  const places = shallowRef<readonly NamedPlace[]>([])
  const areas = computed(() => [...byId.value.values()])
  const districtName = computed(() => named(district.value?.name))
  const centreName = computed(() => named(district.value?.centreName))
  const synthetic = computed(() => district.value?.synthetic ?? false)

  const areaName = (id: Area['id'] | null): string => (id ? named(byId.value.get(id)?.name) || id : '')
  const fenceById = computed(() => new Map((district.value?.fences ?? []).map((fence) => [fence.id, fence])))
  /** As they lie on the map, under their names. One that is the line of an area has that area's. */
  const fences = computed((): MapFence[] =>
    [...fenceById.value.values()].flatMap(({ id, name, rings, areaId }: Fence) => {
      const drawn = rings ?? (areaId && byId.value.get(areaId)?.rings)
      return drawn ? [{ id, label: named(name), rings: drawn, isArea: rings === null }] : []
    }),
  )
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
  return {
    district,
    byId,
    areas,
    fenceById,
    fences,
    places,
    districtName,
    centreName,
    synthetic,
    areaName,
    shortName,
    addressOf,
    load,
  }
})
