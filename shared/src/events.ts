import Type, { type Static } from 'typebox'
import { Alarm } from './alarm.ts'
import { Approval } from './approval.ts'
import { TaskCrew } from './crew.ts'
import { Decision } from './decision.ts'
import { Device } from './device.ts'
import { DutyTable } from './duty.ts'
import { Handover } from './handover.ts'
import { Incident } from './incident.ts'
import { CaseLead, LeadOmission } from './lead.ts'
import { Note } from './note.ts'
import { Offer } from './offer.ts'
import { DutyPeriod, Officer } from './officer.ts'
import { Party } from './party.ts'
import { Doer, Person } from './person.ts'
import { Photo } from './photo.ts'
import { Arrival, Passage } from './presence.ts'
import { DeskShift } from './shift.ts'
import { Squad } from './squad.ts'
import { Supervision } from './supervision.ts'
import { Task } from './task.ts'
import { ToldRequest, TrackRequest } from './track/request.ts'
import { PurgeReport, TakenFile, TrackView } from './track/view.ts'
import { Moment } from './wire/moment.ts'
import { Nullable, Remark, Words } from './wire/words.ts'

/** What a move says of itself besides the row it leaves: which it was, why, and when by the phone's own clock. */
const Moved = { move: Type.String(), reason: Nullable(Remark), deviceAt: Nullable(Moment) }

/**
 * Every fact the log can hold: kind to the schema of its body. A body carries whole rows as they stand after the fact, so
 * that a reader replaces rows by version and never has to add anything up. Rows in one body share one audience.
 */
export const events = {
  'district.loaded': Type.Object({ districtId: Type.String(), areas: Type.Integer(), squads: Type.Integer() }),
  'catalogue.loaded': Type.Object({
    version: Type.Integer({ minimum: 1 }),
    name: Words,
    matters: Type.Integer(),
    items: Type.Integer(),
  }),
  'incident.reported': Type.Object({ incident: Incident }),
  'incident.imported': Type.Object({ incident: Incident }),
  'incident.moved': Type.Object({ ...Moved, incident: Incident }),
  'incident.amended': Type.Object({ incident: Incident }),
  'incident.noted': Type.Object({ note: Note }),
  /** A joint call-out has another lead, or none: its members work under it. Names are read with the case's file. */
  'incident.led': Type.Object({ incidentId: Incident.properties.id, squadId: Nullable(Squad.properties.id) }),
  'task.opened': Type.Object({ task: Task }),
  'task.moved': Type.Object({ ...Moved, task: Task }),
  /** A row that stands, to a squad that may read it from now on: nothing has changed. */
  'task.shown': Type.Object({ task: Task }),
  'offer.made': Type.Object({ offer: Offer, task: Task, incident: Incident }),
  'offer.moved': Type.Object({ ...Moved, offer: Offer, task: Task }),
  'alarm.raised': Type.Object({ alarm: Alarm }),
  'alarm.moved': Type.Object({ ...Moved, alarm: Alarm }),
  'approval.asked': Type.Object({ approval: Approval }),
  'approval.moved': Type.Object({ ...Moved, approval: Approval }),
  'supervision.issued': Type.Object({ supervision: Supervision }),
  'supervision.moved': Type.Object({ ...Moved, supervision: Supervision }),
  'photo.added': Type.Object({ photo: Photo }),
  'lead.opened': Type.Object({ lead: CaseLead }),
  'lead.moved': Type.Object({ ...Moved, lead: CaseLead }),
  'lead.omitted': Type.Object({ omission: LeadOmission }),
  'decision.made': Type.Object({ decision: Decision, lead: CaseLead }),
  /** That somebody looked at a party in full; told to no screen. */
  'party.disclosed': Type.Object({ partyId: Party.properties.id, leadId: CaseLead.properties.id }),
  'squad.moved': Type.Object({ ...Moved, squad: Squad }),
  'officer.added': Type.Object({ officer: Officer }),
  'officer.moved': Type.Object({ ...Moved, officer: Officer }),
  'task.crewed': TaskCrew,
  'shift.moved': Type.Object({ ...Moved, shift: DeskShift }),
  'handover.offered': Type.Object({ handover: Handover }),
  'handover.moved': Type.Object({ ...Moved, handover: Handover }),
  'duty.table-added': Type.Object({ table: DutyTable }),
  'duty.table-moved': Type.Object({ ...Moved, table: DutyTable }),
  'duty.began': Type.Object({ periods: Type.Array(DutyPeriod) }),
  'duty.ended': Type.Object({ periods: Type.Array(DutyPeriod) }),
  'device.added': Type.Object({ device: Device }),
  'device.moved': Type.Object({ ...Moved, device: Device }),
  'unit.passed': Type.Object({ passage: Passage }),
  'task.arrival-seen': Type.Object({ arrival: Arrival }),
  /** It is proposed no longer: the squad said no, or has left again. */
  'task.arrival-over': Type.Object({ arrival: Arrival }),
  'track.viewed': Type.Object({ view: TrackView }),
  /** A file of tracks was given out, or broke off. */
  'track.taken': Type.Object({ file: TakenFile }),
  'track.asked': Type.Object({ request: TrackRequest }),
  'track.request-moved': Type.Object({ ...Moved, request: TrackRequest }),
  /** How a request stands, to one squad that it is about: no more of it than concerns that squad. */
  'track.request-told': Type.Object({ told: ToldRequest }),
  'track.purged': Type.Object({ report: PurgeReport }),
  'person.added': Type.Object({ person: Person }),
  'person.moved': Type.Object({ ...Moved, person: Person }),
} as const

export type EventKind = keyof typeof events
export type EventBody<K extends EventKind> = Static<(typeof events)[K]>
export const eventKinds = Object.keys(events) as EventKind[]

/** One line of the log as a reader gets it. `seq` is commit order within the district, without gaps. */
export type LoggedEvent = {
  [K in EventKind]: { seq: number; at: Moment; kind: K; by: Doer; body: EventBody<K> }
}[EventKind]

/** The same as a schema, for answers: the body's own schema is chosen by the kind. */
export const LoggedEventShape = Type.Object({
  seq: Type.Integer({ minimum: 1 }),
  at: Moment,
  kind: Type.Enum(eventKinds),
  by: Doer,
  body: Type.Unsafe<unknown>(Type.Object({}, { additionalProperties: true })),
})
