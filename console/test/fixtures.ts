import type { Alarm } from '@lianqin/shared/alarm'
import type { Approval } from '@lianqin/shared/approval'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Doer } from '@lianqin/shared/person'
import { soleSlot } from '@lianqin/shared/plan'
import type { Supervision } from '@lianqin/shared/supervision'
import type { Task } from '@lianqin/shared/task'
import type { Fix } from '@lianqin/shared/unit'
import type { Snapshot } from '@lianqin/shared/wall'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'

import type { IncidentDetail } from '../src/incident/incident.store.ts'
import { areas, CELL, cell, matters, SOUTH, squads, units, WEST } from './district.ts'

/*
 * Made-up rows that are valid on the wire, for tests of every screen. The same seed makes the same rows;
 * `aSnapshot` fills the district of district.ts with so many incidents at one moment.
 */

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
/** 14:09:06 in the district. */
export const NOW: Moment = '2026-11-24T06:09:06.000Z'
export const before = (ms: number, at: Moment = NOW): Moment => toMoment(Date.parse(at) - ms)

/** Numbers between 0 and 1 that only look like chance (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const anIncident = (over: Partial<Incident> = {}): Incident => ({
  id: `incident-${over.no ?? 1}`,
  no: 1,
  matterId: 'matter-e0406',
  areaId: 'area-gulin',
  state: 'filed',
  urgent: false,
  source: 'hotline',
  externalNo: null,
  lon: WEST + CELL / 2,
  lat: SOUTH + CELL / 2,
  address: '布政路 12 号',
  description: '',
  reportedAt: before(10 * MINUTE),
  filedAt: before(9 * MINUTE),
  dueAt: before(-4 * HOUR),
  handledAt: null,
  closedAt: null,
  catalogueVersion: 1,
  conditionCode: 'default',
  limit: { clock: 'urgent_hour', amount: 4 },
  extensions: 0,
  leftMs: null,
  suspendedUntil: null,
  askedSince: null,
  slots: [soleSlot(1)],
  cardId: null,
  level: 1,
  outcome: null,
  closingCode: null,
  major: false,
  partOf: null,
  duplicateOf: null,
  relocated: false,
  version: 1,
  ...over,
})

export const aTask = (over: Partial<Task> = {}): Task => ({
  id: 'task-1',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  squadId: null,
  slot: '1',
  part: 'lead',
  liaisonForceId: null,
  state: 'open',
  openedAt: before(9 * MINUTE),
  acceptedAt: null,
  unacknowledgedAt: null,
  departedAt: null,
  arrivedAt: null,
  handledAt: null,
  result: null,
  version: 1,
  ...over,
})

export const anOffer = (over: Partial<Offer> = {}): Offer => ({
  id: 'offer-1',
  taskId: 'task-1',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  squadId: 'squad-gulin-1',
  state: 'delivered',
  madeAt: before(30_000),
  answerBy: before(-90_000),
  deliveredAt: before(29_000),
  seenAt: null,
  remindedAt: null,
  endedAt: null,
  reason: null,
  byHand: false,
  broadcast: false,
  proposedId: null,
  place: 1,
  why: [{ code: 'area.empowered', params: { areaZh: '古林', areaEn: 'Gulin' } }],
  distanceM: 1100,
  minutes: 4,
  version: 1,
  ...over,
})

export const anAlarm = (over: Partial<Alarm> = {}): Alarm => ({
  id: 'alarm-1',
  kind: 'nobody-left',
  taskId: null,
  level: 'shift-lead',
  climbAt: null,
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  state: 'raised',
  raisedAt: before(3 * MINUTE),
  ownerId: null,
  ownerTitle: null,
  ownedAt: null,
  clearedAt: null,
  reason: null,
  version: 1,
  ...over,
})

export const aSupervision = (over: Partial<Supervision> = {}): Supervision => ({
  id: 'supervision-1',
  kind: 'order',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  squadId: 'squad-gulin-1',
  state: 'issued',
  text: '请说明超期原因',
  limit: { clock: 'urgent_hour', amount: 4 },
  issuedAt: before(HOUR),
  issuedByTitle: '周敏',
  dueAt: before(-3 * HOUR),
  acknowledgedAt: null,
  answeredAt: null,
  answer: null,
  overrunAt: null,
  endedAt: null,
  version: 1,
  ...over,
})

export const anApproval = (over: Partial<Approval> = {}): Approval => ({
  id: 'approval-1',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  subject: 'extend',
  step: 1,
  role: 'shift-lead',
  state: 'asked',
  askedAt: before(MINUTE),
  askedById: 'person-gulin-1',
  askedByTitle: '古林一队队长',
  squadId: 'squad-gulin-1',
  reason: '等待材料或配件',
  until: null,
  endedAt: null,
  endedByTitle: null,
  decision: null,
  version: 1,
  ...over,
})

export const aFix = (over: Partial<Fix> = {}): Fix => ({
  unitId: 'unit-gulin-1',
  at: before(4_000),
  lon: WEST + CELL / 3,
  lat: SOUTH + CELL / 3,
  accuracyM: 8,
  speedMps: 6,
  headingDeg: 45,
  ...over,
})

export const clockDoer: Doer = { personId: null, title: 'clock', role: 'clock' }
export const dispatcherDoer: Doer = { personId: 'person-chen', title: '陈立', role: 'dispatcher' }

export const anEvent = (over: Partial<LoggedEvent> = {}): LoggedEvent =>
  ({
    seq: 1,
    at: NOW,
    kind: 'incident.reported',
    by: dispatcherDoer,
    body: { incident: anIncident() },
    ...over,
  }) as LoggedEvent

/** So many incidents over the district: one in eight overdue, one in eight due within minutes, one in sixteen urgent. */
export function manyIncidents(count: number, seed = 7): Incident[] {
  const chance = seeded(seed)
  return Array.from({ length: count }, (_, index) => {
    const area = Math.floor(chance() * areas.length)
    const { lon, lat } = cell(area)
    const late = index % 8 === 0
    const due = index % 8 === 1
    return anIncident({
      id: `incident-${index + 1}`,
      no: index + 1,
      matterId: matters[index % matters.length]?.id ?? 'matter-e0406',
      areaId: areas[area]?.id ?? 'area-gulin',
      state: index % 2 === 0 ? 'filed' : 'dispatched',
      urgent: index % 16 === 3,
      lon: lon + chance() * CELL,
      lat: lat + chance() * CELL,
      reportedAt: before(4 * HOUR),
      filedAt: before(4 * HOUR),
      dueAt: late ? before(20 * MINUTE) : due ? before(-10 * MINUTE) : before(-20 * HOUR),
    })
  })
}

