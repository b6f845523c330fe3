import type { Alarm } from '@lianqin/shared/alarm'
import type { Incident } from '@lianqin/shared/incident'
import type { Matter } from '@lianqin/shared/matter'
import type { Offer } from '@lianqin/shared/offer'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Case, Setting } from '../src/dispatch/case-book.engine.ts'

// Rows as values, for tests of rules.

export const NOON = '2026-03-02T04:00:00.000Z'
export const after = (seconds: number) => toMoment(Date.parse(NOON) + seconds * 1000)

export const aMatter: Matter = {
  id: 'matter-e0406',
  code: 'E0406',
  kind: 'event',
  name: { zh: '占道经营', en: 'Street vending' },
  group: { zh: '街面秩序', en: 'Street order' },
  conditions: [
    {
      code: 'default',
      name: { zh: '占道经营', en: 'Street vending' },
      limit: { clock: 'work_hour', amount: 2 },
      urgent: false,
    },
  ],
  closing: [],
  itemId: null,
  departmentId: 'force-city',
  delegatedTo: ['area-gulin'],
}

export const aSetting = (change: Partial<Setting> = {}): Setting => {
  const made = { count: 0 }
  return {
    now: NOON,
    by: { personId: 'person-chen', title: '陈立', role: 'dispatcher' },
    matter: aMatter,
    calendar: {
      utcOffsetMinutes: 480,
      periods: [
        { from: 480, to: 720 },
        { from: 840, to: 1080 },
      ],
      holidays: [],
      makeUpDays: [],
    },
    answerWithinS: 120,
    freshId: (kind) => `${kind}-n${++made.count}`,
    ...change,
  }
}

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
  dueAt: null,
  handledAt: null,
  closedAt: OVER.includes(change.state ?? '') ? NOON : null,
  duplicateOf: null,
  relocated: false,
  version: 1,
  ...change,
})

export const aTask = (change: Partial<Task> = {}): Task => ({
  id: 'task-1',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  squadId: ['open', 'offered'].includes(change.state ?? 'open') ? null : 'squad-gulin-1',
  liaisonForceId: null,
  state: 'open',
  openedAt: NOON,
  acceptedAt: null,
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
  endedAt: ['made', 'delivered', 'seen'].includes(change.state ?? 'made') ? null : NOON,
  reason: null,
  byHand: false,
  why: [],
  distanceM: 100,
  minutes: 1,
  version: 1,
  ...change,
})

export const anAlarm = (change: Partial<Alarm> = {}): Alarm => ({
  id: 'alarm-1',
  kind: 'nobody-left',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
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
  ...held,
})

/** A ranking with these squads in this order; empty, with why there is nobody. */
export const aRecommendation = (...names: string[]): Recommendation => ({
  incidentId: 'incident-1',
  at: NOON,
  mode: 'empowered',
  liaisonForceId: null,
  ranked: names.map((name) => ({
    squadId: `squad-${name}`,
    competent: true,
    distanceM: 100,
    minutes: 1,
    load: 0,
    why: [{ code: 'area.empowered', params: {} }],
  })),
  passedOver: [],
  shortfalls: names.length > 0 ? [] : [{ code: 'short.nobody-left', params: { asked: 1 } }],
})
