import type { Slot } from '@lianqin/shared/plan'
import { describe, expect, it } from 'vitest'
import { anIncident, anOffer, aTask, before, MINUTE } from '../../test/fixtures.ts'
import { doneWithout, engagedElsewhere, placeMeant, placesOf } from './places.rank.ts'

const slot = (id: string, part: Slot['part'] = 'member'): Slot => ({
  id,
  part,
  forces: ['authority'],
  minCrew: 0,
  atOnce: 1,
})
const incident = anIncident({ state: 'dispatched', slots: [slot('lead', 'lead'), slot('water'), slot('cordon')] })
const lead = aTask({ id: 'task-1', slot: 'lead', state: 'en-route', squadId: 'squad-gulin-1' })
const asked = aTask({ id: 'task-2', slot: 'water', part: 'member', state: 'offered' })
const both = [
  anOffer({ id: 'offer-1', taskId: 'task-2' }),
  anOffer({ id: 'offer-2', taskId: 'task-2', squadId: 'squad-gulin-2', state: 'seen' }),
  anOffer({ id: 'offer-3', taskId: 'task-2', squadId: 'squad-gulou-1', state: 'declined' }),
]

describe('the places of a case', () => {
  it('are each shown for themselves: one filled, one held out to two, one empty', () => {
    const places = placesOf(incident, [lead, asked], both)
    expect(places.map(({ filling }) => filling)).toEqual(['filled', 'held-out', 'empty'])
    expect(places.map(({ offers }) => offers.length)).toEqual([0, 2, 0])
    expect(places[0]?.task?.squadId).toBe('squad-gulin-1')
  })

  it('remember who gave them back since the case was filed, and nobody from before', () => {
    const back = aTask({ id: 'task-3', slot: 'lead', state: 'sent-back', squadId: 'squad-gulou-1' })
    const [first] = placesOf(incident, [back, lead], [])
    expect(first?.ended).toEqual([back])
    const again = { ...incident, askedSince: before(-MINUTE) }
    expect(placesOf(again, [back], [])[0]?.ended).toEqual([])
  })

  it('that a case does without are told by the squads that were called off', () => {
    const off = aTask({ id: 'task-4', slot: 'crane', part: 'member', state: 'called-off', squadId: 'squad-gulin-2' })
    expect(doneWithout(incident, [lead, off])).toEqual([off])
    expect(doneWithout(incident, [lead, asked])).toEqual([])
  })

  it('keep their squads from each other: none fills two', () => {
    const places = placesOf(incident, [lead, asked], both)
    expect([...engagedElsewhere(places, places[2])]).toEqual(['squad-gulin-1', 'squad-gulin-2'])
    expect([...engagedElsewhere(places, places[1])]).toEqual(['squad-gulin-1'])
  })

  it('are meant in this order: an empty one, one that is held out, the first', () => {
    const meant = (...tasks: (typeof lead)[]) => placeMeant(placesOf(incident, tasks, both))?.slot.id
    expect(meant(lead, asked)).toBe('cordon')
    expect(meant(lead, asked, { ...lead, id: 'task-5', slot: 'cordon' })).toBe('water')
    const all = [lead, { ...lead, id: 'task-6', slot: 'water' }, { ...lead, id: 'task-5', slot: 'cordon' }]
    expect(meant(...(all as (typeof lead)[]))).toBe('lead')
  })
})
