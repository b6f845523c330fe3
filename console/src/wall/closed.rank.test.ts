import { describe, expect, it } from 'vitest'
import { anIncident, HOUR } from '../../test/fixtures.ts'
import { closedFigures, isInTime, midnightBefore } from './closed.rank.ts'

const NOON = Date.parse('2026-11-24T04:00:00.000Z')
const midnight = midnightBefore(NOON, 480)
const at = (ms: number) => new Date(ms).toISOString()
const closed = (no: number, closedAt: number, late = false) =>
  anIncident({
    no,
    state: 'closed',
    dueAt: at(closedAt),
    handledAt: at(closedAt + (late ? 1 : -1)),
    closedAt: at(closedAt),
  })

describe('what was closed today', () => {
  it('begins at the midnight of the district, not of the machine', () => {
    expect(at(midnight)).toBe('2026-11-23T16:00:00.000Z')
  })

  it('counts since midnight, and as in time what was handled no later than it was due', () => {
    const rows = [closed(1, NOON), closed(2, NOON, true), closed(3, midnight - 1), anIncident({ no: 4 })]
    expect(closedFigures(rows, midnight)).toEqual({ closed: 2, inTime: 1, wholeDay: true })
  })

  it('does not claim the day where it holds only the newest', () => {
    const rows = Array.from({ length: 50 }, (_, no) => closed(no, NOON - no))
    expect(closedFigures(rows, midnight).wholeDay).toBe(false)
    expect(closedFigures([...rows, closed(99, midnight - HOUR)], midnight).wholeDay).toBe(true)
  })

  it('cannot be late without a limit', () => {
    expect(isInTime(anIncident({ state: 'closed', dueAt: null, closedAt: at(NOON) }))).toBe(true)
  })
})
