import { inOrder, type TrackFix } from '@lianqin/shared/track/track'
import { decodeChunk } from '@lianqin/shared/track/track.codec'
import { join } from '@lianqin/shared/track/track.rank'
import { toMoment } from '@lianqin/shared/wire/moment'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folded, HOUR_MS } from './folding.ts'
import { createPieces, everyone, MOST_OPEN_FIXES, PIECE_MS, type Piece, SETTLED_MS } from './pieces.engine.ts'
import { MOST_WAITING_BYTES, openWriting } from './writing.ts'

type TrackUnit = Piece['unitId']
const START = 1_772_424_000_000
const fixAt = (at: number): TrackFix => ({
  at,
  lon: 121.45,
  lat: 29.83,
  speedMps: 3,
  headingDeg: 10,
  accuracyM: 5,
  flags: 0,
})
const times = fc.array(fc.integer({ min: 0, max: 3 * HOUR_MS }), { minLength: 1, maxLength: 300 })

/** The table: of each number the last form that was written. */
function table() {
  const rows = new Map<number, Piece>()
  return {
    write: (pieces: readonly Piece[]) => {
      for (const piece of pieces) rows.set(piece.no, piece)
    },
    stored: () => [...rows.values()].filter(({ body }) => body.length > 0),
  }
}
const readAll = (bodies: readonly { body: Uint8Array }[]) => [
  ...join(
    bodies.map(({ body }) => {
      const read = decodeChunk(body)
      if (!read.ok) throw new Error(read.code)
      return read.track
    }),
  ).at,
]

describe('pieces of a track', () => {
  it('hold together every fix that was noted, whatever the order, and however often they were written between', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 40 }), (offsets, every) => {
        const pieces = createPieces()
        const kept = table()
        for (const [index, offset] of offsets.entries()) {
          pieces.note('unit-a', fixAt(START + offset), START + index * 1_000)
          if (index % every === 0) kept.write(pieces.take(START + index * 1_000, everyone))
        }
        kept.write(pieces.closeAll())
        expect(pieces.openFixes()).toBe(0)
        const expected = inOrder(offsets.map((offset) => fixAt(START + offset))).map(({ at }) => at)
        expect(readAll(kept.stored())).toEqual(expected)
        for (const { fromAt, body } of kept.stored()) {
          const read = decodeChunk(body)
          const last = read.ok ? (read.track.at.at(-1) ?? 0) : 0
          expect(Math.floor(last / PIECE_MS)).toBe(Math.floor(fromAt / PIECE_MS))
        }
        const hours = folded(kept.stored().map((piece) => ({ ...piece, fromAt: toMoment(piece.fromAt) })))
        expect(readAll(hours)).toEqual(expected)
        expect(hours.length).toBeLessThanOrEqual(4)
      }),
      { numRuns: 60 },
    )
  })

  it('are let go of when their time is over and nothing more comes', () => {
    const pieces = createPieces()
    pieces.note('unit-a', fixAt(START), START)
    expect(pieces.take(START, everyone)).toHaveLength(1)
    expect(pieces.take(START + 1, everyone)).toHaveLength(0)
    expect(pieces.openFixes()).toBe(1)
    pieces.take(START + PIECE_MS + SETTLED_MS + 1, everyone)
    expect(pieces.openFixes()).toBe(0)
  })

  it('are written in turns, each in its own, and none grows so long that it costs much to write again', () => {
    const pieces = createPieces()
    const kept = table()
    const units: TrackUnit[] = ['unit-a', 'unit-b', 'unit-c', 'unit-d', 'unit-e']
    const longest = { bytes: 0 }
    for (let second = 0; second < 200; second++) {
      for (const unitId of units) pieces.note(unitId, fixAt(START + second * 1_000), START + second * 1_000)
      const taken = pieces.take(START + second * 1_000, (no) => no % 4 === second % 4)
      for (const { no, body } of taken) {
        expect(no % 4).toBe(second % 4)
        longest.bytes = Math.max(longest.bytes, body.length)
      }
      kept.write(taken)
    }
    expect(longest.bytes).toBeLessThan(64 * 6)
    kept.write(pieces.take(START + 200_000, everyone))
    for (const unitId of units)
      expect(readAll(kept.stored().filter((piece) => piece.unitId === unitId))).toEqual(
        Array.from({ length: 200 }, (_, second) => START + second * 1_000),
      )
  })

  it('are closed early when too much is open: a storm of late points does not fill the memory', () => {
    const pieces = createPieces()
    const kept = table()
    const noted: number[] = []
    for (let index = 0; index <= MOST_OPEN_FIXES; index++) {
      noted.push(START + index * 7_000)
      pieces.note('unit-a', fixAt(START + index * 7_000), START)
    }
    kept.write(pieces.take(START, everyone))
    expect(pieces.openFixes()).toBe(0)
    pieces.note('unit-a', fixAt(START + 1), START)
    kept.write(pieces.closeAll())
    expect(readAll(kept.stored())).toEqual([...noted, START + 1].sort((a, b) => a - b))
  })

  it('end with the sign-off: what was noted after it is not written, and what was written of it is taken back', () => {
    const pieces = createPieces()
    const kept = table()
    for (const offset of [0, 1_000, 2_000]) pieces.note('unit-a', fixAt(START + offset), START)
    kept.write(pieces.take(START, everyone))
    kept.write(pieces.close(['unit-a'], START + 1_000))
    expect(readAll(kept.stored())).toEqual([START, START + 1_000])
    pieces.note('unit-a', fixAt(START + 9_000), START)
    kept.write(pieces.close(['unit-a'], START + 1_000))
    expect(readAll(kept.stored())).toEqual([START, START + 1_000])
  })
})

describe('pieces that wait for a database that is away', () => {
  const piece = (no: number, size = 1_024 * 1_024): Piece => ({
    ...{ no, unitId: 'unit-a', fromAt: START + no },
    body: new Uint8Array(size),
  })

  it('are bounded: the oldest are given up and counted, and the newest form of a piece stands for all before it', () => {
    const lost: number[] = []
    // Nothing is written here, so no database is asked.
    const writing = openWriting({ db: undefined as never, lost: (count) => lost.push(count) })
    for (let no = 0; no < 20; no++) writing.wait([piece(no)])
    for (let form = 0; form < 50; form++) writing.wait([piece(19, 1_000 + form)])
    expect(lost).toEqual([])
    expect(writing.waiting().pieces).toBe(20)
    for (let no = 20; no < 60; no++) writing.wait([piece(no)])
    expect(writing.waiting().bytes).toBeLessThanOrEqual(MOST_WAITING_BYTES)
    expect(lost.reduce((sum, count) => sum + count, 0)).toBe(60 - writing.waiting().pieces)
  })
})
