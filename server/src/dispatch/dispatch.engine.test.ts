import { type AlarmMove, alarmMachine } from '@lianqin/shared/alarm'
import { type ApprovalMove, approvalMachine } from '@lianqin/shared/approval'
import { type IncidentMove, incidentMachine } from '@lianqin/shared/incident'
import { type OfferMove, offerMachine } from '@lianqin/shared/offer'
import { roles } from '@lianqin/shared/person'
import { squadMachine } from '@lianqin/shared/squad'
import { type SupervisionMove, supervisionMachine } from '@lianqin/shared/supervision'
import { type TaskMove, taskMachine } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import { describe, expect, it } from 'vitest'
import {
  aCard,
  aCase,
  after,
  anAlarm,
  anApproval,
  anIncident,
  anOffer,
  aSetting,
  aSupervision,
  aTask,
  NOON,
} from '../../test/samples.ts'
import type { Book, Case, Setting } from './case-book.engine.ts'
import { type CaseCommand, decide } from './dispatch.engine.ts'

// The tables once more, written from the specification and not from the machines: `state move to: who`.
const DESK = 'dispatcher shift-lead'
const SPECIFIED = {
  incident: [
    `reported file filed: ${DESK}`,
    `reported reject rejected: ${DESK}`,
    ...['reported', 'filed', 'dispatched', 'suspended', 'reopened'].map((state) => `${state} void void: ${DESK}`),
    `void unmerge reopened: ${DESK}`,
    ...['filed', 'dispatched', 'reopened'].flatMap((state) => [
      `${state} extend ${state}: clock`,
      `${state} suspend suspended: clock`,
      `${state} raise ${state}: ${DESK}`,
    ]),
    `suspended takeUp filed: ${DESK} clock`,
    ...['filed', 'dispatched', 'suspended', 'handled', 'reopened'].map((state) => `${state} forceClose closed: clock`),
    'filed dispatch dispatched: clock',
    'reopened dispatch dispatched: clock',
    'dispatched handle handled: clock',
    'handled resume dispatched: clock',
    `handled close closed: ${DESK}`,
    'closed reopen reopened: shift-lead centre-head',
    'rejected reopen reopened: shift-lead centre-head',
  ],
  task: [
    'open offer offered: clock',
    'offered free open: clock',
    'offered accept accepted: clock',
    'accepted unacknowledge accepted: clock',
    'accepted depart en-route: squad-leader',
    'accepted arrive on-scene: squad-leader',
    'en-route arrive on-scene: squad-leader',
    'on-scene finish handled: squad-leader',
    ...['accepted', 'en-route', 'on-scene'].map((state) => `${state} sendBack sent-back: squad-leader`),
    `handled rework on-scene: ${DESK}`,
    'handled passOn called-off: clock',
    `handled check checked: ${DESK} clock`,
    ...['open', 'offered', 'accepted', 'en-route', 'on-scene'].map(
      (state) => `${state} callOff called-off: ${DESK} clock`,
    ),
    ...['accepted', 'en-route', 'on-scene'].map((state) => `${state} recall called-off: ${DESK}`),
  ],
  offer: ['made', 'delivered', 'seen'].flatMap((state) => [
    ...(state === 'made' ? ['made deliver delivered: squad-leader'] : []),
    ...(state === 'seen' ? [] : [`${state} see seen: squad-leader`]),
    `${state} accept accepted: squad-leader`,
    `${state} decline declined: squad-leader`,
    `${state} lapse lapsed: clock`,
    `${state} withdraw withdrawn: ${DESK} clock`,
    `${state} remind ${state}: ${DESK} clock`,
    `${state} widen ${state}: clock`,
  ]),
  alarm: [
    `raised own owned: ${DESK} centre-head`,
    `owned release raised: ${DESK} centre-head clock`,
    `owned clear cleared: ${DESK} centre-head`,
    'raised escalate raised: clock',
    'owned handOver owned: clock',
    'raised resolve cleared: clock',
    'owned resolve cleared: clock',
  ],
  approval: ['asked grant granted: shift-lead centre-head', 'asked refuse refused: shift-lead centre-head'],
  supervision: [
    'issued acknowledge acknowledged: squad-leader',
    'issued answer answered: squad-leader',
    'acknowledged answer answered: squad-leader',
    'issued overrun issued: clock',
    'acknowledged overrun acknowledged: clock',
    'answered close closed: shift-lead centre-head',
    'answered again issued: shift-lead centre-head',
    ...['issued', 'acknowledged', 'answered'].map((state) => `${state} withdraw withdrawn: shift-lead centre-head`),
  ],
  squad: [
    'off-duty sign-on on-duty: squad-leader dispatcher shift-lead',
    'on-duty recount on-duty: clock',
    'on-duty sign-off off-duty: squad-leader dispatcher shift-lead',
  ],
} as const

