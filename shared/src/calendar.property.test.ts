import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after, type Calendar, clocks, dueAt, elapsedMs, leftMs, limitMs, remainingShare } from './calendar.ts'
import { toMoment } from './wire/moment.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** The official calendar of 2026, as the demo district has it. */
const official: Calendar = JSON.parse(
  readFileSync(new URL('../../server/districts/haishu/district.json', import.meta.url), 'utf8'),
).calendar
const endOfDay: Calendar = { ...official, workDay: 'end-of-day' }

const YEAR = { from: Date.parse('2025-12-25T00:00Z'), to: Date.parse('2027-01-10T00:00Z') }

/** Moments of the year, half of them where periods begin and end. */
const edge = fc
  .tuple(fc.integer({ min: 0, max: 370 }), fc.constantFrom(0, 479, 480, 719, 720, 839, 840, 1079, 1080, 1081))
  .map(([day, minute]) => YEAR.from + day * DAY + (minute - official.utcOffsetMinutes) * MINUTE)
const minute = fc.oneof(
  edge.filter((time) => time >= YEAR.from),
  fc.integer({ min: 0, max: 370 * 1440 }).map((count) => YEAR.from + count * MINUTE),
)
const moment = minute.map(toMoment)
/** Any millisecond of two centuries. */
const anyMoment = fc
  .integer({ min: Date.parse('1930-01-01'), max: Date.parse('2170-01-01') })
  .map((time) => toMoment(time))
const clock = fc.constantFrom(...clocks)
const limit = fc.record({
  clock,
  amount: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(0.25, 0.5, 1.5, 1 / 3)),
})
const calendar = fc.constantFrom(official, endOfDay)

describe('what has passed and what will have passed', () => {
  it('undo each other to the millisecond, in any year', () => {
    const ms = fc.integer({ min: 1, max: 4000 * DAY })
    fc.assert(
      fc.property(clock, anyMoment, ms, calendar, (clock, from, ms, calendar) => {
        expect(elapsedMs(clock, from, after(clock, from, ms, calendar), calendar)).toBe(ms)
      }),
      { numRuns: 2000 },
    )
  })

  it('lead back to the moment, or to the end of the work period before it', () => {
    fc.assert(
      fc.property(clock, moment, moment, calendar, (clock, one, other, calendar) => {
        const [from, to] = one < other ? [one, other] : [other, one]
        const back = after(clock, from, elapsedMs(clock, from, to, calendar), calendar)
        expect(back <= to).toBe(true)
        expect(elapsedMs(clock, back, to, calendar)).toBe(0)
      }),
      { numRuns: 2000 },
    )
  })

  it('are the sum of their parts', () => {
    fc.assert(
      fc.property(clock, fc.tuple(anyMoment, anyMoment, anyMoment), calendar, (clock, moments, calendar) => {
        const [a = '', b = '', c = ''] = [...moments].sort()
        const part = (from: string, to: string) => elapsedMs(clock, from, to, calendar)
        expect(part(a, b) + part(b, c)).toBe(part(a, c))
        expect(part(c, a)).toBe(0)
      }),
    )
  })
})

