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
    own:     { from: ['raised'],          to: 'owned',   by: ['dispatcher', 'shift-lead'] },
    release: { from: ['owned'],           to: 'raised',  by: ['dispatcher', 'shift-lead'], why: 'required' },
    clear:   { from: ['owned'],           to: 'cleared', by: ['dispatcher', 'shift-lead'], why: 'required' },
    // With its owner's work: the act is the hand-over's, and has its own machine.
    handOver: { from: ['owned'],          to: 'owned',   by: ['clock'] },
    resolve: { from: ['raised', 'owned'], to: 'cleared', by: ['clock'] },
  },
})
export type AlarmMove = (typeof alarmMachine.names)[number]

/** Nobody may do it here; all who may have been asked; a dispatcher took it back; a timer rang long after its time. */
export const alarmKinds = ['nobody-competent', 'nobody-left', 'unassigned', 'rang-late'] as const

export const Alarm = Type.Object({
  id: Id('alarm'),
  kind: Type.Enum(alarmKinds),
  incidentId: Id('incident'),
  areaId: Id('area'),
  state: Type.Enum(alarmMachine.states),
  raisedAt: Moment,
  ownerId: Nullable(Id('person')),
  ownerTitle: Nullable(Type.String()),
  ownedAt: Nullable(Moment),
  clearedAt: Nullable(Moment),
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
