import Type, { type Static } from 'typebox'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { GivenPlace, Latitude, Longitude } from './wire/place.ts'
import { Nullable, Remark } from './wire/words.ts'

// biome-ignore format: a table is read down its columns
export const incidentMachine = machine({
  states: ['reported', 'filed', 'dispatched', 'handled', 'closed', 'rejected', 'void', 'reopened'],
  initial: 'reported',
  moves: {
    file:     { from: ['reported'],                    to: 'filed',      by: ['dispatcher', 'shift-lead'] },
    reject:   { from: ['reported'],                    to: 'rejected',   by: ['dispatcher', 'shift-lead'], why: 'required' },
    void:     { from: ['reported', 'filed', 'dispatched', 'reopened'], to: 'void', by: ['dispatcher', 'shift-lead'], why: 'required' },
    dispatch: { from: ['filed', 'reopened'],           to: 'dispatched', by: ['clock'] },
    handle:   { from: ['dispatched'],                  to: 'handled',    by: ['clock'] },
    resume:   { from: ['handled'],                     to: 'dispatched', by: ['clock'] },
    close:    { from: ['handled'],                     to: 'closed',     by: ['dispatcher', 'shift-lead'] },
    reopen:   { from: ['closed', 'rejected'],          to: 'reopened',   by: ['shift-lead'], why: 'required' },
  },
})
export type IncidentState = (typeof incidentMachine.states)[number]
export type IncidentMove = (typeof incidentMachine.names)[number]

/** States in which an incident stands on a list and somebody owes it something. */
export const isOpenIncident = (state: IncidentState) => !['closed', 'rejected', 'void'].includes(state)

export const incidentSources = ['desk', 'hotline', 'patrol', 'video', 'platform', 'import'] as const

/** What happened: a city-management case, from the first report to the last word. Contact data never stands here. */
export const Incident = Type.Object({
  id: Id('incident'),
  /** The number people say to each other. Rising, not gapless. */
  no: Type.Integer({ minimum: 1 }),
  matterId: Id('matter'),
  areaId: Id('area'),
  state: Type.Enum(incidentMachine.states),
  urgent: Type.Boolean(),
  source: Type.Enum(incidentSources),
  /** The number under which another system knows it. */
  externalNo: Nullable(Type.String({ minLength: 1, maxLength: 60 })),
  lon: Longitude,
  lat: Latitude,
  address: Type.String({ maxLength: 200 }),
  description: Type.String({ maxLength: 2000 }),
  reportedAt: Moment,
  filedAt: Nullable(Moment),
  dueAt: Nullable(Moment),
  handledAt: Nullable(Moment),
  closedAt: Nullable(Moment),
  duplicateOf: Nullable(Id('incident')),
  /** Its place was moved into the demo district; time and matter are real. */
  relocated: Type.Boolean(),
  version: Type.Integer({ minimum: 1 }),
})
export type Incident = Static<typeof Incident>

/**
 * A report. Type and place suffice. `filed: true` says that whoever sends it also files it, which a dispatcher at the desk
 * does; otherwise it waits as `reported` for somebody to file, reject or void it.
 */
export const NewIncident = Command({
  matterId: Incident.properties.matterId,
  place: GivenPlace,
  address: Type.Optional(Incident.properties.address),
  description: Type.Optional(Incident.properties.description),
  source: Type.Optional(Type.Enum(['desk', 'hotline', 'patrol', 'video', 'platform'])),
  externalNo: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  urgent: Type.Optional(Type.Boolean()),
  filed: Type.Optional(Type.Boolean()),
})
export type NewIncident = Static<typeof NewIncident>

/** One step of the machine. `duplicateOf` belongs to `void`: the incident that this one repeats. */
export const MoveIncident = Command({
  move: Type.Enum(incidentMachine.names),
  version: Incident.properties.version,
  reason: Type.Optional(Remark),
  duplicateOf: Type.Optional(Id('incident')),
})
export type MoveIncident = Static<typeof MoveIncident>

/** One row of another system's export, already mapped. Times are the other system's and are kept. */
export const ImportedIncident = Command({
  line: Type.Integer({ minimum: 1 }),
  matterId: Incident.properties.matterId,
  place: GivenPlace,
  address: Incident.properties.address,
  description: Incident.properties.description,
  externalNo: Type.String({ minLength: 1, maxLength: 60 }),
  reportedAt: Moment,
  closedAt: Nullable(Moment),
  relocated: Type.Boolean(),
})
export type ImportedIncident = Static<typeof ImportedIncident>

export const ImportIncidents = Command({ rows: Type.Array(ImportedIncident, { minItems: 1, maxItems: 200 }) })
export type ImportIncidents = Static<typeof ImportIncidents>

/** What became of each row: imported, already known under its number, or refused with the code of the reason. */
export const ImportReceipt = Type.Object({
  imported: Type.Integer(),
  known: Type.Integer(),
  refused: Type.Array(Type.Object({ line: Type.Integer(), code: Type.String() })),
})
export type ImportReceipt = Static<typeof ImportReceipt>
