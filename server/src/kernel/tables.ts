import type { Alarm } from '@lianqin/shared/alarm'
import type { Approval } from '@lianqin/shared/approval'
import type { CatalogueBody } from '@lianqin/shared/catalogue'
import type { Decision } from '@lianqin/shared/decision'
import type { Device, HeardDevice, KeptDoubt, Stranger } from '@lianqin/shared/device'
import type { DutyTable } from '@lianqin/shared/duty'
import type { EventKind } from '@lianqin/shared/events'
import type { Handover } from '@lianqin/shared/handover'
import type { Incident } from '@lianqin/shared/incident'
import type { JobName } from '@lianqin/shared/jobs'
import type { Area, District, NamedPlace } from '@lianqin/shared/jurisdiction'
import type { CaseLead, LeadOmission } from '@lianqin/shared/lead'
import type { Matter } from '@lianqin/shared/matter'
import type { Offer } from '@lianqin/shared/offer'
import type { DutyPeriod, Officer } from '@lianqin/shared/officer'
import type { Party } from '@lianqin/shared/party'
import type { Doer, Person } from '@lianqin/shared/person'
import type { Photo } from '@lianqin/shared/photo'
import type { Arrival, FenceStay } from '@lianqin/shared/presence'
import type { DeskShift } from '@lianqin/shared/shift'
import type { Force, Squad } from '@lianqin/shared/squad'
import type { Supervision } from '@lianqin/shared/supervision'
import type { Task } from '@lianqin/shared/task'
import type { TrackRequest } from '@lianqin/shared/track/request'
import type { TrackDay, TrackView } from '@lianqin/shared/track/view'
import type { Fix, Unit } from '@lianqin/shared/unit'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { ColumnType, Generated } from 'kysely'

/** A jsonb column: read as its value, written as text, which both drivers take alike. */
export type Json<T> = ColumnType<T, string, string>

/** A row is its wire type, with the nested fields named that SQL keeps as jsonb. */
type Row<T, Nested extends keyof T = never> = Omit<T, Nested> & { [K in Nested]: Json<T[K]> }

/** Every table of the database, in the shape that queries see: camel case, moments as strings, bigint as numbers. */
export interface Tables {
  district: { id: string; body: Json<District> }
  area: Row<Area, 'name' | 'short' | 'centre' | 'rings'>
  place: Row<NamedPlace, 'name'>
  force: Row<Force, 'name' | 'short'>
  matter: Row<Matter, 'name' | 'group' | 'conditions' | 'closing' | 'delegatedTo'>
  catalogue: { version: number; loadedAt: Moment; body: Json<CatalogueBody> }
  squad: Row<Squad, 'name'>
  officer: Row<Officer, 'licenceScope'>
  dutyPeriod: DutyPeriod
  deskShift: DeskShift
  handover: Row<Handover, 'open'>
  dutyTable: Row<DutyTable, 'points'>
  unit: Row<Unit, 'name'>
  fix: Fix
  device: Omit<Device, 'terminal'> & {
    terminal: ColumnType<Device['terminal'], string | null, string | null>
    secretHash: string
  }
  deviceHearing: Pick<HeardDevice, 'taken'> & {
    deviceId: Device['id']
    heardAt: Moment | null
    refused: Json<HeardDevice['refused']>
    told: Json<HeardDevice['told']>
    alarms: Json<HeardDevice['alarms']>
    called: Json<HeardDevice['called']>
  }
  doubt: KeptDoubt & { id: Generated<number> }
  stranger: Stranger
  /** Also of who has left, so that what another server saw before is known to be old. */
  fenceStay: FenceStay & { leftAt: Moment | null }
  arrival: Arrival
  trackPiece: {
    writer: string
    no: number
    unitId: Unit['id']
    fromAt: Moment
    writtenAt: Generated<Moment>
    body: Uint8Array
  }
  trackChunk: { fromAt: Moment; unitId: Unit['id']; body: Uint8Array }
  trackView: Row<TrackView, 'unitIds'>
  trackRequest: Row<TrackRequest, 'parts'>
  /** Of days that are dropped, for the cases they belong to. */
  trackKept: { fromAt: Moment; unitId: Unit['id']; body: Uint8Array; incidentIds: Json<Incident['id'][]> }
  trackDay: TrackDay
  person: Row<Person, 'scope'> & { passwordHash: string }
  session: { tokenHash: string; personId: Person['id']; createdAt: Moment; expiresAt: Moment }
  incident: Omit<Incident, 'slots' | 'limit'> & {
    slots: Json<Incident['slots']>
    limit: ColumnType<Incident['limit'], string | null, string | null>
  }
  task: Task
  taskCrew: { taskId: Task['id']; officerId: Officer['id']; putAt: Moment }
  offer: Row<Offer, 'why'>
  alarm: Alarm
  approval: Approval
  supervision: Row<Supervision, 'limit'>
  photo: Photo
  photoContent: { photoId: Photo['id']; content: Uint8Array }
  party: Party & { nameKey: string }
  /** With what is kept of it and never told to a screen by itself. */
  lead: Row<CaseLead, 'photoIds'> & { note: string }
  decision: Row<Decision, 'officerIds'> & {
    corrected: boolean | null
    minor: boolean | null
    note: string
    extendedFor: string | null
  }
  omission: LeadOmission
  timer: {
    id: string
    kind: JobName
    ref: Json<unknown>
    version: number
    dueAt: Moment
    firedAt: Moment | null
    late: boolean
    attempts: number
    retryAt: Moment | null
  }
  idempotency: { personId: string; key: string; fingerprint: string; answer: Json<unknown> | null; at: Moment }
  districtLog: { districtId: string; lastSeq: number; lastHash: string; logId: Generated<string> }
  eventLog: {
    districtId: string
    seq: number
    at: Moment
    kind: EventKind
    doer: Json<Doer>
    audience: Json<string[]>
    incidentId: string | null
    body: Json<unknown>
    hash: string
  }
}
