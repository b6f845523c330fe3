import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { anEvent, aTask } from '../../test/fixtures.ts'
import { useTasks } from './task.store.ts'

beforeEach(() => setActivePinia(createPinia()))

const nothing = { tasks: [] } as never

it('whoever takes the lead is shown the members’ tasks, and the members hear who leads, until everything is read anew', () => {
  const tasks = useTasks()
  const member = aTask({ id: 'task-2', part: 'member', squadId: 'squad-fire', version: 4 })
  tasks.apply(anEvent({ kind: 'task.shown', body: { task: member } }))
  expect(tasks.ofIncident(member.incidentId)).toEqual([member])
  const { incidentId } = member
  tasks.apply(anEvent({ kind: 'incident.led', body: { incidentId, squadId: 'squad-gulin-1' } }))
  expect(tasks.leaders.get(incidentId)).toBe('squad-gulin-1')
  tasks.replaceAll(nothing)
  expect([tasks.leaders.size, tasks.readings]).toEqual([0, 1])
})
