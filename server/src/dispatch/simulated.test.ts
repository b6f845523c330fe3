import { soleSlot } from '@lianqin/shared/plan'
import { describe, expect, it } from 'vitest'
import {
  aCase,
  after,
  anAlarm,
  anApproval,
  anIncident,
  anOffer,
  aRecommendation,
  aSquad,
  aSupervision,
  aTask,
  NOON,
} from '../../test/samples.ts'
import { aSetting } from '../../test/setting.samples.ts'
import { type CaseCommand, decide } from './dispatch.engine.ts'

// What the simulation found, each as the smallest case in which it was wrong; see `server/src/simulation/`.

const lead = soleSlot(1)
const cordon = { ...soleSlot(1), id: 'cordon', part: 'member' as const }
const joint = anIncident({ slots: [lead, cordon] })
const by = (role: string) => aSetting({ now: after(600), by: { personId: 'person-zhou', title: '周敏', role } })
const reopen: CaseCommand = { on: 'incident', command: { move: 'reopen', version: 1, reason: '未办结' } }
const route: CaseCommand = {
  on: 'timer',
  late: false,
  timer: { kind: 'dispatch.route', ref: { incidentId: 'incident-1' } },
  rankings: new Map([['1', aRecommendation('gulin-2')]]),
}

describe('a case that was over and is opened again', () => {
  const checked = aTask({ state: 'checked', handledAt: NOON })
  const reopened = decide(
    aCase({ incident: anIncident({ state: 'closed' }), tasks: [checked] }),
    reopen,
    by('shift-lead'),
  )

  it('is routed anew: what was checked before does not fill its places', () => {
    const routed = decide(reopened, route, by('clock'))
    expect(routed.offers.map(({ squadId }) => squadId)).toEqual(['squad-gulin-2'])
  })

  it('may be given to somebody by hand', () => {
    const command = { squadIds: ['squad-gulin-2' as const], version: reopened.incident.version }
    const recommendation = aRecommendation('gulin-2')
    const choice = { on: 'choice', command, squads: [aSquad('gulin-2')], recommendation } as const
    expect(decide(reopened, choice, by('dispatcher')).offers).toHaveLength(1)
  })

  it('leaves no task open when it ends, by decree or as a repetition: what was handled counts as checked', () => {
    const tasks = [aTask({ slot: 'cordon', part: 'member', state: 'handled', handledAt: NOON })]
    const word = anApproval({ subject: 'force-close', step: 2, role: 'centre-head' })
    const granted = decide(
      aCase({ incident: joint, tasks, approvals: [word] }),
      { on: 'approval', id: word.id, command: { move: 'grant', version: 1 } },
      by('centre-head'),
    )
    const voided = decide(
      aCase({ incident: joint, tasks }),
      { on: 'incident', command: { move: 'void', version: 1, reason: '重复件' } },
      by('dispatcher'),
    )
    for (const book of [granted, voided]) expect(book.tasks.map(({ state }) => state)).toEqual(['checked'])
  })
})

describe('a joint call-out', () => {
  const leading = aTask({ state: 'on-scene' })
  const finish: CaseCommand = { on: 'task', id: 'task-1', command: { move: 'finish', version: 1, result: '已处置' } }

  it('is not finished by its lead while a place has nobody: the squad there has just sent it back', () => {
    const gone = aTask({ id: 'task-2', slot: 'cordon', part: 'member', state: 'sent-back' })
    const held = aCase({ incident: joint, tasks: [leading, gone] })
    expect(() => decide(held, finish, by('squad-leader'))).toThrow('task.members-open')
  })

  it('is handled when a member has done its part again, though the part of its lead was checked before', () => {
    const tasks = [
      aTask({ state: 'checked', handledAt: NOON }),
      aTask({ id: 'task-2', slot: 'cordon', part: 'member', squadId: 'squad-gulin-2', state: 'on-scene' }),
    ]
    const again: CaseCommand = { on: 'task', id: 'task-2', command: { move: 'finish', version: 1, result: '已处置' } }
    expect(decide(aCase({ incident: joint, tasks }), again, by('squad-leader')).incident.state).toBe('handled')
  })

  it('calls nobody any more once the place that nobody had is done without', () => {
    const vacant = aTask({ id: 'task-2', slot: 'cordon', part: 'member' })
    const held = aCase({ incident: joint, tasks: [leading, vacant], alarms: [anAlarm()] })
    const command = { move: 'callOff', version: 1, reason: '不需要' } as const
    const book = decide(held, { on: 'task', id: 'task-2', command }, by('dispatcher'))
    expect(book.alarms.map(({ state }) => state)).toEqual(['cleared'])
  })
})

