import { type AlarmMove, alarmMachine } from '@lianqin/shared/alarm'
import { type IncidentMove, incidentMachine } from '@lianqin/shared/incident'
import { type OfferMove, offerMachine } from '@lianqin/shared/offer'
import { roles } from '@lianqin/shared/person'
import { squadMachine } from '@lianqin/shared/squad'
import { type TaskMove, taskMachine } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import { describe, expect, it } from 'vitest'
import { aCase, after, anAlarm, anIncident, anOffer, aSetting, aTask, NOON } from '../../test/samples.ts'
import { type Book, openBook } from './case-book.engine.ts'
import { moveAlarm, moveIncident, moveOffer, moveTask } from './dispatch.engine.ts'

// The tables once more, written from the specification and not from the machines: `state move to: who`.
const DESK = 'dispatcher shift-lead'
const SPECIFIED = {
  incident: [
    `reported file filed: ${DESK}`,
    `reported reject rejected: ${DESK}`,
    ...['reported', 'filed', 'dispatched', 'reopened'].map((state) => `${state} void void: ${DESK}`),
    'filed dispatch dispatched: clock',
    'reopened dispatch dispatched: clock',
    'dispatched handle handled: clock',
    'handled resume dispatched: clock',
    `handled close closed: ${DESK}`,
    'closed reopen reopened: shift-lead',
    'rejected reopen reopened: shift-lead',
  ],
  task: [
    'open offer offered: clock',
    'offered free open: clock',
    'offered accept accepted: clock',
    'accepted depart en-route: squad-leader',
    'accepted arrive on-scene: squad-leader',
    'en-route arrive on-scene: squad-leader',
    'on-scene finish handled: squad-leader',
    ...['accepted', 'en-route', 'on-scene'].map((state) => `${state} sendBack sent-back: squad-leader`),
    `handled rework on-scene: ${DESK}`,
    `handled check checked: ${DESK}`,
    ...['open', 'offered', 'accepted', 'en-route', 'on-scene'].map((state) => `${state} callOff called-off: ${DESK}`),
  ],
  offer: ['made', 'delivered', 'seen'].flatMap((state) => [
    ...(state === 'made' ? ['made deliver delivered: squad-leader'] : []),
    ...(state === 'seen' ? [] : [`${state} see seen: squad-leader`]),
    `${state} accept accepted: squad-leader`,
    `${state} decline declined: squad-leader`,
    `${state} lapse lapsed: clock`,
    `${state} withdraw withdrawn: ${DESK}`,
  ]),
  alarm: [
    `raised own owned: ${DESK}`,
    `owned release raised: ${DESK}`,
    `owned clear cleared: ${DESK}`,
    'owned handOver owned: clock',
    'raised resolve cleared: clock',
    'owned resolve cleared: clock',
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

/** The state a step leads to, or the code of its refusal. */
function outcome(book: Book, act: (book: Book) => void, stateOf: (book: Book) => string | undefined): string {
  try {
    act(book)
    return stateOf(book) ?? 'gone'
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
      const book = openBook(aCase({ incident: anIncident({ state }), tasks }), by(role))
      const command = { ...saying, move: move as IncidentMove }
      const to = outcome(
        book,
        () => moveIncident(book, command, false),
        () => book.incident.state,
      )
      expect(to, `${state} ${move} ${role}`).toBe(expected.get(`${state} ${move} ${role}`) ?? 'incident.illegal-move')
    }
  })

  it('of the task', () => {
    const expected = destinations(SPECIFIED.task)
    for (const { state, move, role } of combinations(taskMachine.states, taskMachine.names)) {
      const incident = anIncident({ state: state === 'handled' ? 'handled' : 'dispatched' })
      const offers = state === 'offered' ? [anOffer()] : []
      const book = openBook(aCase({ incident, tasks: [aTask({ state })], offers }), by(role))
      const command = { ...saying, move: move as TaskMove, result: 'done' }
      const to = outcome(
        book,
        () => moveTask(book, aTask({ state }), command, false),
        () => book.tasks.find(({ id }) => id === 'task-1')?.state,
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
      const book = openBook(aCase({ tasks: [task], offers: [offer] }), by(role))
      const to = outcome(
        book,
        () => moveOffer(book, offer, { ...saying, move: move as OfferMove }, false),
        () => book.offers[0]?.state,
      )
      const refusal = ((move === 'accept' || move === 'decline') && tooLate[state]) || 'offer.illegal-move'
      expect(to, `${state} ${move} ${role}`).toBe(expected.get(`${state} ${move} ${role}`) ?? refusal)
    }
  })

  it('keeps an alarm that nobody has the case until somebody has it', () => {
    for (const kind of ['nobody-competent', 'nobody-left', 'unassigned'] as const) {
      const book = openBook(aCase({ alarms: [anAlarm({ state: 'owned', kind })] }), by('dispatcher'))
      const command = { move: 'clear' as const, version: anAlarm().version, reason: '已处理' }
      expect(() => moveAlarm(book, 'alarm-1', command, true)).toThrow('alarm.cause-stands')
    }
  })

  it('of the alarm', () => {
    const expected = destinations(SPECIFIED.alarm)
    for (const { state, move, role } of combinations(alarmMachine.states, alarmMachine.names)) {
      // One whose cause may be gone: an alarm that nobody has the case is cleared by nobody.
      const book = openBook(aCase({ alarms: [anAlarm({ state, kind: 'rang-late' })] }), by(role))
      const to = outcome(
        book,
        () => moveAlarm(book, 'alarm-1', { ...saying, move: move as AlarmMove }, false),
        () => book.alarms[0]?.state,
      )
      expect(to, `${state} ${move} ${role}`).toBe(expected.get(`${state} ${move} ${role}`) ?? 'alarm.illegal-move')
    }
  })

  it('of the squad', () => {
    const expected = destinations(SPECIFIED.squad)
    for (const { state, move, role } of combinations(squadMachine.states, squadMachine.names)) {
      const allowed = squadMachine.movesFrom(state, role).includes(move)
      const to = allowed ? squadMachine.moves[move].to : undefined
      expect(to, `${state} ${move} ${role}`).toBe(expected.get(`${state} ${move} ${role}`))
    }
  })
})

