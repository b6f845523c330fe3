import type { Incident } from '@lianqin/shared/incident'
import { describe, expect, it } from 'vitest'
import { anIncident, HOUR } from '../../test/fixtures.ts'
import { isInTime } from '../incident/incident.rank.ts'
import { closedFigures, emptyLedger, midnightBefore, noteClosed } from './closed.rank.ts'

const NOON = Date.parse('2026-11-24T04:00:00.000Z')
const midnight = midnightBefore(NOON, 480)
const at = (ms: number) => new Date(ms).toISOString()
const figuresOf = (rows: Incident[]) => closedFigures(noteClosed(emptyLedger, rows, midnight))
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
    expect(figuresOf(rows)).toEqual({ closed: 2, inTime: 1, wholeDay: true })
  })

  it('does not claim the day where it holds only the newest', () => {
    const rows = Array.from({ length: 50 }, (_, no) => closed(no, NOON - no))
    expect(figuresOf(rows).wholeDay).toBe(false)
    expect(figuresOf([...rows, closed(99, midnight - HOUR)]).wholeDay).toBe(true)
  })

  it('still knows what the rows have let go of, and the day with them', () => {
    const rows = Array.from({ length: 99 }, (_, no) => closed(no, NOON - no))
    const whole = noteClosed(emptyLedger, rows.slice(60), midnight)
    const later = noteClosed(noteClosed(whole, rows, midnight), rows.slice(0, 50), midnight)
    expect(closedFigures(later)).toMatchObject({ closed: 99, wholeDay: true })
    const reopened = noteClosed(later, [{ ...closed(0, NOON), state: 'reopened' as const }], midnight)
    expect(closedFigures(reopened).closed).toBe(98)
  })

  it('leaves out what came here closed, and takes it for no proof of the whole day', () => {
    const foreign = (no: number, closedAt: number): Incident => ({
      ...closed(no, closedAt),
      source: 'import',
      filedAt: null,
      dueAt: null,
    })
    expect(figuresOf([foreign(1, NOON)]).closed).toBe(0)
    const rows = Array.from({ length: 50 }, (_, no) => closed(no, NOON - no))
    expect(figuresOf([...rows, foreign(99, midnight - HOUR)]).wholeDay).toBe(false)
  })

  it('cannot be late without a limit', () => {
    expect(isInTime(anIncident({ state: 'closed', dueAt: null, closedAt: at(NOON) }))).toBe(true)
  })
})
