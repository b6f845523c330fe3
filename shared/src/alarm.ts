import Type, { type Static } from 'typebox'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { Nullable, Remark } from './wire/words.ts'

/** An alarm shouts until somebody owns it, and stands until it is cleared, by its owner or because its cause is gone. */
// biome-ignore format: a table is read down its columns
export const alarmMachine = machine({
  states: ['raised', 'owned', 'cleared'],
  initial: 'raised',
  moves: {
    own:     { from: ['raised'],          to: 'owned',   by: ['dispatcher', 'shift-lead', 'centre-head'] },
    // By time too: whoever owned it may not sign in any more.
    release: { from: ['owned'],           to: 'raised',  by: ['dispatcher', 'shift-lead', 'centre-head', 'clock'], why: 'required' },
    clear:   { from: ['owned'],           to: 'cleared', by: ['dispatcher', 'shift-lead', 'centre-head'], why: 'required' },
    // With its owner's work: the act is the hand-over's, and has its own machine.
    handOver: { from: ['owned'],          to: 'same',    by: ['clock'] },
    escalate: { from: ['raised'],         to: 'same',    by: ['clock'] },
    resolve: { from: ['raised', 'owned'], to: 'cleared', by: ['clock'] },
  },
})
export type AlarmMove = (typeof alarmMachine.names)[number]

/** Why an alarm calls again by itself: its owner's account was disabled. */
export const ALARM_OWNER_GONE = 'owner-gone'
/** Why an alarm waits once more on its level: nobody could have owned it. */
export const ALARM_SERVER_AWAY = 'server-was-away'
export const alarmReasons = [ALARM_OWNER_GONE, ALARM_SERVER_AWAY] as const

/**
 * Nobody may do it here; all who may have been asked; a dispatcher took it back; a timer rang long after its time. Then the
 * stages that took too long, the legal limit that has passed, and a supervision order without an answer. Last, somebody of
 * a unit on duty calls for help with a device: the one alarm that is about no case.
 */
export const alarmKinds = [
  'nobody-competent',
  'nobody-left',
  'unassigned',
  'rang-late',
  'file-late',
  'dispatch-late',
  'turnout-late',
  'arrive-late',
  'check-late',
  'overdue',
  'supervision-overrun',
  'sos',
] as const
export type AlarmKind = (typeof alarmKinds)[number]

/** Whom an alarm calls: unowned, it climbs from the desk to the shift lead and on to the head of the centre. */
export const alarmLevels = ['dispatcher', 'shift-lead', 'centre-head'] as const
export type AlarmLevel = (typeof alarmLevels)[number]

export const Alarm = Type.Object({
  id: Id('alarm'),
  kind: Type.Enum(alarmKinds),
  /** The case it is about; null for a call for help. */
  incidentId: Nullable(Id('incident')),
  /** Null: of a squad of the whole district. */
  areaId: Nullable(Id('area')),
  /** Who calls for help; null for an alarm of a case. */
  unitId: Nullable(Id('unit')),
  /** The task it is about; null is the case as a whole. */
  taskId: Nullable(Id('task')),
  level: Type.Enum(alarmLevels),
  state: Type.Enum(alarmMachine.states),
  raisedAt: Moment,
  ownerId: Nullable(Id('person')),
  ownerTitle: Nullable(Type.String()),
  ownedAt: Nullable(Moment),
  clearedAt: Nullable(Moment),
  /** When it climbs to the next level unless somebody owns it; null: it does not. */
  climbAt: Nullable(Moment),
  reason: Nullable(Remark),
  version: Type.Integer({ minimum: 1 }),
})
export type Alarm = Static<typeof Alarm>

export const MoveAlarm = Command({
  move: Type.Enum(alarmMachine.names),
  version: Alarm.properties.version,
  reason: Type.Optional(Remark),
})
export type MoveAlarm = Static<typeof MoveAlarm>
