import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { earlierOf, type Length, lengths, periodOf, piecesOf, stepFor } from './period.ts'

/** Ningbo: eight hours ahead. */
const EAST = 480
const at = (text: string) => Date.parse(text)
const told = ({ from, to }: { from: number; to: number }) =>
  [from, to].map((time) => new Date(time + EAST * 60_000).toISOString().slice(0, 16))

describe('a period by the district’s calendar', () => {
  it.each<[Length, string, string, string]>([
    ['day', '2026-11-23T18:30:00Z', '2026-11-24T00:00', '2026-11-25T00:00'],
    ['week', '2026-11-24T06:00:00Z', '2026-11-23T00:00', '2026-11-30T00:00'],
    ['week', '2026-11-29T15:59:00Z', '2026-11-23T00:00', '2026-11-30T00:00'],
    ['week', '2026-11-29T16:00:00Z', '2026-11-30T00:00', '2026-12-07T00:00'],
    ['month', '2026-10-31T16:00:00Z', '2026-11-01T00:00', '2026-12-01T00:00'],
    ['quarter', '2026-11-24T06:00:00Z', '2026-10-01T00:00', '2027-01-01T00:00'],
    ['year', '2026-12-31T16:00:00Z', '2027-01-01T00:00', '2028-01-01T00:00'],
  ])('the %s of %s goes from %s to %s', (length, time, from, to) => {
    expect(told(periodOf(length, at(time), EAST))).toEqual([from, to])
  })

  it.each(lengths)('the %ss follow each other without a gap, wherever one stands', (length) => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('1990-01-01'), max: at('2090-01-01') }),
        fc.integer({ min: -60, max: 60 }),
        (time, away) => {
          const [one, next] = [periodOf(length, time, EAST, away), periodOf(length, time, EAST, away + 1)]
          expect(one.to).toBe(next.from)
          expect(periodOf(length, one.from, EAST)).toEqual(one)
          expect(periodOf(length, one.to - 1, EAST)).toEqual(one)
        },
      ),
    )
  })
})

describe('what a period is compared with', () => {
  const of = (length: Length, time: string, until?: string) => {
    const span = periodOf(length, at(time), EAST)
    return { length, span, until: until === undefined ? span.to : at(until) }
  }

  it.each<[Length, string, 'previous' | 'year', string, string]>([
    ['month', '2026-03-15T00:00:00Z', 'previous', '2026-02-01T00:00', '2026-03-01T00:00'],
    ['month', '2026-03-15T00:00:00Z', 'year', '2025-03-01T00:00', '2025-04-01T00:00'],
    ['quarter', '2026-02-15T00:00:00Z', 'previous', '2025-10-01T00:00', '2026-01-01T00:00'],
    ['week', '2026-11-24T00:00:00Z', 'year', '2025-11-24T00:00', '2025-12-01T00:00'],
    ['day', '2028-02-29T04:00:00Z', 'year', '2027-02-28T00:00', '2027-03-01T00:00'],
    ['year', '2026-06-01T00:00:00Z', 'previous', '2025-01-01T00:00', '2026-01-01T00:00'],
  ])('of the %s of %s the %s one goes from %s to %s', (length, time, which, from, to) => {
    expect(told(earlierOf(which, of(length, time), EAST))).toEqual([from, to])
  })

  it('is only as much as has passed, while the period is still running', () => {
    const running = of('month', '2026-11-10T00:00:00Z', '2026-11-10T16:00:00Z')
    expect(told(earlierOf('previous', running, EAST))).toEqual(['2026-10-01T00:00', '2026-10-11T00:00'])
    const late = of('month', '2026-03-30T00:00:00Z', '2026-03-30T16:00:00Z')
    expect(told(earlierOf('previous', late, EAST))).toEqual(['2026-02-01T00:00', '2026-03-01T00:00'])
  })
})

describe('the pieces of a period', () => {
  it.each(lengths)('of a %s follow each other and make up the whole', (length) => {
    const span = periodOf(length, at('2026-11-24T06:00:00Z'), EAST)
    const pieces = piecesOf(span, stepFor(span), EAST)
    expect(pieces[0]?.from).toBe(span.from)
    expect(pieces.at(-1)?.to).toBe(span.to)
    for (const [nth, piece] of pieces.entries()) if (nth > 0) expect(piece.from).toBe(pieces[nth - 1]?.to)
    expect(pieces.length).toBeLessThanOrEqual(54)
  })
})
