import { computed } from 'vue'
import { useOffers } from '../offer/offer.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useTasks } from '../task/task.store.ts'

/** Changes of other cases move a ranking too, but not so that it must be asked for at each of them. */
export const CALM_MS = 1_500

export const versions = (rows: readonly { id: string; version: number }[]) =>
  rows.map((row) => row.id + row.version).join()

/** What moves a ranking besides its own case: who is on duty, who is bound or asked. */
export function useRankingChanges() {
  const squads = useSquads()
  const tasks = useTasks()
  const offers = useOffers()
  return computed(
    () => `${versions(squads.all)}/${tasks.open.filter((task) => task.squadId).length}/${offers.live.length}`,
  )
}
