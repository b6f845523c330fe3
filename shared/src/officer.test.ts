import { describe, expect, it } from 'vitest'
import { coversLine, licenceOn, mayEnforce, type Officer } from './officer.ts'
import { dayOf, daysBetween, nextDayAt } from './wire/day.ts'

const anOfficer = (change: Partial<Officer> = {}): Officer => ({
  id: 'officer-1',
  name: '陆舟',
  kind: 'enforcement',
  ownerForceId: 'force-gulin',
  dutySquadId: 'squad-gulin-1',
  licenceNo: 'S-1',
  licenceScope: ['all'],
  licenceUntil: '2026-11-30',
  state: 'active',
  version: 1,
  ...change,
})

describe('a licence', () => {
  it.each([
    ['2026-10-30', 'valid'],
    ['2026-10-31', 'running-out'],
    ['2026-11-30', 'running-out'],
    ['2026-12-01', 'lapsed'],
  ] as const)('until 2026-11-30 is, on %s, %s', (day, state) => {
    expect(licenceOn(day, anOfficer())).toBe(state)
    expect(mayEnforce(day, anOfficer())).toBe(state !== 'lapsed')
  })

  it('holds to the end of its last day where the district is, not in Greenwich', () => {
    const ends = (at: string) => licenceOn(dayOf(at, 480), anOfficer())
    expect(ends('2026-11-30T15:59:59.999Z')).toBe('running-out')
    expect(ends('2026-11-30T16:00:00.000Z')).toBe('lapsed')
  })

  it('lets nobody enforce who is an auxiliary, has left, or has none', () => {
    for (const change of [{ kind: 'auxiliary' }, { state: 'left' }, { licenceNo: null, licenceUntil: null }] as const) {
      expect(mayEnforce('2026-11-01', anOfficer(change))).toBe(false)
    }
  })
})

describe('the scope of a licence', () => {
  it('is all lines of business, or those it names; what belongs to none needs none', () => {
    expect(coversLine({ licenceScope: ['all'] }, 'L01')).toBe(true)
    expect(coversLine({ licenceScope: ['L01', 'L04'] }, 'L04')).toBe(true)
    expect(coversLine({ licenceScope: ['L01'] }, 'L04')).toBe(false)
    expect(coversLine({ licenceScope: ['L01'] }, null)).toBe(true)
  })
})

describe('days', () => {
  it('begin at the district’s midnight', () => {
    expect(nextDayAt('2026-11-30T15:59:59.999Z', 480)).toBe('2026-11-30T16:00:00.000Z')
    expect(nextDayAt('2026-11-30T16:00:00.000Z', 480)).toBe('2026-12-01T16:00:00.000Z')
  })

  it('are counted by the calendar, over the end of a year and a leap day', () => {
    expect(daysBetween('2027-12-31', '2028-01-01')).toBe(1)
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
    expect(daysBetween('2026-11-30', '2026-11-23')).toBe(-7)
  })
})
