import type { Reference } from '@lianqin/shared/reference'
import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { useFeed } from './feed.ts'
import { useJurisdiction } from './jurisdiction/jurisdiction.store.ts'
import { get } from './kernel/http.ts'
import { useMatters } from './matter/matter.store.ts'
import { useSession } from './person/session.store.ts'
import { useSquads } from './squad/squad.store.ts'
import { useUnits } from './unit/unit.store.ts'

const RETRY_MS = 3_000

/** What happens once for whoever signs in: the district is fetched, then the feed opens; on signing out it closes. */
export const useOpening = defineStore('opening', () => {
  const session = useSession()
  const feed = useFeed()
  const matters = useMatters()
  const units = useUnits()
  const rooms = [useJurisdiction(), matters, useSquads(), units]
  const ready = ref(false)
  const fault = ref<unknown>(null)

  async function open(): Promise<void> {
    const forWhom = session.person?.id
    if (!forWhom) return
    try {
      const reference = await get<Reference>('/reference')
      if (session.person?.id !== forWhom) return
      for (const room of rooms) room.load(reference)
      ready.value = true
      fault.value = null
      feed.open()
      // The server that answered may not have heard of the newest version yet.
      if (matters.isOutdated) setTimeout(open, RETRY_MS)
    } catch (refusal) {
      // A district that is known stays on screen while its news is asked for again.
      if (!ready.value) fault.value = refusal
      setTimeout(open, RETRY_MS)
    }
  }

  watch(
    () => session.person?.id,
    (id) => {
      ready.value = false
      fault.value = null
      feed.close()
      if (id) open()
    },
    { immediate: true },
  )
  watch(
    // Once for each time it becomes so: of whom the server will not tell, asking again would not help.
    () => matters.isOutdated || units.isOutdated,
    (isOutdated) => {
      if (isOutdated && ready.value) open()
    },
  )
  return { ready, fault }
})
