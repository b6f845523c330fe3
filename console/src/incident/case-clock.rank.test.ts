import { type Calendar, type Clock, dueAt, type Limit } from '@lianqin/shared/calendar'
import type { Incident } from '@lianqin/shared/incident'
import { toMoment } from '@lianqin/shared/wire/moment'
import { describe, expect, it } from 'vitest'
import { clockOf } from './case-clock.rank.ts'

/** 08-12 and 14-18 in China. */
const calendar: Calendar = {
  utcOffsetMinutes: 480,
  periods: [
    { from: 480, to: 720 },
    { from: 840, to: 1080 },
  ],
  holidays: [],
  makeUpDays: [],
}
const HOUR = 3_600_000
const at = (local: string) => toMoment(Date.parse(`${local}+08:00`))

const anIncident = (of: Partial<Incident> = {}): Incident =>
  ({
    id: 'incident-1',
    no: 1,
    state: 'dispatched',
    reportedAt: at('2026-11-24T14:00:00'),
    filedAt: at('2026-11-24T14:00:00'),
    dueAt: at('2026-11-24T16:00:00'),
    handledAt: null,
    closedAt: null,
    limit: { clock: 'urgent_hour', amount: 2 },
    extensions: 0,
    leftMs: null,
    suspendedUntil: null,
    ...of,
  }) as Incident
const clockAt = (local: string, incident = anIncident()) => clockOf(incident, Date.parse(at(local)), calendar)
/** A case filed then under that limit. */
const filed = (local: string, limit: Limit) =>
  anIncident({ limit, filedAt: at(local), dueAt: dueAt(at(local), limit, calendar) })

