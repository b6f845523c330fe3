import { expect, it } from 'vitest'
import { alarmMachine } from '../alarm.ts'
import { approvalMachine } from '../approval.ts'
import { deviceMachine } from '../device.ts'
import { incidentMachine } from '../incident.ts'
import { leadMachine } from '../lead.ts'
import { offerMachine } from '../offer.ts'
import { personMachine } from '../person.ts'
import { squadMachine } from '../squad.ts'
import { supervisionMachine } from '../supervision.ts'
import { taskMachine } from '../task.ts'
import { type Machine, machine } from './machine.ts'

const door = machine({
  states: ['shut', 'open', 'bricked-up'],
  initial: 'shut',
  moves: {
    open: { from: ['shut'], to: 'open', by: ['guest', 'host'] },
    shut: { from: ['open'], to: 'shut', by: ['host'] },
    brickUp: { from: ['shut', 'open'], to: 'bricked-up', by: ['host'], why: 'required' },
  },
})

it('offers an actor the moves that the table gives him in that state, and nobody else any', () => {
  expect(door.movesFrom('shut', 'guest')).toEqual(['open'])
  expect(door.movesFrom('shut', 'host')).toEqual(['open', 'brickUp'])
  expect(door.movesFrom('open', 'guest')).toEqual([])
  expect(door.movesFrom('shut', 'constructor')).toEqual([])
})

it('leads on, or leaves the row where it is', () => {
  const bell = machine({
    states: ['still', 'rung'],
    initial: 'still',
    moves: {
      ring: { from: ['still'], to: 'rung', by: ['guest'] },
      again: { from: ['rung'], to: 'same', by: ['guest'] },
    },
  })
  expect(bell.next('still', 'ring')).toBe('rung')
  expect(bell.next('rung', 'again')).toBe('rung')
})

it('knows what is over, what needs a reason, and the names in the order of the table', () => {
  expect(door.states.filter(door.isFinal)).toEqual(['bricked-up'])
  expect(door.names.filter(door.needsReason)).toEqual(['brickUp'])
  expect(door.names).toEqual(['open', 'shut', 'brickUp'])
})

const machines: [string, Machine<string, string, string>][] = [
  ['incident', incidentMachine],
  ['task', taskMachine],
  ['offer', offerMachine],
  ['alarm', alarmMachine],
  ['approval', approvalMachine],
  ['supervision', supervisionMachine],
  ['lead', leadMachine],
  ['squad', squadMachine],
  ['person', personMachine],
  ['device', deviceMachine],
] as never

it.each(machines)('every state of the %s can be reached from the first one', (_, { states, initial, moves }) => {
  const reached = new Set([initial])
  for (const _round of states)
    for (const { from, to } of Object.values(moves))
      if (to !== 'same' && from.some((state) => reached.has(state))) reached.add(to)
  expect([...reached].sort()).toEqual([...states].sort())
})

it.each(machines)(
  'every move of the %s names states that it has, and somebody who may take it',
  (_, { states, moves }) => {
    for (const { from, to, by } of Object.values(moves)) {
      for (const state of to === 'same' ? from : [...from, to]) expect(states).toContain(state)
      expect(by.length).toBeGreaterThan(0)
    }
  },
)