/** To which state the specification leads, by state, move and role; nothing where it forbids. */
function destinations(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const line of lines) {
    const [step = '', who = ''] = line.split(': ')
    const [state, move, to = ''] = step.split(' ')
    for (const role of who.split(' ')) found.set(`${state} ${move} ${role}`, to)
  }
  return found
}

const ACTORS = [...roles, 'clock', 'nobody-we-know'] as const
const combinations = <S extends string, M extends string>(states: readonly S[], moves: readonly M[]) =>
  states.flatMap((state) => moves.flatMap((move) => ACTORS.map((role) => ({ state, move, role }))))

const by = (role: string) => aSetting({ by: { personId: 'person-somebody', title: '', role } })
const saying = { reason: 'because', version: 1 }

/** The state a command leads to, or the code of its refusal. */
function outcome(
  held: Partial<Case>,
  given: CaseCommand,
  setting: Setting,
  stateOf: (book: Book) => string | undefined,
): string {
  try {
    return stateOf(decide(aCase(held), given, setting)) ?? 'gone'
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.code
  }
}

describe('every state × move × role does what the specification says, and nothing else', () => {
  it('of the incident', () => {
    const expected = destinations(SPECIFIED.incident)
    for (const { state, move, role } of combinations(incidentMachine.states, incidentMachine.names)) {
      const tasks = state === 'handled' ? [aTask({ state: 'handled' })] : []
      const duplicateOf = state === 'void' ? ('incident-9' as const) : null
      const incident = anIncident({ state, duplicateOf, cardId: aCard.id })
      const command = { ...saying, move: move as IncidentMove }
      const to = outcome({ incident, tasks }, { on: 'incident', command }, by(role), (book) => book.incident.state)
      expect(to, `${state} ${move} ${role}`).toBe(expected.get(`${state} ${move} ${role}`) ?? 'incident.illegal-move')
    }
  })

  it('of the task', () => {
    const expected = destinations(SPECIFIED.task)
    for (const { state, move, role } of combinations(taskMachine.states, taskMachine.names)) {
      const incident = anIncident({ state: state === 'handled' ? 'handled' : 'dispatched' })
      const offers = state === 'offered' ? [anOffer()] : []
      const command = { ...saying, move: move as TaskMove, result: 'done' }
      const to = outcome(
        { incident, tasks: [aTask({ state })], offers },
        { on: 'task', id: 'task-1', command },
        by(role),
        (book) => book.tasks.find(({ id }) => id === 'task-1')?.state,
      )
      expect(to, `${state} ${move} ${role}`).toBe(expected.get(`${state} ${move} ${role}`) ?? 'task.illegal-move')
    }
  })

  it('of the offer, where an answer that comes too late hears so', () => {
    const expected = destinations(SPECIFIED.offer)
    const tooLate: Record<string, string> = { lapsed: 'offer.lapsed', withdrawn: 'offer.taken' }
    for (const { state, move, role } of combinations(offerMachine.states, offerMachine.names)) {
      const offer = anOffer({ state })
      const task = aTask({
        state: offer.endedAt === null ? 'offered' : state === 'accepted' ? 'accepted' : 'open',
        squadId: state === 'accepted' ? offer.squadId : null,
      })
      const command = { ...saying, move: move as OfferMove }
      const held = { tasks: [task], offers: [offer] }
      const to = outcome(held, { on: 'offer', id: 'offer-1', command }, by(role), (book) => book.offers[0]?.state)
      const refusal = ((move === 'accept' || move === 'decline') && tooLate[state]) || 'offer.illegal-move'
      expect(to, `${state} ${move} ${role}`).toBe(expected.get(`${state} ${move} ${role}`) ?? refusal)
    }
  })

  it('keeps an alarm that nobody has the case until somebody has it', () => {
    for (const kind of ['nobody-competent', 'nobody-left', 'unassigned'] as const) {
      const held = { alarms: [anAlarm({ state: 'owned', kind })] }
      const command = { move: 'clear' as const, version: anAlarm().version, reason: '已处理' }
      const to = outcome(held, { on: 'alarm', id: 'alarm-1', command }, by('dispatcher'), () => 'cleared')
      expect(to).toBe('alarm.cause-stands')
    }
  })

  it('of the alarm', () => {
    const expected = destinations(SPECIFIED.alarm)
    for (const { state, move, role } of combinations(alarmMachine.states, alarmMachine.names)) {
      // One whose cause may be gone: an alarm that nobody has the case is cleared by nobody.
      const held = { alarms: [anAlarm({ state, kind: 'rang-late' })] }
      const command = { ...saying, move: move as AlarmMove }
      const to = outcome(held, { on: 'alarm', id: 'alarm-1', command }, by(role), (book) => book.alarms[0]?.state)
      expect(to, `${state} ${move} ${role}`).toBe(expected.get(`${state} ${move} ${role}`) ?? 'alarm.illegal-move')
    }
  })

  it('of the request, where only who asked withdraws and nobody else but time lets it lapse', () => {
    const expected = destinations(SPECIFIED.approval)
    const given = { ...saying, id: 'approval-1' as const }
    for (const { state, move, role } of combinations(approvalMachine.states, approvalMachine.names)) {
      const held = {
        approvals: [anApproval({ state, askedById: move === 'withdraw' ? 'person-somebody' : 'person-chen' })],
      }
      const command = { ...given, move: move as ApprovalMove }
      const to = outcome(
        held,
        { on: 'approval', id: 'approval-1', command },
        by(role),
        ({ approvals }) => approvals.find(({ id }) => id === 'approval-1')?.state,
      )
      const asks = ['squad-leader', 'dispatcher', 'shift-lead', 'centre-head'].includes(role)
      const withdrawn = move === 'withdraw' && state === 'asked' && asks ? 'withdrawn' : undefined
      const wanted = expected.get(`${state} ${move} ${role}`) ?? withdrawn ?? 'approval.illegal-move'
      expect(to, `${state} ${move} ${role}`).toBe(wanted)
    }
  })

  it('of the supervision order', () => {
    const expected = destinations(SPECIFIED.supervision)
    for (const { state, move, role } of combinations(supervisionMachine.states, supervisionMachine.names)) {
      const held = { supervisions: [aSupervision({ state })], tasks: [aTask({ state: 'accepted' })] }
      const command = { ...saying, move: move as SupervisionMove }
      const given = { on: 'supervision', id: 'supervision-1', command } as const
      const to = outcome(held, given, by(role), ({ supervisions }) => supervisions[0]?.state)
      expect(to, `${state} ${move} ${role}`).toBe(
        expected.get(`${state} ${move} ${role}`) ?? 'supervision.illegal-move',
      )
    }
  })

  it('of the squad', () => {
    const expected = destinations(SPECIFIED.squad)
    for (const { state, move, role } of combinations(squadMachine.states, squadMachine.names)) {
      const allowed = squadMachine.movesFrom(state, role).includes(move)
      const to = allowed ? squadMachine.next(state, move) : undefined
      expect(to, `${state} ${move} ${role}`).toBe(expected.get(`${state} ${move} ${role}`))
    }
  })
})

