import type { Incident } from '@lianqin/shared/incident'
import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { useSession } from '../person/session.store.ts'

/** What of a search or a number this screen does not hold is asked for: cases that are long over. */
export const useAsked = defineStore('asked', () => {
  const incidents = useIncidents()
  const session = useSession()
  const found = shallowRef<readonly Incident[]>([])

  let turn = 0
  /** What comes late, or not at all, is not missed: whoever types goes on with what is known here. */
  async function look(words: string): Promise<void> {
    const mine = ++turn
    const rows = await incidents.search(words).catch(() => null)
    if (mine === turn && rows) found.value = rows
  }
  // What one person was shown is not proposed to the next.
  watch(
    () => session.person?.id,
    () => {
      turn++
      found.value = []
    },
    { flush: 'sync' },
  )
  /** A case as this screen knows it, by the feed or by having asked. */
  const known = (id: Incident['id']): Incident | undefined =>
    incidents.byId.get(id) ?? found.value.find((one) => one.id === id)
  return { found, look, known }
})
