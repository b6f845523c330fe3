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
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'

import { CELL, SOUTH, WEST } from './district.ts'

/* Made-up rows that are valid on the wire, for tests of every screen. */

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
/** 14:09:06 in the district. */
export const NOW: Moment = '2026-11-24T06:09:06.000Z'
export const before = (ms: number, at: Moment = NOW): Moment => toMoment(Date.parse(at) - ms)

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
  unitId: null,
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
