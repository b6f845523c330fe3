import Type, { type Static } from 'typebox'
import { parts } from './plan.ts'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { Nullable, Remark } from './wire/words.ts'

// biome-ignore format: a table is read down its columns
export const taskMachine = machine({
  states: ['open', 'offered', 'accepted', 'en-route', 'on-scene', 'handled', 'checked', 'sent-back', 'called-off'],
  initial: 'open',
  moves: {
    offer:    { from: ['open'],                             to: 'offered',    by: ['clock'] },
    free:     { from: ['offered'],                          to: 'open',       by: ['clock'] },
    accept:   { from: ['offered'],                          to: 'accepted',   by: ['clock'] },
    depart:   { from: ['accepted'],                         to: 'en-route',   by: ['squad-leader'] },
    arrive:   { from: ['accepted', 'en-route'],             to: 'on-scene',   by: ['squad-leader'] },
    finish:   { from: ['on-scene'],                         to: 'handled',    by: ['squad-leader'] },
    unacknowledge: { from: ['accepted'],                    to: 'same',       by: ['clock'] },
    sendBack: { from: ['accepted', 'en-route', 'on-scene'], to: 'sent-back',  by: ['squad-leader'], why: 'required' },
    rework:   { from: ['handled'],                          to: 'on-scene',   by: ['dispatcher', 'shift-lead'], why: 'required' },
    // To be done again, and its squad is off duty by now: another does it.
    passOn:   { from: ['handled'],                          to: 'called-off', by: ['clock'], why: 'required' },
    check:    { from: ['handled'],                          to: 'checked',    by: ['dispatcher', 'shift-lead', 'clock'] },
    recall:   { from: ['accepted', 'en-route', 'on-scene'], to: 'called-off', by: ['dispatcher', 'shift-lead'], why: 'required' },
    callOff:  { from: ['open', 'offered', 'accepted', 'en-route', 'on-scene'], to: 'called-off', by: ['dispatcher', 'shift-lead', 'clock'], why: 'required' },
  },
})
export type TaskState = (typeof taskMachine.states)[number]
export type TaskMove = (typeof taskMachine.names)[number]

/** States in which a squad is bound by the task. */
export const boundStates = ['accepted', 'en-route', 'on-scene'] as const satisfies readonly TaskState[]
export const isBinding = (state: TaskState) => (boundStates as readonly TaskState[]).includes(state)
export const isOpenTask = (state: TaskState) => !['checked', 'sent-back', 'called-off'].includes(state)

/** What is to be done about an incident, by one squad. Whose it is, is known from the acceptance on. */
export const Task = Type.Object({
  id: Id('task'),
  incidentId: Id('incident'),
  areaId: Id('area'),
  /** The place in the case that it fills, and whether whoever fills it leads. */
  slot: Type.String({ minLength: 1, maxLength: 20 }),
  part: Type.Enum(parts),
  squadId: Nullable(Id('squad')),
  /** The township that helps where a department leads (joint-liaison mode). */
  liaisonForceId: Nullable(Id('force')),
  state: Type.Enum(taskMachine.states),
  openedAt: Moment,
  acceptedAt: Nullable(Moment),
  /** Accepted, and not departed within the turnout limit: the acceptance stands, but counts as not acknowledged. */
  unacknowledgedAt: Nullable(Moment),
  departedAt: Nullable(Moment),
  arrivedAt: Nullable(Moment),
  handledAt: Nullable(Moment),
  /** What the squad reports when it finishes. */
  result: Nullable(Remark),
  version: Type.Integer({ minimum: 1 }),
})
export type Task = Static<typeof Task>

/**
 * A command names the version it was decided on, so a second click or a stale wall is refused. `deviceAt` is when it was
 * done by the phone's own clock; `finish` carries the result.
 */
export const MoveTask = Command({
  move: Type.Enum(taskMachine.names),
  version: Task.properties.version,
  reason: Type.Optional(Remark),
  result: Type.Optional(Remark),
  deviceAt: Type.Optional(Moment),
})
export type MoveTask = Static<typeof MoveTask>
