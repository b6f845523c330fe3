import type { Incident } from '@lianqin/shared/incident'
import { describe, expect, it } from 'vitest'
import { byUrgency, clockOf, standingOf } from './incident.rank.ts'

const filedAt = '2026-11-24T06:00:00.000Z'
const dueAt = '2026-11-24T08:00:00.000Z'
const at = (time: string) => Date.parse(`2026-11-24T${time}.000Z`)

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
  handledAt: null,
  closedAt: null,
  duplicateOf: null,
  relocated: false,
  version: 1,
  ...of,
})

describe('a case and its clock', () => {
  it('is calm, then due soon from the last quarter on, then over', () => {
    expect(clockOf(anIncident(), at('07:29:59')).urgency).toBe('calm')
    expect(clockOf(anIncident(), at('07:30:00')).urgency).toBe('due')
    expect(clockOf(anIncident(), at('08:00:00')).urgency).toBe('due')
    expect(clockOf(anIncident(), at('08:00:01')).urgency).toBe('over')
  })

  it('stops at the moment it was handled', () => {
    const handled = anIncident({ state: 'handled', handledAt: '2026-11-24T06:30:00.000Z' })
    expect(clockOf(handled, at('20:00:00'))).toMatchObject({ urgency: 'calm', share: 0.75 })
  })

  it.each(['void', 'rejected', 'closed'] as const)('no longer runs once it is over (%s)', (state) => {
    const stopped = clockOf(anIncident({ state, closedAt: '2026-11-24T06:30:00.000Z' }), at('20:00:00'))
    expect(stopped).toMatchObject({ urgency: 'closed', share: 0.75 })
    expect(clockOf(anIncident({ state }), at('20:00:00')).leftMs).toBeNull()
  })

  it('has no clock before it is filed', () => {
    expect(clockOf(anIncident({ state: 'reported', filedAt: null, dueAt: null }), at('20:00:00')).leftMs).toBeNull()
  })

  it('stands behind urgent ones, then by what is left', () => {
    const late = anIncident({ no: 1, dueAt: '2026-11-24T09:00:00.000Z' })
    const soon = anIncident({ no: 2 })
    const urgent = anIncident({ no: 3, urgent: true, dueAt: '2026-11-25T09:00:00.000Z' })
    expect([late, soon, urgent].sort(byUrgency).map((one) => one.no)).toEqual([3, 2, 1])
  })

  it('is pending while it is to be filed, or dispatched and held by nobody and held out to nobody', () => {
    expect(standingOf(anIncident({ state: 'reported' }), [], [])).toBe('pending')
    expect(standingOf(anIncident({ state: 'dispatched' }), [], [])).toBe('pending')
    expect(standingOf(anIncident({ state: 'handled' }), [], [])).toBe('active')
    expect(standingOf(anIncident({ state: 'void' }), [], [])).toBe('closed')
  })
})
