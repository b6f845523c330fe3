import type { Calendar } from '@lianqin/shared/calendar'
import { expect, it } from 'vitest'
import { anIncident, before, HOUR, NOW } from '../../test/fixtures.ts'
import { hindranceOf, suspendUntil } from './request.rank.ts'

const now = Date.parse(NOW)
const running = anIncident({ state: 'dispatched' })
const calendar: Calendar = {
  utcOffsetMinutes: 480,
  periods: [{ from: 480, to: 720 }],
  holidays: [],
  makeUpDays: [],
}

it('an extension is asked for as long as the limit has not passed, twice at most, and once at a time', () => {
  expect(hindranceOf('extend', running, [], now)).toBeNull()
  expect(hindranceOf('extend', { ...running, dueAt: before(HOUR) }, [], now)).toBe('overdue')
  expect(hindranceOf('extend', { ...running, extensions: 2 }, [], now)).toBe('twice')
  expect(hindranceOf('extend', running, [{ subject: 'extend', state: 'asked' }], now)).toBe('asked')
  expect(hindranceOf('extend', running, [{ subject: 'extend', state: 'refused' }], now)).toBeNull()
})

it('a case that does not wait for squads any more is neither extended nor suspended', () => {
  expect(hindranceOf('suspend', { ...running, state: 'handled' }, [], now)).toBe('state')
})

it('a suspension ends when the district begins to work, by its own midnight', () => {
  expect(suspendUntil(1, Date.parse('2026-11-24T17:00:00.000Z'), calendar)).toBe('2026-11-26T00:00:00.000Z')
})
