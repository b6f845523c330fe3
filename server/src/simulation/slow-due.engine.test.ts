import { after, dueAt, leftMs } from '@lianqin/shared/calendar'
import { toMoment } from '@lianqin/shared/wire/moment'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CALENDARS } from './mood.engine.ts'
import { slowAfter, slowBetween, slowDue } from './slow-due.engine.ts'

const limit = fc.record({
  clock: fc.constantFrom('urgent_hour', 'work_hour', 'work_day', 'natural_day'),
  amount: fc.integer({ min: 1, max: 5 }),
} as const)
const time = fc.integer({ min: Date.parse('2026-09-18'), max: Date.parse('2026-10-25') })
const calendar = fc.constantFrom(...CALENDARS)

it('what the walk over minutes says is what the closed form says, to the millisecond', () => {
  fc.assert(
    fc.property(limit, time, fc.nat(5 * 86_400_000), calendar, (limit, from, more, by) => {
      const due = slowDue(toMoment(from), limit, by)
      expect(toMoment(due)).toBe(dueAt(toMoment(from), limit, by))
      const { clock } = limit
      const left = slowBetween(clock, from, from + more, by)
      expect(left).toBe(leftMs(clock, toMoment(from), toMoment(from + more), by))
      expect(toMoment(slowAfter(clock, from, left, by))).toBe(after(clock, toMoment(from), left, by))
    }),
  )
})
