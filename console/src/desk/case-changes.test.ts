import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { anEvent, anIncident } from '../../test/fixtures.ts'
import { useFeed } from '../feed.ts'
import { useCaseChanges } from './case-changes.ts'

beforeEach(() => setActivePinia(createPinia()))

it('a part that is taken out of its major incident, or a repeat that is none, changes the file that still lists it', () => {
  const changes = useCaseChanges(shallowRef('incident-9'), shallowRef(['incident-1', 'incident-2'] as const))
  const feed = useFeed()
  const after = (no: number) => {
    feed.newest = [anEvent({ seq: no, kind: 'incident.amended', body: { incident: anIncident({ no }) } } as never)]
    return changes.value
  }
  const before = changes.value
  expect(after(3)).toBe(before)
  expect(new Set([before, after(1), after(2)]).size).toBe(3)
})
