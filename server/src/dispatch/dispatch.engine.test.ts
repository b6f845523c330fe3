import { type AlarmMove, alarmMachine } from '@lianqin/shared/alarm'
import { type ApprovalMove, approvalMachine } from '@lianqin/shared/approval'
import { type IncidentMove, incidentMachine } from '@lianqin/shared/incident'
import { type OfferMove, offerMachine } from '@lianqin/shared/offer'
import { roles } from '@lianqin/shared/person'
import { squadMachine } from '@lianqin/shared/squad'
import { type SupervisionMove, supervisionMachine } from '@lianqin/shared/supervision'
import { type TaskMove, taskMachine } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { by, outcome } from '../../test/outcome.kit.ts'
import { anAlarm, anApproval, anIncident, anOffer, aSupervision, aTask } from '../../test/samples.ts'
import { aCard } from '../../test/setting.samples.ts'
import { destinations, SPECIFIED } from '../../test/specified.ts'

const ACTORS = [...roles, 'clock', 'nobody-we-know'] as const
const combinations = <S extends string, M extends string>(states: readonly S[], moves: readonly M[]) =>
  states.flatMap((state) => moves.flatMap((move) => ACTORS.map((role) => ({ state, move, role }))))

const saying = { reason: 'because', version: 1 }

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
