import Type, { type Static } from 'typebox'
import { Officer } from './officer.ts'
import { Task } from './task.ts'
import { Command } from './wire/command.ts'
import { Moment } from './wire/moment.ts'
import { Nullable } from './wire/words.ts'

/** Who of the squad is on a task. Of the person only the name goes out: whoever may see the task may see this. */
export const CrewMember = Type.Object({ id: Officer.properties.id, name: Officer.properties.name })
export type CrewMember = Static<typeof CrewMember>

export const TaskCrew = Type.Object({ task: Task, officers: Type.Array(CrewMember) })
export type TaskCrew = Static<typeof TaskCrew>

/** The whole crew as it shall be, decided on that version of the task; an empty list takes everybody off. */
export const SetCrew = Command({
  version: Task.properties.version,
  officerIds: Type.Array(Officer.properties.id, { maxItems: 60, uniqueItems: true }),
})
export type SetCrew = Static<typeof SetCrew>

/**
 * The share of the force that was on duty in townships at a moment (镇街在岗率): people on duty with a township's squad
 * over all people on duty. Squads that were on duty without telling who was there are counted apart.
 */
export const DutyShare = Type.Object({
  at: Moment,
  inTownships: Type.Integer({ minimum: 0 }),
  onDuty: Type.Integer({ minimum: 0 }),
  /** 0 to 1; null while nobody was on duty. */
  share: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
  untoldSquads: Type.Integer({ minimum: 0 }),
})
export type DutyShare = Static<typeof DutyShare>
