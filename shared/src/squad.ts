import Type, { type Static } from 'typebox'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Nullable, Words } from './wire/words.ts'

export const forceKinds = ['township', 'direct', 'department'] as const

/** A body with authority of its own: a township's merged force, the district's direct force, or a department's line. */
export const Force = Type.Object({
  id: Id('force'),
  name: Words,
  short: Words,
  kind: Type.Enum(forceKinds),
  /** The township a township force belongs to; null works in the whole district. */
  areaId: Nullable(Id('area')),
})
export type Force = Static<typeof Force>

/** On duty a squad can be offered tasks and its units are drawn; off duty no position of theirs is kept. */
// biome-ignore format: a table is read down its columns
export const squadMachine = machine({
  states: ['off-duty', 'on-duty'],
  initial: 'off-duty',
  moves: {
    'sign-on':  { from: ['off-duty'], to: 'on-duty',  by: ['squad-leader', 'dispatcher', 'shift-lead'] },
    'sign-off': { from: ['on-duty'],  to: 'off-duty', by: ['squad-leader', 'dispatcher', 'shift-lead'] },
    recount:    { from: ['on-duty'],  to: 'on-duty',  by: ['clock'] },
  },
})
export type SquadMove = (typeof squadMachine.names)[number]

/** Who can do it: the smallest body that is offered a task, with a leader who answers. */
export const Squad = Type.Object({
  id: Id('squad'),
  forceId: Id('force'),
  /** Its force's township; null for squads that work in the whole district. */
  areaId: Nullable(Id('area')),
  name: Words,
  state: Type.Enum(squadMachine.states),
  /** Officers signed on with it; null off duty, and when nobody told who is there. */
  crew: Nullable(Type.Integer({ minimum: 0 })),
  /** Of these, enforcement officers whose licence holds today. */
  licensed: Nullable(Type.Integer({ minimum: 0 })),
  version: Type.Integer({ minimum: 1 }),
})
export type Squad = Static<typeof Squad>

/** What a district's file says of a squad; the rest is the day's business. */
export const SquadFacts = Type.Omit(Squad, ['state', 'crew', 'licensed', 'version'])
export type SquadFacts = Static<typeof SquadFacts>

/** A sign-on may name the officers who are there. */
export const MoveSquad = Command({
  move: Type.Enum(squadMachine.names),
  version: Squad.properties.version,
  officerIds: Type.Optional(Type.Array(Id('officer'), { maxItems: 60, uniqueItems: true })),
})
export type MoveSquad = Static<typeof MoveSquad>
