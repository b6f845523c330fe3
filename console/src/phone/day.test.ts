import { expect, it } from 'vitest'
import { aTask } from '../../test/fixtures.ts'
import { dayOf } from './day.rank.ts'

const ours = { squadId: 'squad-gulin-1' } as const
/** Just after midnight in the district, eight hours ahead of UTC. */
const NOW = Date.parse('2026-11-24T16:05:00.000Z')
const yesterday = '2026-11-24T15:55:00.000Z'
const today = '2026-11-24T16:01:00.000Z'

it('the day ends at the district’s midnight, not at that of UTC', () => {
  const early = aTask({ ...ours, id: 'task-1', state: 'handled', acceptedAt: yesterday, handledAt: today })
  const late = aTask({ ...ours, id: 'task-2', state: 'handled', acceptedAt: yesterday, handledAt: yesterday })
  expect(dayOf([early, late], 'squad-gulin-1', NOW, 480).ended).toEqual([early])
})

it('what still binds the squad is of today, whenever it was accepted, the longest waiting first', () => {
  const second = aTask({ ...ours, id: 'task-2', state: 'accepted', acceptedAt: today })
  const first = aTask({ ...ours, id: 'task-1', state: 'on-scene', acceptedAt: yesterday })
  expect(dayOf([second, first], 'squad-gulin-1', NOW, 480).open).toEqual([first, second])
})

it('what was sent back or called off has ended and is not counted as done', () => {
  const states = ['handled', 'checked', 'sent-back', 'called-off'] as const
  const rows = states.map((state, index) => aTask({ ...ours, id: `task-${index}`, state, acceptedAt: today }))
  const day = dayOf(rows, 'squad-gulin-1', NOW, 480)
  expect([day.ended.length, day.done]).toEqual([4, 2])
})

it('tasks of other squads do not stand on this phone', () => {
  const other = aTask({ state: 'accepted', acceptedAt: today, squadId: 'squad-gulin-2' })
  expect(dayOf([other], 'squad-gulin-1', NOW, 480)).toEqual({ open: [], ended: [], done: 0 })
})
