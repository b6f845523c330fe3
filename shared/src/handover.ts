import Type, { type Static } from 'typebox'
import { Alarm } from './alarm.ts'
import { Incident } from './incident.ts'
import { Person, type Scope } from './person.ts'
import { Colleague, DeskShift, deskRoles } from './shift.ts'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { Nullable, Remark } from './wire/words.ts'

/** Open work goes from one person to another by an act of both: offered with a note, and taken. Until then it stays the giver's. */
// biome-ignore format: a table is read down its columns
export const handoverMachine = machine({
  states: ['offered', 'taken', 'declined', 'withdrawn'],
  initial: 'offered',
  moves: {
    take:     { from: ['offered'], to: 'taken',     by: deskRoles },
    decline:  { from: ['offered'], to: 'declined',  by: deskRoles, why: 'required' },
    withdraw: { from: ['offered'], to: 'withdrawn', by: deskRoles },
  },
})
export type HandoverMove = (typeof handoverMachine.names)[number]

/** How many open cases are listed by id; the count is whole. */
export const LISTED_AT_MOST = 200

/** What was open when it was offered: the giver's alarms, and the cases within the giver's reach, the most pressing first. */
export const OpenWork = Type.Object({
  alarms: Type.Array(Type.Pick(Alarm, ['id', 'incidentId', 'kind'])),
  cases: Type.Integer({ minimum: 0 }),
  /** Cases past their limit. */
  overdue: Type.Integer({ minimum: 0 }),
  incidentIds: Type.Array(Incident.properties.id, { maxItems: LISTED_AT_MOST }),
})
export type OpenWork = Static<typeof OpenWork>

export const Handover = Type.Object({
  id: Id('handover'),
  fromId: Person.properties.id,
  fromTitle: Person.properties.title,
  toId: Person.properties.id,
  toTitle: Person.properties.title,
  /** How far the giver reaches; null is the whole district. The taker reaches at least as far. */
  areaId: Nullable(Id('area')),
  state: Type.Enum(handoverMachine.states),
  note: Nullable(Remark),
  open: OpenWork,
  offeredAt: Moment,
  endedAt: Nullable(Moment),
  /** Why it was declined. */
  reason: Nullable(Remark),
  version: Type.Integer({ minimum: 1 }),
})
export type Handover = Static<typeof Handover>

export const NewHandover = Command({ toId: Person.properties.id, note: Type.Optional(Remark) })
export type NewHandover = Static<typeof NewHandover>

export const MoveHandover = Command({
  move: Type.Enum(handoverMachine.names),
  version: Handover.properties.version,
  reason: Type.Optional(Remark),
})
export type MoveHandover = Static<typeof MoveHandover>

/** One's own desk: since when, what would be left behind, to whom it may go, and what has been handed over lately. */
export const MyDesk = Type.Object({
  mine: Nullable(DeskShift),
  open: OpenWork,
  onDuty: Type.Array(DeskShift),
  colleagues: Type.Array(Colleague),
  handovers: Type.Array(Handover),
})
export type MyDesk = Static<typeof MyDesk>

/** Whoever takes work over must see all of it: the same township or the whole district. */
export const reachesAsFar = (taker: Scope, giver: Scope): boolean =>
  taker.kind === 'district' || (taker.kind === 'area' && giver.kind === 'area' && taker.areaId === giver.areaId)
