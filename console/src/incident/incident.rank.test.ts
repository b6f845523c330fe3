import type { Incident } from '@lianqin/shared/incident'
import { soleSlot } from '@lianqin/shared/plan'
import { describe, expect, it } from 'vitest'
import { byShare, byUrgency, standingOf } from './incident.rank.ts'

const filedAt = '2026-11-24T06:00:00.000Z'
const dueAt = '2026-11-24T08:00:00.000Z'

const anIncident = (of: Partial<Incident> = {}): Incident => ({
  id: 'incident-1',
  no: 1,
  matterId: 'matter-e0505',
  areaId: 'area-gulin',
  state: 'filed',
  urgent: false,
  source: 'desk',
  externalNo: null,
  lon: 121.4,
  lat: 29.8,
  address: '',
  description: '',
  reportedAt: filedAt,
  filedAt,
  dueAt,
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
  handledAt: null,
  closedAt: null,
  duplicateOf: null,
  relocated: false,
  version: 1,
  ...of,
})

describe('a case on its list', () => {
  it('stands behind urgent ones, then by what is left', () => {
    const late = anIncident({ no: 1, dueAt: '2026-11-24T09:00:00.000Z' })
    const soon = anIncident({ no: 2 })
    const urgent = anIncident({ no: 3, urgent: true, dueAt: '2026-11-25T09:00:00.000Z' })
    expect([late, soon, urgent].sort(byUrgency).map((one) => one.no)).toEqual([3, 2, 1])
  })

  it('stands by the share of its own clock, where a seat wants that: urgent ones first, then what has no clock yet', () => {
    const shares = new Map([
      [1, 0.1],
      [2, -0.2],
      [3, 0.8],
    ])
    const rows = [1, 2, 3, 4].map((no) => anIncident({ no, urgent: no === 3 }))
    expect(rows.sort(byShare(({ no }) => shares.get(no) ?? null)).map((one) => one.no)).toEqual([3, 4, 2, 1])
  })

  it('stands last while it is suspended, urgent or not', () => {
    const suspended = anIncident({ no: 1, urgent: true, state: 'suspended', dueAt: null })
    const rows = [suspended, anIncident({ no: 2 }), anIncident({ no: 3, urgent: true })]
    expect(rows.toSorted(byUrgency).map((one) => one.no)).toEqual([3, 2, 1])
    expect(rows.toSorted(byShare(() => 0.5)).map((one) => one.no)).toEqual([3, 2, 1])
  })

  it('is pending while it is to be filed, or dispatched and held by nobody and held out to nobody', () => {
    expect(standingOf(anIncident({ state: 'reported' }), [], [])).toBe('pending')
    expect(standingOf(anIncident({ state: 'dispatched' }), [], [])).toBe('pending')
    expect(standingOf(anIncident({ state: 'handled' }), [], [])).toBe('active')
    expect(standingOf(anIncident({ state: 'void' }), [], [])).toBe('closed')
    expect(standingOf(anIncident({ state: 'suspended' }), [], [])).toBe('suspended')
  })
})
