import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { anEvent, aTask } from '../../test/fixtures.ts'
import { useTasks } from '../task/task.store.ts'
import { useCaseFile } from './case-file.ts'

const scope = effectScope()
beforeEach(() => setActivePinia(createPinia()))
afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
})

it('a member’s phone reads who leads anew: when there is a leader, when there is none any more, and after a snapshot', async () => {
  const leader = { id: 'squad-gulin-2', name: { zh: '古林二队', en: 'Gulin 2' } }
  const served = { leader: leader as typeof leader | null }
  const fetched = vi.fn(async () => Response.json({ tasks: [], approvals: [], parties: [], ...served }))
  vi.stubGlobal('fetch', fetched)
  const member = aTask({ part: 'member' })
  const file = scope.run(() => useCaseFile(() => member))
  await vi.waitFor(() => expect(file?.lead.value).toBe('古林二队'))
  served.leader = null
  useTasks().apply(anEvent({ kind: 'incident.led', body: { incidentId: member.incidentId, squadId: null } }))
  await vi.waitFor(() => expect(file?.lead.value).toBe(''))
  served.leader = leader
  useTasks().replaceAll({ tasks: [] } as never)
  await vi.waitFor(() => expect(file?.lead.value).toBe('古林二队'))
  await nextTick()
  expect(fetched).toHaveBeenCalledTimes(3)
})
