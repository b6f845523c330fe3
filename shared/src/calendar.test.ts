import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Calendar, dueAt } from './calendar.ts'
import { toMoment } from './wire/moment.ts'

/** 08-12 and 14-18 in China; National Day 2026 with its two make-up days. */
const calendar: Calendar = {
  utcOffsetMinutes: 480,
  periods: [
    { from: 480, to: 720 },
    { from: 840, to: 1080 },
  ],
  holidays: ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
  makeUpDays: ['2026-09-20', '2026-10-10'],
}

const due = (from: string, amount: number, clock: 'urgent_hour' | 'work_hour' | 'work_day' | 'natural_day') =>
  dueAt(`${from}:00+08:00`, { clock, amount }, calendar)
const at = (local: string) => toMoment(Date.parse(`${local}:00+08:00`))

const MINUTE = 60_000
const moment = fc
  .integer({ min: Date.parse('2026-08-01'), max: Date.parse('2026-12-01') })
  .map((ms) => ms - (ms % MINUTE))

/** The slow reference: every minute looked at on its own. */
function workMinutes(from: number, to: number): number {
  let minutes = 0
  for (let time = from; time < to; time += MINUTE) {
    const local = new Date(time + calendar.utcOffsetMinutes * MINUTE)
    const day = local.toISOString().slice(0, 10)
    const weekend = local.getUTCDay() % 6 === 0
    const workday = calendar.makeUpDays.includes(day) || (!weekend && !calendar.holidays.includes(day))
    const minute = local.getUTCHours() * 60 + local.getUTCMinutes()
    if (workday && calendar.periods.some((period) => minute >= period.from && minute < period.to)) minutes++
  }
  return minutes
}

describe('the four clocks', () => {
  it('runs urgent hours through the night: filed 22:36, two hours, due 00:36', () => {
    expect(due('2026-11-23T22:36', 2, 'urgent_hour')).toBe(at('2026-11-24T00:36'))
  })

  it('stops work hours in the evening: filed 17:30, two hours, due 09:30 on the next workday', () => {
    expect(due('2026-11-23T17:30', 2, 'work_hour')).toBe(at('2026-11-24T09:30'))
    expect(due('2026-11-27T17:30', 2, 'work_hour')).toBe(at('2026-11-30T09:30'))
  })

  it('stops work hours at noon', () => {
    expect(due('2026-11-23T11:30', 1, 'work_hour')).toBe(at('2026-11-23T14:30'))
    expect(due('2026-11-23T12:30', 1, 'work_hour')).toBe(at('2026-11-23T15:00'))
  })

  it('counts a work day as eight work hours, over a holiday and onto a make-up day', () => {
    expect(due('2026-11-23T08:00', 1, 'work_day')).toBe(at('2026-11-23T18:00'))
    expect(due('2026-11-23T10:00', 1, 'work_day')).toBe(at('2026-11-24T10:00'))
    expect(due('2026-09-30T16:00', 1, 'work_day')).toBe(at('2026-10-08T16:00'))
    expect(due('2026-10-09T16:00', 4, 'work_hour')).toBe(at('2026-10-10T10:00'))
  })

  it('runs natural days through everything', () => {
    expect(due('2026-09-30T16:00', 2, 'natural_day')).toBe(at('2026-10-02T16:00'))
  })

  it('answers in UTC whatever offset the question has', () => {
    expect(dueAt('2026-11-23T14:36:00Z', { clock: 'urgent_hour', amount: 2 }, calendar)).toBe(
      '2026-11-23T16:36:00.000Z',
    )
  })

  it('says so when a calendar has no work time at all', () => {
    const never = { ...calendar, periods: [{ from: 480, to: 480 }] }
    expect(() => dueAt('2026-11-23T14:36:00Z', { clock: 'work_hour', amount: 1 }, never)).toThrow(RangeError)
  })

  it('leaves exactly the limit of work time between filing and due, by a count of every minute', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 40 * 60 }), (from, minutes) => {
        const end = Date.parse(dueAt(toMoment(from), { clock: 'work_hour', amount: minutes / 60 }, calendar))
        expect(workMinutes(from, Math.round(end / MINUTE) * MINUTE)).toBe(minutes)
      }),
      { numRuns: 40 },
    )
  }, 30_000)

  it('comes to the same end in one go as in two parts', () => {
    const clock = fc.constantFrom('urgent_hour', 'work_hour', 'work_day', 'natural_day')
    const amount = fc.integer({ min: 1, max: 30 })
    fc.assert(
      fc.property(moment, amount, amount, clock, (from, first, second, clock) => {
        const halfway = dueAt(toMoment(from), { clock, amount: first }, calendar)
        expect(dueAt(halfway, { clock, amount: second }, calendar)).toBe(
          dueAt(toMoment(from), { clock, amount: first + second }, calendar),
        )
      }),
    )
  })

  it('never is due earlier for a later filing', () => {
    fc.assert(
      fc.property(moment, fc.nat(3_000), fc.integer({ min: 1, max: 20 }), (from, later, amount) => {
        const limit = { clock: 'work_hour', amount } as const
        const next = dueAt(toMoment(from + later * MINUTE), limit, calendar)
        expect(dueAt(toMoment(from), limit, calendar) <= next).toBe(true)
      }),
    )
  })
})
