import { soleSlot } from '@lianqin/shared/plan'
import type { Candidate, Recommendation } from '@lianqin/shared/recommendation'
import { expect, it } from 'vitest'
import { anIncident, aTask, NOW } from '../../test/fixtures.ts'
import { preemptable } from './preempt.rank.ts'

const candidate = (squadId: Candidate['squadId'], minutes: number, competent = true): Candidate => ({
  squadId,
  unitId: null,
  competent,
  distanceM: minutes * 300,
  minutes,
  load: 1,
  why: [],
})
const ranking: Recommendation = {
  incidentId: 'incident-1',
  slot: soleSlot(1),
  at: NOW,
  mode: 'empowered',
  liaisonForceId: null,
  ranked: [candidate('squad-gulin-1', 9), candidate('squad-gulin-2', 4)],
  passedOver: [candidate('squad-gaoqiao-1', 1, false), candidate('squad-gulou-1', 2)],
  shortfalls: [],
}
const cases = new Map(
  [
    anIncident({ no: 2 }),
    anIncident({ no: 3, urgent: true }),
    anIncident({ no: 4, major: true }),
    anIncident({ no: 5 }),
  ].map((one) => [one.id, one]),
)
const held = (n: number, squadId: Candidate['squadId'], state: 'en-route' | 'handled' = 'en-route') =>
  aTask({ id: `task-${n}`, incidentId: `incident-${n}`, squadId, state })
const tasks = [
  held(2, 'squad-gulin-1'),
  held(3, 'squad-gulin-2'),
  held(4, 'squad-gulou-1'),
  held(5, 'squad-gaoqiao-1'),
  held(2, 'squad-gulin-2', 'handled'),
]
const taken = (of: Parameters<typeof anIncident>[0]) =>
  preemptable(anIncident({ no: 1, ...of }), ranking, tasks, cases).map(({ candidate: { squadId } }) => squadId)

it('an urgent case may take competent squads off what is not urgent, nearest first; nobody without authority', () => {
  expect(taken({ urgent: true })).toEqual(['squad-gulou-1', 'squad-gulin-1'])
})
it('a major case comes before the rest and after urgent ones; an ordinary case takes nobody', () => {
  expect(taken({ major: true })).toEqual(['squad-gulin-1'])
  expect(taken({})).toEqual([])
})
