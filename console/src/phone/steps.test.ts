import { taskMachine } from '@lianqin/shared/task'
import { expect, it } from 'vitest'
import { aTask, NOW } from '../../test/fixtures.ts'
import { leaderMoves, stepsOf } from './steps.rank.ts'

it.each([
  ['accepted', 'depart', ['arrive'], ['sendBack']],
  ['en-route', 'arrive', [], ['sendBack']],
  ['on-scene', 'finish', [], ['sendBack']],
  ['handled', null, [], []],
] as const)('%s: the big next step is %s, beside %j and back by %j', (state, next, also, back) => {
  expect(leaderMoves(state)).toEqual({ next, also, back })
})

it('nothing is offered that the machine does not give a squad leader', () => {
  for (const state of taskMachine.states) {
    const { next, also, back } = leaderMoves(state)
    const shown = [...(next ? [next] : []), ...also, ...back].sort()
    expect(shown).toEqual(taskMachine.movesFrom(state, 'squad-leader').sort())
  }
})

it('a departure that nobody noted is told as not noted, and the next step stands out', () => {
  const task = aTask({ state: 'on-scene', acceptedAt: NOW, arrivedAt: NOW })
  expect(stepsOf(task).map(({ standing }) => standing)).toEqual(['done', 'skipped', 'done', 'next', 'todo'])
})

it('a task sent back by the desk for rework waits for finishing again', () => {
  const task = aTask({ state: 'on-scene', acceptedAt: NOW, departedAt: NOW, arrivedAt: NOW, result: '已清理' })
  expect(stepsOf(task).map(({ standing }) => standing)).toEqual(['done', 'done', 'done', 'next', 'todo'])
})