describe('an answer is judged by the database’s clock', () => {
  const offered = () => ({ tasks: [aTask({ state: 'offered' })], offers: [anOffer({ answerBy: after(120) })] })
  const leaderAt = (now: string) =>
    aSetting({ now, by: { personId: 'person-leader', title: '', role: 'squad-leader' } })
  const answer = (move: OfferMove, version = 1): CaseCommand => ({
    on: 'offer',
    id: 'offer-1',
    command: { move, version },
  })
  const acceptAt = (now: string) => outcome(offered(), answer('accept'), leaderAt(now), (book) => book.offers[0]?.state)

  it('is taken up to the millisecond of the answer-by and refused from the next one on', () => {
    expect(acceptAt(after(119.999))).toBe('accepted')
    expect(acceptAt(after(120))).toBe('accepted')
    expect(acceptAt(after(120.001))).toBe('offer.lapsed')
  })

  it('is refused, where it is too late, with the time, the answer-by and who has the case now', () => {
    const held = aCase({
      tasks: [aTask({ state: 'en-route', squadId: 'squad-gulin-2' })],
      offers: [anOffer({ state: 'lapsed' })],
    })
    expect(() => decide(held, answer('accept'), by('squad-leader'))).toThrow(
      expect.objectContaining({
        code: 'offer.lapsed',
        params: { id: 'offer-1', now: NOON, answerBy: after(120), holder: 'squad-gulin-2' },
      }),
    )
  })

  it('decided on an older version still counts, because receipts raise it; on one not yet made it does not', () => {
    const held = aCase({ tasks: [aTask({ state: 'offered' })], offers: [anOffer({ version: 3 })] })
    const seen = decide(held, answer('see'), by('squad-leader'))
    expect(seen.offers[0]).toMatchObject({ state: 'seen', version: 4 })
    expect(() => decide(seen, answer('accept', 5), by('squad-leader'))).toThrow(
      expect.objectContaining({ code: 'offer.stale' }),
    )
  })
})

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
