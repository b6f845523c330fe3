import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after, type Calendar, clocks, dueAt, elapsedMs, limitMs } from './calendar.ts'
import { isWorkMinute, MINUTE, slowAfter, slowDueAt, slowMinutes } from './slow-clock.ts'
import { toMoment } from './wire/moment.ts'

const DAY = 24 * 60 * MINUTE
/** The official calendar of 2026, as the demo district has it. */
const official: Calendar = JSON.parse(
  readFileSync(new URL('../../server/districts/haishu/district.json', import.meta.url), 'utf8'),
).calendar
const endOfDay: Calendar = { ...official, workDay: 'end-of-day' }

const YEAR = { from: Date.parse('2025-12-25T00:00Z'), to: Date.parse('2027-01-10T00:00Z') }
/** Work minutes before each minute of the year, one by one: the slow reference, walked once and kept. */
const worked = [0]
for (let time = YEAR.from; time < YEAR.to; time += MINUTE) {
  worked.push((worked.at(-1) ?? 0) + (isWorkMinute(time, official) ? 1 : 0))
}
const workedAt = (time: number) => worked[(time - YEAR.from) / MINUTE] ?? Number.NaN

/** Moments of the year, half of them where periods begin and end. */
const edge = fc
  .tuple(fc.integer({ min: 0, max: 370 }), fc.constantFrom(0, 479, 480, 719, 720, 839, 840, 1079, 1080, 1081))
  .map(([day, minute]) => YEAR.from + day * DAY + (minute - official.utcOffsetMinutes) * MINUTE)
const minute = fc.oneof(
  edge.filter((time) => time >= YEAR.from),
  fc.integer({ min: 0, max: 370 * 1440 }).map((count) => YEAR.from + count * MINUTE),
)
const clock = fc.constantFrom(...clocks)

const hhmm = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 8 })
const day = fc
  .integer({ min: 0, max: 40 })
  .map((count) => toMoment(Date.parse('2026-02-20') + count * DAY).slice(0, 10))
/** Calendars nobody has: odd offsets and periods, holidays on Sundays, make-up days on Wednesdays, days that are both. */
const oddCalendar = fc.record({
  utcOffsetMinutes: fc.constantFrom(-720, -210, 0, 345, 480, 840),
  periods: hhmm.map((marks) => {
    const sorted = [...marks].sort((a, b) => a - b)
    return sorted.flatMap((to, index) => (index % 2 ? [{ from: sorted[index - 1] ?? 0, to }] : []))
  }),
  holidays: fc.array(day, { minLength: 10, maxLength: 30 }),
  makeUpDays: fc.array(day, { minLength: 5, maxLength: 10 }),
})

describe('the clocks against every minute of the official calendar of 2026', () => {
  it('leave exactly the limit of work time until due, and are due as soon as it has passed', () => {
    const workLimit = fc.record({
      clock: fc.constantFrom('work_hour', 'work_day'),
      amount: fc.integer({ min: 1, max: 15 }),
    })
    fc.assert(
      fc.property(
        minute.filter((time) => time < YEAR.to - 40 * DAY),
        workLimit,
        (from, limit) => {
          const end = Date.parse(dueAt(toMoment(from), limit, official))
          expect(workedAt(end) - workedAt(from)).toBe(limitMs(limit, official) / MINUTE)
          expect(isWorkMinute(end - MINUTE, official)).toBe(true)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('end the n-th workday after the day of filing, where a work day ends with the day', () => {
    const isWorkday = (noon: number) => workedAt(noon + DAY / 2) > workedAt(noon - DAY / 2)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 340 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.nat(9),
        (day, minute, more) => {
          const noon = YEAR.from + 4 * 60 * MINUTE + day * DAY
          const from = noon - DAY / 2 + minute * MINUTE
          let end = noon
          for (let left = more + 1; left > 0; ) {
            end += DAY
            if (isWorkday(end)) left--
          }
          expect(dueAt(toMoment(from), { clock: 'work_day', amount: more + 1 }, endOfDay)).toBe(
            toMoment(end + 6 * 60 * MINUTE),
          )
        },
      ),
    )
  })

  it('count what has passed between two moments', () => {
    fc.assert(
      fc.property(minute, minute, (from, to) => {
        const passed = elapsedMs('work_hour', toMoment(from), toMoment(to), official)
        expect(passed).toBe(Math.max(0, workedAt(to) - workedAt(from)) * MINUTE)
      }),
      { numRuns: 3000 },
    )
  })
})

it('agrees with a walk over every minute in calendars that nobody has', () => {
  const from = fc
    .integer({ min: 0, max: 30 * 1440 })
    .map((count) => toMoment(Date.parse('2026-02-20') + count * MINUTE))
  fc.assert(
    fc.property(oddCalendar, from, clock, fc.integer({ min: 1, max: 600 }), (odd, from, clock, minutes) => {
      const end = slowAfter(clock, from, minutes, odd)
      expect(after(clock, from, minutes * MINUTE, odd)).toBe(end)
      expect(elapsedMs(clock, from, end, odd)).toBe(slowMinutes(clock, from, end, odd) * MINUTE)
    }),
    { numRuns: 150 },
  )
  const limit = fc.record({ clock, amount: fc.integer({ min: 1, max: 4 }) })
  fc.assert(
    fc.property(oddCalendar, from, limit, (odd, from, limit) => {
      expect(dueAt(from, limit, odd)).toBe(slowDueAt(from, limit, odd))
    }),
    { numRuns: 40 },
  )
})