/** A place for every unit, all fresh unless said otherwise. */
export function manyFixes(seed = 11, at: Moment = before(4_000)): Fix[] {
  const chance = seeded(seed)
  return units.map((unit) => {
    const squad = squads.find((candidate) => candidate.id === unit.squadId)
    const area = areas.findIndex((candidate) => candidate.id === squad?.areaId)
    const { lon, lat } = cell(Math.max(0, area))
    return aFix({
      unitId: unit.id,
      at,
      lon: lon + chance() * CELL,
      lat: lat + chance() * CELL,
      headingDeg: chance() * 360,
    })
  })
}

/** Everything about a case, as the server tells it. */
export const aCaseFile = (incident: Incident, over: Partial<IncidentDetail> = {}): IncidentDetail => ({
  incident,
  tasks: [],
  offers: [],
  alarms: [],
  approvals: [],
  supervisions: [],
  photos: [],
  lead: null,
  omission: null,
  repeats: [],
  linked: [],
  timeline: [],
  ...over,
})

export const aSnapshot = (count: number, over: Partial<Snapshot> = {}): Snapshot => ({
  seq: count,
  at: NOW,
  incidents: manyIncidents(count),
  tasks: [],
  offers: [],
  alarms: [],
  squads,
  approvals: [],
  supervisions: [],
  recent: [],
  ...over,
})
