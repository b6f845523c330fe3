import Type, { type Static } from 'typebox'
import { Person, Role } from './person.ts'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { Nullable } from './wire/words.ts'

/** Who sits at a desk, owns alarms and hands open work over. */
export const deskRoles = ['dispatcher', 'shift-lead', 'centre-head'] as const

/** A person's time at a desk. It is over only when what they owned has been handed over or ended. */
// biome-ignore format: a table is read down its columns
export const shiftMachine = machine({
  states: ['on', 'over'],
  initial: 'on',
  moves: {
    'sign-off': { from: ['on'], to: 'over', by: deskRoles },
  },
})

export const DeskShift = Type.Object({
  id: Id('shift'),
  personId: Id('person'),
  title: Person.properties.title,
  role: Role,
  /** How far that person reaches: a township; null is the whole district. */
  areaId: Nullable(Id('area')),
  state: Type.Enum(shiftMachine.states),
  beganAt: Moment,
  endedAt: Nullable(Moment),
  version: Type.Integer({ minimum: 1 }),
})
export type DeskShift = Static<typeof DeskShift>

/** Always one's own: nobody signs somebody else on or off a desk. */
export const MoveShift = Command({ move: Type.Enum(['sign-on', 'sign-off']) })
export type MoveShift = Static<typeof MoveShift>

/** Somebody to whom open work may be handed, and since when they are at their desk. */
export const Colleague = Type.Object({
  ...Type.Pick(Person, ['id', 'title', 'role']).properties,
  areaId: DeskShift.properties.areaId,
  since: Nullable(Moment),
})
export type Colleague = Static<typeof Colleague>
