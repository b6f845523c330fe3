import type { Alarm } from '@lianqin/shared/alarm'
import type { Approval } from '@lianqin/shared/approval'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import { soleSlot } from '@lianqin/shared/plan'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import type { Supervision } from '@lianqin/shared/supervision'
import type { Task } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Case } from '../src/dispatch/case-book.engine.ts'

// Rows as values, for tests of rules.

export const NOON = '2026-03-02T04:00:00.000Z'
export const after = (seconds: number) => toMoment(Date.parse(NOON) + seconds * 1000)

const OVER = ['closed', 'rejected', 'void']

export const anIncident = (change: Partial<Incident> = {}): Incident => ({
  id: 'incident-1',
  no: 1,
  matterId: 'matter-e0406',
  areaId: 'area-gulin',
  state: 'dispatched',
  urgent: false,
  source: 'desk',
  externalNo: null,
  lon: 121.4426,
  lat: 29.832,
  address: '',
  description: '',
  reportedAt: NOON,
  filedAt: change.state === 'reported' ? null : NOON,
  catalogueVersion: 1,
  conditionCode: change.state === 'reported' ? null : 'default',
  limit: change.state === 'reported' ? null : { clock: 'work_hour', amount: 2 },
  dueAt: ['reported', 'suspended'].includes(change.state ?? '') ? null : after(7200),
  extensions: 0,
  leftMs: change.state === 'suspended' ? 3_600_000 : null,
  suspendedUntil: change.state === 'suspended' ? after(86_400) : null,
  askedSince: change.state === 'reported' ? null : NOON,
  slots: change.state === 'reported' ? [] : [soleSlot(1)],
  cardId: null,
  level: change.state === 'reported' ? 0 : 1,
  handledAt: null,
  closedAt: OVER.includes(change.state ?? '') ? NOON : null,
  outcome: change.state === 'closed' ? 'settled' : null,
  closingCode: null,
  duplicateOf: null,
  major: false,
  partOf: null,
  relocated: false,
  version: 1,
  ...change,
})

export const aTask = (change: Partial<Task> = {}): Task => ({
  id: 'task-1',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  squadId: ['open', 'offered'].includes(change.state ?? 'open') ? null : 'squad-gulin-1',
  slot: '1',
  part: 'lead',
  liaisonForceId: null,
  state: 'open',
  openedAt: NOON,
  acceptedAt: null,
  unacknowledgedAt: null,
  departedAt: null,
  arrivedAt: null,
  handledAt: null,
  result: null,
  version: 1,
  ...change,
})

export const anOffer = (change: Partial<Offer> = {}): Offer => ({
  id: 'offer-1',
  taskId: 'task-1',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  squadId: 'squad-gulin-1',
  state: 'made',
  madeAt: NOON,
  answerBy: after(120),
  deliveredAt: null,
  seenAt: null,
  remindedAt: null,
  endedAt: ['made', 'delivered', 'seen'].includes(change.state ?? 'made') ? null : NOON,
  reason: null,
  byHand: false,
  broadcast: false,
  proposedId: null,
  place: 1,
  why: [],
  distanceM: 100,
  minutes: 1,
  version: 1,
  ...change,
})

export const anAlarm = (change: Partial<Alarm> = {}): Alarm => ({
  id: 'alarm-1',
  kind: 'nobody-left',
  taskId: null,
  level: 'shift-lead',
  climbAt: null,
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  unitId: null,
  state: 'raised',
  raisedAt: NOON,
  ownerId: change.state === 'owned' ? 'person-zhou' : null,
  ownerTitle: change.state === 'owned' ? '周敏' : null,
  ownedAt: change.state === 'owned' ? NOON : null,
  clearedAt: change.state === 'cleared' ? NOON : null,
  reason: null,
  version: 1,
  ...change,
})

export const anApproval = (change: Partial<Approval> = {}): Approval => ({
  id: 'approval-1',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  subject: 'extend',
  step: 1,
  role: 'shift-lead',
  state: 'asked',
  askedAt: NOON,
  askedById: 'person-chen',
  askedByTitle: '陈立',
  squadId: null,
  reason: '需等部门会签',
  until: null,
  endedAt: (change.state ?? 'asked') === 'asked' ? null : NOON,
  endedByTitle: null,
  decision: null,
  version: 1,
  ...change,
})

export const aSupervision = (change: Partial<Supervision> = {}): Supervision => ({
  id: 'supervision-1',
  kind: 'order',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  squadId: 'squad-gulin-1',
  state: 'issued',
  text: '请说明超期原因',
  limit: { clock: 'work_hour', amount: 4 },
  issuedAt: NOON,
  issuedByTitle: '周敏',
  dueAt: after(14_400),
  acknowledgedAt: null,
  answeredAt: change.state === 'answered' ? NOON : null,
  answer: null,
  overrunAt: null,
  endedAt: ['closed', 'withdrawn'].includes(change.state ?? '') ? NOON : null,
  version: 1,
  ...change,
})

export const aSquad = (name: string, change: Partial<Squad> = {}): Squad => ({
  id: `squad-${name}`,
  forceId: 'force-gulin',
  areaId: 'area-gulin',
  name: { zh: name, en: name },
  state: 'on-duty',
  crew: null,
  licensed: null,
  version: 1,
  ...change,
})

export const aCase = (held: Partial<Case> = {}): Case => ({
  incident: anIncident(),
  tasks: [],
  offers: [],
  alarms: [],
  approvals: [],
  supervisions: [],
  ...held,
})

/** A ranking with these squads in this order; empty, with why there is nobody. */
export const aRecommendation = (...names: string[]): Recommendation => ({
  incidentId: 'incident-1',
  slot: soleSlot(1),
  at: NOON,
  mode: 'empowered',
  liaisonForceId: null,
  ranked: names.map((name) => ({
    squadId: `squad-${name}`,
    competent: true,
    unitId: `unit-${name}` as const,
    distanceM: 100,
    minutes: 1,
    load: 0,
    why: [{ code: 'area.empowered', params: {} }],
  })),
  passedOver: [],
  shortfalls: names.length > 0 ? [] : [{ code: 'short.nobody-left', params: { asked: 1 } }],
})