describe('an answer is judged by the database’s clock', () => {
  const offered = () => aCase({ tasks: [aTask({ state: 'offered' })], offers: [anOffer({ answerBy: after(120) })] })
  const acceptAt = (now: string) => {
    const book = openBook(
      offered(),
      aSetting({ now, by: { personId: 'person-leader', title: '', role: 'squad-leader' } }),
    )
    return outcome(
      book,
      () => moveOffer(book, anOffer({ answerBy: after(120) }), { move: 'accept', version: 1 }, false),
      () => book.offers[0]?.state,
    )
  }

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
    const book = openBook(held, by('squad-leader'))
    const late = () => moveOffer(book, anOffer({ state: 'lapsed' }), { move: 'accept', version: 1 }, false)
    expect(late).toThrow(
      expect.objectContaining({
        code: 'offer.lapsed',
        params: { id: 'offer-1', now: NOON, answerBy: after(120), holder: 'squad-gulin-2' },
      }),
    )
  })

  it('decided on an older version still counts, because receipts raise it; on one not yet made it does not', () => {
    const held = offered()
    const book = openBook(held, by('squad-leader'))
    const seen = moveOffer(book, anOffer({ version: 3 }), { move: 'see', version: 1 }, false)
    expect(seen).toMatchObject({ state: 'seen', version: 4 })
    const ahead = () => moveOffer(book, seen, { move: 'accept', version: 5 }, false)
    expect(ahead).toThrow(expect.objectContaining({ code: 'offer.stale' }))
  })
})

describe('a step that takes something away says why', () => {
  it.each([
    [
      'reject',
      () =>
        moveIncident(
          openBook(aCase({ incident: anIncident({ state: 'reported' }) }), by('dispatcher')),
          { move: 'reject', version: 1 },
          true,
        ),
    ],
    [
      'sendBack',
      () =>
        moveTask(
          openBook(aCase({ tasks: [aTask({ state: 'accepted' })] }), by('squad-leader')),
          aTask({ state: 'accepted' }),
          { move: 'sendBack', version: 1 },
          true,
        ),
    ],
    [
      'decline',
      () =>
        moveOffer(
          openBook(aCase({ tasks: [aTask({ state: 'offered' })], offers: [anOffer()] }), by('squad-leader')),
          anOffer(),
          { move: 'decline', version: 1 },
          true,
        ),
    ],
    [
      'release',
      () =>
        moveAlarm(
          openBook(aCase({ alarms: [anAlarm({ state: 'owned' })] }), by('dispatcher')),
          'alarm-1',
          { move: 'release', version: 1 },
          true,
        ),
    ],
  ])('%s', (_, silently) => {
    expect(silently).toThrow(expect.objectContaining({ code: 'move.reason-missing' }))
  })

  it('and a task is not finished without its result', () => {
    const task = aTask({ state: 'on-scene' })
    const book = openBook(aCase({ tasks: [task] }), by('squad-leader'))
    expect(() => moveTask(book, task, { move: 'finish', version: 1 }, false)).toThrow(
      expect.objectContaining({ code: 'task.result-missing' }),
    )
  })
})
