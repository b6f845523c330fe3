import { incidentMachine } from '@lianqin/shared/incident'
import { roles } from '@lianqin/shared/person'
import { taskMachine } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { anIncident, aTask } from '../../test/fixtures.ts'
import { placesOf } from '../incident/places.rank.ts'
import { offerRefusal, stepsOf } from './steps.rank.ts'

const cases = incidentMachine.states.flatMap((state) => roles.map((role) => ({ state, role })))
const aCase = (of: Parameters<typeof anIncident>[0] = {}, ...tasks: ReturnType<typeof aTask>[]) => {
  const incident = anIncident({ duplicateOf: 'incident-9', ...of })
  return { incident, place: placesOf(incident, tasks, [])[0], levels: 2 }
}

describe('the steps that a desk shows', () => {
  it.each(cases)('are those of the table for $role in state $state', ({ state, role }) => {
    const steps = stepsOf(aCase({ state }), role)
    const possible = steps.filter((step) => step.concept === 'incident' && !step.refusal).map((step) => step.move)
    expect(possible).toEqual(incidentMachine.movesFrom(state, role))
  })

  it.each(taskMachine.states.filter((state) => !['sent-back', 'called-off'].includes(state)))(
    'are those of the table for a task that is %s',
    (state) => {
      const possible = stepsOf(aCase({}, aTask({ state })), 'dispatcher').filter(
        (step) => step.concept === 'task' && !step.refusal,
      )
      expect(possible.map((step) => step.move)).toEqual(taskMachine.movesFrom(state, 'dispatcher'))
    },
  )

  it('leave out what only squads or time do', () => {
    const all = stepsOf(aCase({}, aTask()), 'dispatcher').map(({ id }) => id)
    expect(all).not.toContain('task.depart')
    expect(all).not.toContain('incident.dispatch')
    expect(all).toContain('offer.withdraw')
  })

  it('say when the run card has no higher level, and when a void case repeats no other', () => {
    const why = (held: Parameters<typeof stepsOf>[0], id: string) =>
      stepsOf(held, 'dispatcher').find((step) => step.id === id)?.refusal?.why
    expect(why(aCase({ level: 1 }), 'incident.raise')).toBeUndefined()
    expect(why(aCase({ level: 2 }), 'incident.raise')).toBe('no-level')
    expect(why({ ...aCase(), levels: 0 }, 'incident.raise')).toBe('no-level')
    expect(why(aCase({ state: 'void', duplicateOf: null }), 'incident.unmerge')).toBe('not-merged')
  })
})

describe('an offer by hand', () => {
  it('is refused once a squad has accepted the place, and names it', () => {
    const task = aTask({ state: 'accepted', squadId: 'squad-gulin-1' })
    expect(offerRefusal(aCase({ state: 'dispatched' }, task), 'dispatcher')).toEqual({
      why: 'held',
      squadId: 'squad-gulin-1',
    })
    expect(offerRefusal(aCase({ state: 'dispatched' }, aTask({ state: 'offered' })), 'dispatcher')).toBeNull()
  })

  it('is refused to those who do not dispatch, and before the case is filed', () => {
    const held = aCase({ state: 'reported' })
    expect(offerRefusal(held, 'coordinator')?.why).toBe('role')
    expect(offerRefusal(held, 'centre-head')?.why).toBe('role')
    expect(offerRefusal(held, 'dispatcher')?.why).toBe('state')
  })
})
