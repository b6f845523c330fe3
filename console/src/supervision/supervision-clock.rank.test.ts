import type { Calendar } from '@lianqin/shared/calendar'
import { expect, it } from 'vitest'
import { clockOfSupervision, isOverrun } from './supervision-clock.rank.ts'

const HOUR = 3_600_000
const calendar: Calendar = {
  utcOffsetMinutes: 480,
  periods: [
    { from: 480, to: 720 },
    { from: 840, to: 1080 },
  ],
  holidays: [],
  makeUpDays: [],
}
/** Issued on a Tuesday at 14:00 in the district, with four hours of work: due at 18:00. */
const order = {
  limit: { clock: 'work_hour', amount: 4 },
  issuedAt: '2026-11-24T06:00:00.000Z',
  dueAt: '2026-11-24T10:00:00.000Z',
  answeredAt: null,
} as const
const at = (moment: string) => clockOfSupervision(order, Date.parse(moment), calendar)

it('an order counts down on the clock it was issued with', () => {
  expect(at('2026-11-24T07:00:00.000Z')).toMatchObject({ tone: 'calm', leftMs: 3 * HOUR, share: 0.75 })
  expect(at('2026-11-24T09:30:00.000Z')).toMatchObject({ tone: 'due', leftMs: HOUR / 2 })
})

it('past its moment it is over, also while the work clock stands still', () => {
  expect(at('2026-11-24T11:00:00.000Z')).toMatchObject({ tone: 'over', leftMs: -HOUR })
})

it('once answered it shows what was left then', () => {
  const answered = { ...order, answeredAt: '2026-11-24T08:00:00.000Z' }
  expect(clockOfSupervision(answered, Date.parse('2026-11-25T08:00:00.000Z'), calendar)).toMatchObject({
    tone: 'calm',
    leftMs: 2 * HOUR,
  })
})

it('an overrun of an earlier round does not count against the new one', () => {
  const overrunAt = '2026-11-24T10:00:01.000Z'
  expect(isOverrun({ state: 'issued', dueAt: order.dueAt, overrunAt })).toBe(true)
  expect(isOverrun({ state: 'issued', dueAt: '2026-11-25T10:00:00.000Z', overrunAt })).toBe(false)
  expect(isOverrun({ state: 'answered', dueAt: order.dueAt, overrunAt })).toBe(false)
})
