import Type, { type Static } from 'typebox'
import { Limit } from './calendar.ts'
import { OpenLead } from './lead.ts'
import { ConditionCode } from './matter.ts'
import { Slot } from './plan.ts'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { GivenPlace, Latitude, Longitude } from './wire/place.ts'
import { Nullable, Remark } from './wire/words.ts'

// biome-ignore format: a table is read down its columns
export const incidentMachine = machine({
  states: ['reported', 'filed', 'dispatched', 'suspended', 'handled', 'closed', 'rejected', 'void', 'reopened'],
  initial: 'reported',
  moves: {
    file:       { from: ['reported'],                    to: 'filed',      by: ['dispatcher', 'shift-lead'] },
    reject:     { from: ['reported'],                    to: 'rejected',   by: ['dispatcher', 'shift-lead'], why: 'required' },
    void:       { from: ['reported', 'filed', 'dispatched', 'suspended', 'reopened'], to: 'void', by: ['dispatcher', 'shift-lead'], why: 'required' },
    unmerge:    { from: ['void'],                        to: 'reopened',   by: ['dispatcher', 'shift-lead'], why: 'required' },
    dispatch:   { from: ['filed', 'reopened'],           to: 'dispatched', by: ['clock'] },
    handle:     { from: ['dispatched'],                  to: 'handled',    by: ['clock'] },
    resume:     { from: ['handled'],                     to: 'dispatched', by: ['clock'] },
    // Approved first: an extension, a stopped clock and an end by decree are asked for (see approval.ts), never just done.
    extend:     { from: ['filed', 'dispatched', 'reopened'], to: 'same',   by: ['clock'] },
    suspend:    { from: ['filed', 'dispatched', 'reopened'], to: 'suspended', by: ['clock'] },
    takeUp:     { from: ['suspended'],                   to: 'filed',      by: ['clock', 'dispatcher', 'shift-lead'] },
    forceClose: { from: ['filed', 'dispatched', 'suspended', 'handled', 'reopened'], to: 'closed', by: ['clock'] },
    raise:      { from: ['filed', 'dispatched', 'reopened'], to: 'same',   by: ['dispatcher', 'shift-lead'] },
    close:      { from: ['handled'],                     to: 'closed',     by: ['dispatcher', 'shift-lead'] },
    reopen:     { from: ['closed', 'rejected'],          to: 'reopened',   by: ['shift-lead', 'centre-head'], why: 'required' },
  },
})
export type IncidentState = (typeof incidentMachine.states)[number]
export type IncidentMove = (typeof incidentMachine.names)[number]

/** States in which an incident stands on a list and somebody owes it something. */
export const isOpenIncident = (state: IncidentState) => !['closed', 'rejected', 'void'].includes(state)

/** States in which a case waits for squads: its places are filled, and filled again. */
export const awaitsSquads = (state: IncidentState) =>
  state === 'filed' || state === 'dispatched' || state === 'reopened'

/** How a case ended. A violation owes a lead to the case centre, or a reason why there is none (DOMAIN F58). */
export const outcomes = ['settled', 'unfounded', 'violation', 'forced'] as const

export const incidentSources = ['desk', 'hotline', 'patrol', 'video', 'platform', 'import'] as const

/** What happened: a city-management case, from the first report to the last word. Contact data never stands here. */
export const Incident = Type.Object({
  id: Id('incident'),
  /** The number people say to each other. Rising, not gapless. */
  no: Type.Integer({ minimum: 1 }),
  matterId: Id('matter'),
  /** The edition of the catalogue it was opened under, and keeps. */
  catalogueVersion: Type.Integer({ minimum: 1 }),
  /** The filing condition it was filed under; null until then. */
  conditionCode: Nullable(ConditionCode),
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
  /** The limit it was filed under; one extension adds as much again. */
  limit: Nullable(Limit),
  /** When it must be handled; null before it is filed and while its clock stands. */
  dueAt: Nullable(Moment),
  /** How often it was extended. */
  extensions: Type.Integer({ minimum: 0, maximum: 2 }),
  /** While suspended: what was left when the clock stopped, in milliseconds of its own clock. */
  leftMs: Nullable(Type.Integer({ minimum: 0 })),
  suspendedUntil: Nullable(Moment),
  /** Squads that answered before this moment may be asked again. */
  askedSince: Nullable(Moment),
  /** The places to fill, from its run card; empty until it is filed. */
  slots: Type.Array(Slot, { maxItems: 60 }),
  cardId: Nullable(Type.String()),
  /** How far its alarm was raised; 0 until it is filed. */
  level: Type.Integer({ minimum: 0, maximum: 5 }),
  handledAt: Nullable(Moment),
  closedAt: Nullable(Moment),
  outcome: Nullable(Type.Enum(outcomes)),
  /** What of the class's closing conditions it was closed by. */
  closingCode: Nullable(ConditionCode),
  duplicateOf: Nullable(Id('incident')),
  /** A major incident, to which others may belong. */
  major: Type.Boolean(),
  /** The major incident it belongs to. */
  partOf: Nullable(Id('incident')),
  /** Its place was moved into the demo district; time and matter are real. */
  relocated: Type.Boolean(),
  version: Type.Integer({ minimum: 1 }),
})
export type Incident = Static<typeof Incident>

/**
 * A report. Type and place suffice. `filed: true` says that whoever sends it also files it, which a dispatcher at the desk
 * does; otherwise it waits as `reported` for somebody to file, reject or void it. `duplicateOf` adds the report to the case it
 * repeats in the same step, with a `reason`: it is kept as void, and nobody is asked about it.
 */
export const NewIncident = Command({
  matterId: Incident.properties.matterId,
  conditionCode: Type.Optional(ConditionCode),
  place: GivenPlace,
  address: Type.Optional(Incident.properties.address),
  description: Type.Optional(Incident.properties.description),
  source: Type.Optional(Type.Enum(['desk', 'hotline', 'patrol', 'video', 'platform'])),
  externalNo: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  urgent: Type.Optional(Type.Boolean()),
  filed: Type.Optional(Type.Boolean()),
  duplicateOf: Type.Optional(Id('incident')),
  reason: Type.Optional(Remark),
})
export type NewIncident = Static<typeof NewIncident>

/**
 * One step of the machine. `duplicateOf` belongs to `void`: the incident that this one repeats; both reports are kept.
 * `conditionCode` belongs to `file`, by default the one reported or the matter's first; `outcome` to `close`, by default
 * `settled`, and `closingCode`, by default the matter's first closing condition if it has any. With the outcome `violation`
 * it may hand the case over to the case centre in the same step, by `lead`.
 */
export const MoveIncident = Command({
  move: Type.Enum(incidentMachine.names),
  version: Incident.properties.version,
  reason: Type.Optional(Remark),
  duplicateOf: Type.Optional(Id('incident')),
  conditionCode: Type.Optional(ConditionCode),
  outcome: Type.Optional(Type.Enum(['settled', 'unfounded', 'violation'])),
  closingCode: Type.Optional(ConditionCode),
  lead: Type.Optional(OpenLead),
})
export type MoveIncident = Static<typeof MoveIncident>

/** What may be corrected without moving the case. `partOf` names the major incident it belongs to, null takes it out. */
export const AmendIncident = Command({
  version: Incident.properties.version,
  urgent: Type.Optional(Type.Boolean()),
  major: Type.Optional(Type.Boolean()),
  partOf: Type.Optional(Nullable(Id('incident'))),
})
export type AmendIncident = Static<typeof AmendIncident>

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
