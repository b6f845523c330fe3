import { describe, expect, it } from 'vitest'
import { by, outcome } from '../../test/outcome.kit.ts'
import { anAlarm, anApproval, anIncident, anOffer, aSupervision, aTask } from '../../test/samples.ts'
import type { Case } from './case-book.engine.ts'
import type { CaseCommand } from './dispatch.engine.ts'

describe('a step that takes something away says why', () => {
  const silent = { version: 1 }
  it.each([
    [
      'reject',
      { incident: anIncident({ state: 'reported' }) },
      { on: 'incident', command: { move: 'reject', ...silent } },
      'dispatcher',
    ],
    [
      'sendBack',
      { tasks: [aTask({ state: 'accepted' })] },
      { on: 'task', id: 'task-1', command: { move: 'sendBack', ...silent } },
      'squad-leader',
    ],
    [
      'recall',
      { tasks: [aTask({ state: 'en-route' })] },
      { on: 'task', id: 'task-1', command: { move: 'recall', ...silent } },
      'dispatcher',
    ],
    [
      'rework',
      { tasks: [aTask({ state: 'handled' })], incident: anIncident({ state: 'handled' }) },
      { on: 'task', id: 'task-1', command: { move: 'rework', ...silent } },
      'dispatcher',
    ],
    [
      'decline',
      { tasks: [aTask({ state: 'offered' })], offers: [anOffer()] },
      { on: 'offer', id: 'offer-1', command: { move: 'decline', ...silent } },
      'squad-leader',
    ],
    [
      'release',
      { alarms: [anAlarm({ state: 'owned' })] },
      { on: 'alarm', id: 'alarm-1', command: { move: 'release', ...silent } },
      'dispatcher',
    ],
    [
      'refuse',
      { approvals: [anApproval()] },
      { on: 'approval', id: 'approval-1', command: { move: 'refuse', ...silent } },
      'shift-lead',
    ],
    [
      'withdraw',
      { supervisions: [aSupervision()] },
      { on: 'supervision', id: 'supervision-1', command: { move: 'withdraw', ...silent } },
      'shift-lead',
    ],
  ] satisfies [string, Partial<Case>, CaseCommand, string][])('%s', (_, held, given, role) => {
    expect(outcome(held, given, by(role), () => 'done')).toBe('move.reason-missing')
  })

  it('and a task is not finished without its result', () => {
    const given: CaseCommand = { on: 'task', id: 'task-1', command: { move: 'finish', version: 1 } }
    const held = { tasks: [aTask({ state: 'on-scene' })] }
    expect(outcome(held, given, by('squad-leader'), () => 'done')).toBe('task.result-missing')
  })
})