describe('I24: pauses and extensions', () => {
  it('a pause of no length changes nothing, at whatever millisecond, before due and after', () => {
    fc.assert(
      fc.property(
        limit,
        anyMoment,
        fc.integer({ min: -30 * DAY, max: 90 * DAY }),
        calendar,
        (limit, from, later, by) => {
          const due = dueAt(from, limit, by)
          const paused = toMoment(Date.parse(from) + later)
          expect(after(limit.clock, paused, leftMs(limit.clock, paused, due, by), by)).toBe(due)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('nor does one at the very end of a work period, a weekend or a holiday', () => {
    fc.assert(
      fc.property(limit, edge, edge, calendar, (limit, from, paused, by) => {
        const due = dueAt(toMoment(from), limit, by)
        const left = leftMs(limit.clock, toMoment(paused), due, by)
        expect(after(limit.clock, toMoment(paused), left, by)).toBe(due)
      }),
      { numRuns: 3000 },
    )
  })

  const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 * DAY }), fc.nat(9 * DAY)), { minLength: 1, maxLength: 5 })

  it('pauses leave exactly the limit of running time, however many there are', () => {
    fc.assert(
      fc.property(limit, moment, gaps, calendar, (limit, from, gaps, by) => {
        const total = leftMs(limit.clock, from, dueAt(from, limit, by), by)
        let [running, start, due] = [0, from, dueAt(from, limit, by)]
        for (const [run, stand] of gaps) {
          const paused = toMoment(Date.parse(start) + run)
          if (paused > due) break
          const left = leftMs(limit.clock, paused, due, by)
          running += elapsedMs(limit.clock, start, paused, by)
          start = toMoment(Date.parse(paused) + stand)
          due = after(limit.clock, start, left, by)
        }
        expect(running + leftMs(limit.clock, start, due, by)).toBe(total)
      }),
      { numRuns: 2000 },
    )
  })

  it('a pause in two parts ends as the same pause in one', () => {
    fc.assert(
      fc.property(
        limit,
        moment,
        fc.tuple(fc.nat(9 * DAY), fc.nat(9 * DAY), fc.nat(9 * DAY)),
        calendar,
        (limit, from, [run, first, second], by) => {
          const due = dueAt(from, limit, by)
          const [paused, between, resumed] = [run, run + first, run + first + second].map((ms) =>
            toMoment(Date.parse(from) + ms),
          )
          const { clock } = limit
          const resume = (at = '', left = 0) => after(clock, at, left, by)
          const left = leftMs(clock, paused ?? '', due, by)
          const twice = resume(resumed, leftMs(clock, between ?? '', resume(between, left), by))
          expect(twice).toBe(resume(resumed, left))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('an extension adds the original limit, before or after a pause alike', () => {
    fc.assert(
      fc.property(limit, moment, fc.nat(20 * DAY), fc.nat(20 * DAY), calendar, (limit, from, run, stand, by) => {
        const { clock } = limit
        const more = limitMs(limit, by)
        const due = dueAt(from, limit, by)
        const extended = after(clock, due, more, by)
        expect(extended).toBe(after(clock, from, leftMs(clock, from, due, by) + more, by))
        const paused = toMoment(Date.parse(from) + run)
        const resumed = toMoment(Date.parse(paused) + stand)
        const late = after(clock, resumed, leftMs(clock, paused, due, by), by)
        expect(after(clock, late, more, by)).toBe(after(clock, resumed, leftMs(clock, paused, extended, by), by))
      }),
      { numRuns: 2000 },
    )
  })

  it('two limits one after the other are due as one of both, where nothing is rounded to the day', () => {
    const amount = fc.integer({ min: 1, max: 30 })
    fc.assert(
      fc.property(moment, amount, amount, clock, (from, first, second, clock) => {
        const halfway = dueAt(from, { clock, amount: first }, official)
        expect(dueAt(halfway, { clock, amount: second }, official)).toBe(
          dueAt(from, { clock, amount: first + second }, official),
        )
      }),
    )
  })
})

it('never is due earlier for a later filing', () => {
  fc.assert(
    fc.property(limit, minute, fc.nat(30_000), calendar, (limit, from, later, by) => {
      expect(dueAt(toMoment(from), limit, by) <= dueAt(toMoment(from + later * MINUTE), limit, by)).toBe(true)
    }),
  )
})

it('the share left is whole at filing, nothing when due, and never grows while the clock runs', () => {
  fc.assert(
    fc.property(
      limit,
      moment,
      fc.integer({ min: 0, max: 2 }),
      fc.nat(90 * DAY),
      fc.nat(9 * DAY),
      calendar,
      (limit, filedAt, extensions, run, more, by) => {
        const term = { limit, filedAt, extensions }
        const due = after(limit.clock, dueAt(filedAt, limit, by), extensions * limitMs(limit, by), by)
        const share = (at: string) => remainingShare(term, leftMs(limit.clock, at, due, by), by)
        const now = toMoment(Date.parse(filedAt) + run)
        expect([share(filedAt), share(due)]).toEqual([1, 0])
        expect(share(toMoment(Date.parse(now) + more))).toBeLessThanOrEqual(share(now))
        if (now > due) expect(share(now)).toBeLessThanOrEqual(0)
      },
    ),
  )
})
