import { soleSlot } from '@lianqin/shared/plan'
import { expect, it } from 'vitest'
import { anIncident, aTask } from '../../test/fixtures.ts'
import { memberPlaces, openMembers } from './joint.rank.ts'

const lead = aTask({ id: 'task-1', slot: 'lead', state: 'on-scene', squadId: 'squad-gulin-1' })
const member = aTask({ id: 'task-2', slot: 'fire', part: 'member', state: 'accepted', squadId: 'squad-fire' })
const incident = anIncident({
  slots: [
    { ...soleSlot(1), id: 'lead' },
    { ...soleSlot(1), id: 'fire', part: 'member' },
    { ...soleSlot(1), id: 'cordon', part: 'member' },
  ],
})

it('the lead sees every member’s place, also the one nobody has taken', () => {
  const gone = aTask({ ...member, id: 'task-3', slot: 'cordon', state: 'sent-back' })
  expect(memberPlaces(incident, [lead, gone, member]).map(({ slot, task }) => [slot.id, task?.id])).toEqual([
    ['fire', 'task-2'],
    ['cordon', undefined],
  ])
})

it('the lead waits for members that are open, also for one that nobody has accepted; a member waits for nobody', () => {
  const offered = aTask({ id: 'task-4', slot: 'cordon', part: 'member', state: 'offered' })
  expect(openMembers(lead, [lead, member, offered])).toBe(2)
  expect(openMembers(lead, [lead, { ...member, state: 'handled' }, { ...offered, state: 'called-off' }])).toBe(0)
  expect(openMembers(member, [lead, member])).toBe(0)
})
