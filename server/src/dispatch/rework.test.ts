import { soleSlot } from '@lianqin/shared/plan'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { aCase, after, anIncident, aRecommendation, aTask, NOON } from '../../test/samples.ts'
import { aSetting } from '../../test/setting.samples.ts'
import type { Book } from './case-book.engine.ts'
import { decide } from './dispatch.engine.ts'

const LATER = after(3600)
const slots = [
  { ...soleSlot(1), id: 'lead' },
  { ...soleSlot(1), id: 'cordon', part: 'member' as const },
]
const lead = aTask({ slot: 'lead', state: 'handled', handledAt: NOON })
const member = aTask({
  ...{ id: 'task-2', slot: 'cordon', part: 'member', squadId: 'squad-gulin-2', state: 'handled', handledAt: NOON },
})
const handled = anIncident({ state: 'handled', handledAt: NOON, slots })

function reworked(id: Task['id'], ...offDuty: Squad['id'][]): Book {
  const setting = aSetting({ now: LATER, offDuty: new Set(offDuty) })
  const command = { move: 'rework', version: 1, reason: '未清理' } as const
  return decide(aCase({ incident: handled, tasks: [lead, member] }), { on: 'task', id, command }, setting)
}
const statesOf = ({ tasks }: Book) => Object.fromEntries(tasks.map(({ id, state }) => [id, state]))
const kindsOf = ({ timers }: Book) => timers.map(({ kind, ref }) => ('stage' in ref ? `${kind} ${ref.stage}` : kind))

describe('a result that is not accepted', () => {
  it('is its squad’s to mend as long as that is on duty', () => {
    const book = reworked('task-1')
    expect(statesOf(book)).toEqual({ 'task-1': 'on-scene', 'task-2': 'handled' })
    expect(kindsOf(book)).toEqual(['case.stage limit'])
  })

  it('binds no squad that has gone off duty: its place is ranked again at once, within the limit for a first dispatch', () => {
    const book = reworked('task-1', 'squad-gulin-1')
    expect(statesOf(book)).toEqual({ 'task-1': 'called-off', 'task-2': 'handled' })
    expect(book.incident).toMatchObject({ state: 'dispatched', handledAt: null, askedSince: LATER })
    expect(kindsOf(book).sort()).toEqual(['case.stage dispatch', 'case.stage limit', 'dispatch.route'])
    const told = book.facts.find(({ kind }) => kind === 'task.moved')
    expect(told).toMatchObject({
      audience: ['area-gulin', 'squad-gulin-1'],
      body: { move: 'passOn', reason: '未清理', task: { id: 'task-1' } },
    })
  })

  it('may be offered to the same squad once it is on duty again: that it had the case before is not held against it', () => {
    const { setting: _, facts: __, timers: ___, ...held } = reworked('task-1', 'squad-gulin-1')
    const timer = { kind: 'dispatch.route', ref: { incidentId: 'incident-1' } } as const
    const rankings = new Map([['lead', aRecommendation('gulin-1')]])
    const by = { personId: null, title: '', role: 'clock' }
    const book = decide(held, { on: 'timer', timer, late: false, rankings }, aSetting({ now: LATER, by }))
    expect(book.offers.map(({ squadId, state }) => ({ squadId, state }))).toEqual([
      { squadId: 'squad-gulin-1', state: 'made' },
    ])
  })

  it('of a member passes the lead on too, where the lead that has to confirm again is off duty', () => {
    const book = reworked('task-2', 'squad-gulin-1')
    expect(statesOf(book)).toEqual({ 'task-1': 'called-off', 'task-2': 'on-scene' })
    expect(statesOf(reworked('task-2', 'squad-gulin-2'))).toEqual({ 'task-1': 'on-scene', 'task-2': 'called-off' })
  })
})
