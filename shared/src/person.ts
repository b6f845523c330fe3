import Type, { type Static } from 'typebox'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Nullable, Words } from './wire/words.ts'

/**
 * Who works with the system. `viewer` is a wall or a guest: it reads and moves nothing. An administrator manages people and
 * proves the log, and decides no case: separated powers (MLPS 2.0, 8.1.4.2).
 */
export const roles = [
  'dispatcher',
  'shift-lead',
  'centre-head',
  'coordinator',
  'squad-leader',
  'viewer',
  'administrator',
] as const
export const Role = Type.Enum(roles)
export type Role = Static<typeof Role>

/** Who may be named in a machine's table: a role, or time itself. */
export type Actor = Role | 'clock'

/** How far a person's rights reach: the whole district, one township, or one squad. */
export const Scope = Type.Union([
  Type.Object({ kind: Type.Literal('district') }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('area'), areaId: Id('area') }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('squad'), squadId: Id('squad') }, { additionalProperties: false }),
])
export type Scope = Static<typeof Scope>

/** How far each role may reach: a leader answers for one squad, and who proves the log or manages people for the district. */
export const reachOf: Record<Role, readonly Scope['kind'][]> = {
  dispatcher: ['district', 'area'],
  'shift-lead': ['district', 'area'],
  'centre-head': ['district'],
  coordinator: ['district'],
  'squad-leader': ['squad'],
  viewer: ['district', 'area'],
  administrator: ['district'],
}

export const personMachine = machine({
  states: ['active', 'disabled'],
  initial: 'active',
  moves: {
    disable: { from: ['active'], to: 'disabled', by: ['administrator'], why: 'required' },
    enable: { from: ['disabled'], to: 'active', by: ['administrator'] },
  },
})

export const Person = Type.Object({
  id: Id('person'),
  /** What is typed at sign-in. */
  name: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,39}$' }),
  /** What colleagues read. */
  title: Type.String({ minLength: 1, maxLength: 40 }),
  role: Role,
  scope: Scope,
  state: Type.Enum(personMachine.states),
  version: Type.Integer({ minimum: 1 }),
})
export type Person = Static<typeof Person>

export const Password = Type.String({ minLength: 10, maxLength: 200 })

export const NewPerson = Command({
  name: Person.properties.name,
  title: Person.properties.title,
  role: Role,
  scope: Scope,
  password: Password,
})
export type NewPerson = Static<typeof NewPerson>

export const MovePerson = Command({
  move: Type.Enum(personMachine.names),
  version: Person.properties.version,
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
})
export type MovePerson = Static<typeof MovePerson>

export const SignIn = Command({
  name: Type.String({ minLength: 1, maxLength: 40 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
})
export type SignIn = Static<typeof SignIn>

export const Session = Type.Object({ person: Person, until: Type.String(), demo: Type.Boolean() })
export type Session = Static<typeof Session>

/** In demo mode only: an account to try, with its password in the open. */
export const DemoAccount = Type.Object({
  name: Person.properties.name,
  password: Type.String(),
  title: Person.properties.title,
  role: Role,
  scope: Scope,
  opens: Type.Enum(['/', '/wall', '/phone']),
  /** The township or squad it is limited to; null is the whole district. */
  reach: Nullable(Words),
})
export type DemoAccount = Static<typeof DemoAccount>

/** Who did a thing, as a log line tells it. `clock` is time itself. */
export const Doer = Type.Object({
  personId: Nullable(Id('person')),
  title: Type.String(),
  role: Type.Enum([...roles, 'clock']),
})
export type Doer = Static<typeof Doer>
