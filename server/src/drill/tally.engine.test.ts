import type { LoggedEvent } from '@lianqin/shared/events'
import { expect, it } from 'vitest'
import { tally } from './tally.engine.ts'

const line = (second: number, kind: LoggedEvent['kind'], body: object) =>
  ({
    seq: second,
    at: new Date(second * 1000).toISOString(),
    kind,
    by: { personId: null, title: '', role: 'clock' },
    body,
  }) as unknown as LoggedEvent

const incident = { id: 'incident-1', state: 'filed' }
const offer = { id: 'offer-1', incidentId: 'incident-1' }
const task = { incidentId: 'incident-1' }
const lines = [
  line(10, 'incident.reported', { incident }),
  line(11, 'offer.made', { incident, offer, task }),
  line(12, 'offer.moved', { move: 'decline', offer, task }),
  line(13, 'offer.made', { incident, offer: { ...offer, id: 'offer-2' }, task }),
  line(14, 'offer.moved', { move: 'accept', offer: { ...offer, id: 'offer-2' }, task }),
  line(15, 'task.moved', { move: 'finish', task }),
  line(16, 'incident.moved', { move: 'close', incident: { ...incident, state: 'closed' } }),
  line(17, 'incident.reported', { incident: { id: 'incident-9', state: 'filed' } }),
]
const own = tally(lines, (id) => id === 'incident-1')

it('counts each step of its own cases and nobody else’s', () => {
  expect(own.counts).toMatchObject({
    reported: 1,
    filed: 1,
    offered: 2,
    declined: 1,
    accepted: 1,
    handled: 1,
    closed: 1,
    lapsed: 0,
  })
})

it('measures from filing to the first offer and to the acceptance', () => {
  expect([own.toFirstOffer.p50, own.toAccept.p50, own.toAccept.count]).toEqual([1_000, 4_000, 1])
})

it('remembers which acceptances the log knows', () => {
  expect([...own.accepted]).toEqual(['offer-2'])
})
