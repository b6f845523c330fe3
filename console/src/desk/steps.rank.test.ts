import { incidentMachine } from '@lianqin/shared/incident'
import { roles } from '@lianqin/shared/person'
import { taskMachine } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { anIncident, aTask } from '../../test/fixtures.ts'
import { offerRefusal, stepsOf } from './steps.rank.ts'

const cases = incidentMachine.states.flatMap((state) => roles.map((role) => ({ state, role })))

describe('the steps that a desk shows', () => {
  it.each(cases)('are those of the table for $role in state $state', ({ state, role }) => {
    const steps = stepsOf({ incident: anIncident({ state }), task: undefined, offer: undefined }, role)
    const possible = steps.filter((step) => step.concept === 'incident' && !step.refusal).map((step) => step.move)
    expect(possible).toEqual(incidentMachine.movesFrom(state, role))
  })

  it.each(taskMachine.states)('are those of the table for a task that is %s', (state) => {
    const held = { incident: anIncident(), task: aTask({ state }), offer: undefined }
    const possible = stepsOf(held, 'dispatcher').filter((step) => step.concept === 'task' && !step.refusal)
    expect(possible.map((step) => step.move)).toEqual(taskMachine.movesFrom(state, 'dispatcher'))
  })

  it('leave out what only squads or time do', () => {
    const all = stepsOf({ incident: anIncident(), task: aTask(), offer: undefined }, 'dispatcher').map(({ id }) => id)
    expect(all).not.toContain('task.depart')
    expect(all).not.toContain('incident.dispatch')
    expect(all).toContain('offer.withdraw')
  })
})

describe('an offer by hand', () => {
  it('is refused once a squad has accepted, and names it', () => {
    const held = { incident: anIncident({ state: 'dispatched' }), offer: undefined }
    const task = aTask({ state: 'accepted', squadId: 'squad-gulin-1' })
    expect(offerRefusal({ ...held, task }, 'dispatcher')).toEqual({ why: 'held', squadId: 'squad-gulin-1' })
    expect(offerRefusal({ ...held, task: aTask({ state: 'offered' }) }, 'dispatcher')).toBeNull()
  })

  it('is refused to those who do not dispatch, and before the case is filed', () => {
    const held = { incident: anIncident({ state: 'reported' }), task: undefined, offer: undefined }
    expect(offerRefusal(held, 'coordinator')?.why).toBe('role')
    expect(offerRefusal(held, 'dispatcher')?.why).toBe('state')
  })
})
