import Type, { type Static } from 'typebox'
import { Limit } from './calendar.ts'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { Nullable, Remark } from './wire/words.ts'

const ISSUERS = ['shift-lead', 'centre-head'] as const

// biome-ignore format: a table is read down its columns
export const supervisionMachine = machine({
  states: ['issued', 'acknowledged', 'answered', 'closed', 'withdrawn'],
  initial: 'issued',
  moves: {
    acknowledge: { from: ['issued'],                             to: 'acknowledged', by: ['squad-leader'] },
    answer:      { from: ['issued', 'acknowledged'],             to: 'answered',     by: ['squad-leader'], why: 'required' },
    close:       { from: ['answered'],                           to: 'closed',       by: ISSUERS },
    again:       { from: ['answered'],                           to: 'issued',       by: ISSUERS, why: 'required' },
    withdraw:    { from: ['issued', 'acknowledged', 'answered'], to: 'withdrawn',    by: ISSUERS, why: 'required' },
    overrun:     { from: ['issued', 'acknowledged'],             to: 'same',         by: ['clock'] },
  },
})
export type SupervisionMove = (typeof supervisionMachine.names)[number]

/** An order to see to a case (督办), or a reminder notice about how it was handled (监督提醒通知书). */
export const supervisionKinds = ['order', 'reminder'] as const

/** The centre presses a squad: it must answer in writing, on a clock of its own. */
export const Supervision = Type.Object({
  id: Id('supervision'),
  kind: Type.Enum(supervisionKinds),
  incidentId: Id('incident'),
  areaId: Id('area'),
  squadId: Id('squad'),
  state: Type.Enum(supervisionMachine.states),
  text: Remark,
  /** What the squad has to answer; counted from `issuedAt` on the district's calendar. */
  limit: Limit,
  issuedAt: Moment,
  issuedByTitle: Type.String(),
  dueAt: Moment,
  acknowledgedAt: Nullable(Moment),
  answeredAt: Nullable(Moment),
  answer: Nullable(Remark),
  /** When it was found unanswered after its time; stays although it is answered later. */
  overrunAt: Nullable(Moment),
  endedAt: Nullable(Moment),
  version: Type.Integer({ minimum: 1 }),
})
export type Supervision = Static<typeof Supervision>

/** To a squad that has or had a task in the case. */
export const IssueSupervision = Command({
  kind: Supervision.properties.kind,
  squadId: Supervision.properties.squadId,
  text: Supervision.properties.text,
  limit: Supervision.properties.limit,
})
export type IssueSupervision = Static<typeof IssueSupervision>

/** `reason` is the squad's answer, or why it must answer again or need not. */
export const MoveSupervision = Command({
  move: Type.Enum(supervisionMachine.names),
  version: Supervision.properties.version,
  reason: Type.Optional(Remark),
})
export type MoveSupervision = Static<typeof MoveSupervision>

export const isStandingSupervision = (state: Supervision['state']) => !supervisionMachine.isFinal(state)