it('whoever is asked about a case hears that it was amended', () => {
  const held = aCase({ tasks: [aTask({ state: 'offered' })], offers: [anOffer()] })
  const book = decide(held, { on: 'amendment', command: { version: 1, urgent: true } }, by('dispatcher'))
  expect(book.facts.map(({ audience }) => audience)).toEqual([['area-gulin', 'squad-gulin-1']])
})

it('what is to be done again is watched again: the limit that has passed meanwhile is told', () => {
  const handled = anIncident({ state: 'handled', handledAt: NOON })
  const held = aCase({ incident: handled, tasks: [aTask({ state: 'handled', handledAt: NOON })] })
  const command = { move: 'rework', version: 1, reason: '未清理' } as const
  const { timers } = decide(held, { on: 'task', id: 'task-1', command }, by('dispatcher'))
  expect(timers).toContainEqual({
    kind: 'case.stage',
    ref: { incidentId: 'incident-1', stage: 'limit' },
    dueAt: handled.dueAt,
  })
})

describe('when the settings are loaded anew', () => {
  const { district } = aSetting()
  const longer = { ...district, settings: { ...district.settings, turnoutWithinS: 900, checkWithinS: 90_000 } }
  const ringAt = (seconds: number) => aSetting({ now: after(seconds), district: longer })

  it('a squad that has longer to depart now is looked after when that has passed', () => {
    const held = aCase({ tasks: [aTask({ state: 'accepted', acceptedAt: NOON })] })
    const timer = { kind: 'task.stage', ref: { taskId: 'task-1', stage: 'turnout' } } as const
    const book = decide(held, { on: 'timer', timer, late: false }, ringAt(300))
    expect([book.alarms, book.timers]).toEqual([[], [{ ...timer, dueAt: after(900) }]])
  })

  it('so is a case that may wait longer for its check', () => {
    const held = aCase({ incident: anIncident({ state: 'handled', handledAt: NOON }) })
    const timer = { kind: 'case.stage', ref: { incidentId: 'incident-1', stage: 'check' } } as const
    const book = decide(held, { on: 'timer', timer, late: false }, ringAt(86_400))
    expect([book.alarms, book.timers]).toEqual([[], [{ ...timer, dueAt: after(90_000) }]])
  })
})

it('nobody is pushed again to answer what can no longer be answered', () => {
  const held = aCase({ tasks: [aTask({ state: 'offered' })], offers: [anOffer()] })
  const timer = { kind: 'offer.remind', ref: { offerId: 'offer-1' } } as const
  const late = aSetting({ now: after(120) })
  expect(decide(held, { on: 'timer', timer, late: false }, late).facts).toEqual([])
  const command = { move: 'remind', version: 1 } as const
  expect(() => decide(held, { on: 'offer', id: 'offer-1', command }, late)).toThrow('offer.lapsed')
})

it('nothing is done again in a case that stands still', () => {
  const held = aCase({
    incident: { ...joint, ...anIncident({ state: 'suspended' }) },
    tasks: [aTask({ slot: 'cordon', part: 'member', state: 'handled', handledAt: NOON })],
  })
  const command = { move: 'rework', version: 1, reason: '未清理' } as const
  expect(() => decide(held, { on: 'task', id: 'task-1', command }, by('dispatcher'))).toThrow('task.illegal-move')
})

it('a word that is awaited lapses with the limit as it is now, not as it was when it was asked for', () => {
  const extended = anIncident({ dueAt: after(14_400), extensions: 1 })
  const held = aCase({ incident: extended, approvals: [anApproval({ subject: 'suspend', until: after(86_400) })] })
  const timer = { kind: 'approval.lapse', ref: { approvalId: 'approval-1' } } as const
  const book = decide(held, { on: 'timer', timer, late: false }, aSetting({ now: after(7200) }))
  expect(book.approvals.map(({ state }) => state)).toEqual(['asked'])
  expect(book.timers).toEqual([{ ...timer, dueAt: after(14_400) }])
})

it('an order that is asked for again runs out again', () => {
  const answered = aSupervision({ state: 'answered', overrunAt: NOON })
  const again = {
    on: 'supervision',
    id: answered.id,
    command: { move: 'again', version: 1, reason: '未答所问' },
  } as const
  const issued = decide(aCase({ supervisions: [answered] }), again, by('shift-lead'))
  const timer = { kind: 'supervision.overrun', ref: { supervisionId: answered.id } } as const
  const clock = aSetting({
    now: issued.supervisions[0]?.dueAt ?? NOON,
    by: { personId: null, title: '', role: 'clock' },
  })
  const { setting: _, facts: __, timers: ___, ...held } = issued
  const book = decide(held, { on: 'timer', timer, late: false }, clock)
  expect(book.alarms.map(({ kind }) => kind)).toEqual(['supervision-overrun'])
})
