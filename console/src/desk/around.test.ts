import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { anEvent, anIncident } from '../../test/fixtures.ts'
import { useFeed } from '../feed.ts'
import { useIncidents } from '../incident/incident.store.ts'
import { useAround } from './around.ts'
import { useDesk } from './desk.store.ts'

const scope = effectScope()
beforeEach(() => {
  setActivePinia(createPinia())
  vi.useFakeTimers()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('what is around is asked again when a case turns up there, not at each one, and when the feed has caught up', async () => {
  const fetched = vi.fn(async () => Response.json({ cases: [], more: false }))
  vi.stubGlobal('fetch', fetched)
  const { lon, lat } = anIncident()
  useDesk().lookAround({ lon, lat })
  scope.run(() => useAround())
  await vi.advanceTimersByTimeAsync(5_000)
  expect(fetched).toHaveBeenCalledTimes(1)
  const turnsUp = (no: number, at: number) =>
    useIncidents().apply(anEvent({ body: { incident: anIncident({ no, lat: at }) } }))
  turnsUp(2, lat + 1)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(fetched).toHaveBeenCalledTimes(1)
  for (const no of [3, 4, 5, 6]) {
    turnsUp(no, lat)
    await nextTick()
  }
  await vi.advanceTimersByTimeAsync(5_000)
  expect(fetched).toHaveBeenCalledTimes(3)
  useFeed().caughtUp += 1
  await vi.advanceTimersByTimeAsync(5_000)
  expect(fetched).toHaveBeenCalledTimes(4)
})