describe('a case and its clock', () => {
  it('F11: incident board, four clocks, colour by remaining share — 2 urgent hours filed 22:36 is due 00:36; 2 working hours filed 17:30 is due next workday 09:30 (08–12/14–18)', () => {
    const night = filed('2026-11-23T22:36:00', { clock: 'urgent_hour', amount: 2 })
    expect(night.dueAt).toBe(at('2026-11-24T00:36:00'))
    const nightly = ['22:36:00', '23:36:00', '23:59:00'].map((time) => clockAt(`2026-11-23T${time}`, night))
    expect(nightly.map(({ tone }) => tone)).toEqual(['calm', 'watch', 'watch'])
    expect(clockAt('2026-11-24T00:06:00', night)).toMatchObject({ tone: 'due', share: 0.25 })
    expect(clockAt('2026-11-24T00:37:00', night).tone).toBe('over')

    const limit = { clock: 'work_hour', amount: 2 } as const
    const office = filed('2026-11-23T17:30:00', limit)
    expect(office.dueAt).toBe(at('2026-11-24T09:30:00'))
    const moments = [
      '2026-11-23T17:30:00',
      '2026-11-23T23:00:00',
      '2026-11-24T08:30:00',
      '2026-11-24T09:00:00',
      '2026-11-24T10:30:00',
    ]
    const read = moments.map((moment) => clockAt(moment, office))
    expect(read.map(({ tone }) => tone)).toEqual(['calm', 'calm', 'watch', 'due', 'over'])
    expect(read.map(({ share }) => share)).toEqual([1, 0.75, 0.5, 0.25, -0.5])
  })

  it.each<[Clock, number]>([
    ['urgent_hour', 3],
    ['work_hour', 1],
    ['work_day', 1],
    ['natural_day', 3],
  ])('is counted in its own clock (%s): from 17:00 to 20:00 it loses %s h', (clock, lost) => {
    const limit = { clock, amount: 30 }
    const incident = filed('2026-11-23T10:00:00', limit)
    const left = (local: string) => clockAt(local, incident).leftMs ?? Number.NaN
    expect(left('2026-11-23T17:00:00') - left('2026-11-23T20:00:00')).toBe(lost * HOUR)
  })

  it('says when it stands, outside work time; and that its moment has passed, though the work clock reads nothing', () => {
    const limit = { clock: 'work_hour', amount: 2 } as const
    const incident = filed('2026-11-27T16:00:00', limit)
    expect(clockAt('2026-11-27T17:00:00', incident)).toMatchObject({ stands: false, tone: 'watch' })
    expect(clockAt('2026-11-28T12:00:00', incident)).toMatchObject({
      stands: true,
      tone: 'over',
      leftMs: 0,
    })
  })

  it('counts work days of eight hours, natural days of twenty-four, and hours without days', () => {
    const day = (clock: Clock) => clockAt('2026-11-24T14:00:00', anIncident({ limit: { clock, amount: 2 } })).dayMs
    expect(day('work_day')).toBe(8 * HOUR)
    expect(day('natural_day')).toBe(24 * HOUR)
    expect(day('work_hour')).toBe(Number.POSITIVE_INFINITY)
  })

  it('is calm, worth a look from the half on, due soon from the last quarter on, then over', () => {
    const tones = ['14:59:59', '15:00:00', '15:29:59', '15:30:00', '16:00:00', '16:00:01'].map(
      (time) => clockAt(`2026-11-24T${time}`).tone,
    )
    expect(tones).toEqual(['calm', 'watch', 'watch', 'due', 'due', 'over'])
    expect(clockAt('2026-11-24T15:00:00').urgency).toBe('calm')
  })

  it('stops at the moment it was handled', () => {
    const handled = anIncident({ state: 'handled', handledAt: at('2026-11-24T14:30:00') })
    expect(clockAt('2026-11-25T04:00:00', handled)).toMatchObject({ tone: 'calm', share: 0.75 })
  })

  it.each(['void', 'rejected', 'closed'] as const)('no longer runs once it is over (%s)', (state) => {
    const closed = anIncident({ state, closedAt: at('2026-11-24T14:30:00') })
    expect(clockAt('2026-11-25T04:00:00', closed)).toMatchObject({ tone: 'closed', share: 0.75 })
    expect(clockAt('2026-11-25T04:00:00', anIncident({ state })).leftMs).toBeNull()
  })

  it('has no clock before it is filed', () => {
    const reported = anIncident({ state: 'reported', filedAt: null, dueAt: null })
    expect(clockAt('2026-11-25T04:00:00', reported)).toMatchObject({ leftMs: null, share: null, dueInMs: null })
  })

  it('has more to share after an extension: one original limit', () => {
    const extended = anIncident({ extensions: 1, dueAt: at('2026-11-24T18:00:00') })
    expect(clockAt('2026-11-24T14:00:00', extended)).toMatchObject({ tone: 'calm', share: 1 })
    expect(clockAt('2026-11-24T16:00:00', extended)).toMatchObject({ tone: 'watch', share: 0.5 })
  })

  it('is stopped while suspended, and keeps what it had left, whatever the hour', () => {
    const suspended = anIncident({
      state: 'suspended',
      dueAt: null,
      leftMs: HOUR / 2,
      suspendedUntil: at('2026-12-01T08:00:00'),
    })
    const stopped = { tone: 'stopped', urgency: 'calm', share: 0.25, leftMs: HOUR / 2, dueInMs: null, stands: false }
    expect(clockAt('2026-11-24T15:00:00', suspended)).toMatchObject(stopped)
    expect(clockAt('2026-11-30T15:00:00', suspended)).toMatchObject(stopped)
  })

  it.each([
    ['no limit is kept with it', null, calendar],
    ['the calendar is not there yet', { clock: 'urgent_hour', amount: 4 } as const, null],
  ])('goes by plain time where %s', (_, limit, known) => {
    const plain = clockOf(anIncident({ limit }), Date.parse(at('2026-11-24T15:30:00')), known)
    expect(plain).toMatchObject({ clock: null, tone: 'due', share: 0.25, leftMs: HOUR / 2 })
  })
})
