import type { Incident } from '@lianqin/shared/incident'
import type { Slot } from '@lianqin/shared/plan'
import { computed, type Ref, shallowRef, watch } from 'vue'
import { doneWithout, placeMeant, placesOf } from '../incident/places.rank.ts'
import { useOffers } from '../offer/offer.store.ts'
import { useTasks } from '../task/task.store.ts'

/**
 * The places of the selected case, and the one that is being filled. While the case has the keys it stays until a hand
 * changes it: a digit must not mean another place because a squad has accepted in between.
 */
export function useCasePlaces(incident: Ref<Incident | null>, isWorked: Ref<boolean>) {
  const tasks = useTasks()
  const offers = useOffers()
  const slotId = shallowRef<Slot['id'] | null>(null)

  const places = computed(() => {
    const of = incident.value
    return of ? placesOf(of, tasks.ofIncident(of.id), offers.ofIncident(of.id)) : []
  })
  const place = computed(() => places.value.find(({ slot }) => slot.id === slotId.value))
  /** Squads that were called off, and whose place with them. */
  const without = computed(() =>
    incident.value ? doneWithout(incident.value, tasks.ofIncident(incident.value.id)) : [],
  )

  watch(
    [() => incident.value?.id, places],
    ([id], [before]) => {
      const stays = isWorked.value && id === before && place.value
      if (!stays) slotId.value = placeMeant(places.value)?.slot.id ?? null
    },
    { immediate: true, flush: 'sync' },
  )
  function choose(id: Slot['id']): void {
    slotId.value = id
  }
  /** The next place, round and round. */
  function next(): void {
    const at = places.value.findIndex(({ slot }) => slot.id === slotId.value)
    slotId.value = places.value[(at + 1) % places.value.length]?.slot.id ?? null
  }
  return { places, place, without, choose, next }
}
export type CasePlaces = ReturnType<typeof useCasePlaces>
