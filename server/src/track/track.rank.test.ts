import { distanceM } from '@lianqin/shared/geo'
import { emptyTrack, fixAt, inOrder, type Track, type TrackFix } from '@lianqin/shared/track/track'
import { decodeChunk, encodeChunk } from '@lianqin/shared/track/track.codec'
import { cut, join, pick, simplify } from '@lianqin/shared/track/track.rank'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drive } from '../../test/driving.ts'
import { chunksOf } from './chunks.rank.ts'

const NOON = Date.parse('2026-03-02T04:00:00.000Z')
const FIVE_MINUTES = 300_000
const DRIVE = drive('rank', 2000, { every: 5, jitterMs: 0 })

const stored = (fixes: readonly TrackFix[]): Track => {
  const read = decodeChunk(encodeChunk(fixes) ?? new Uint8Array())
  return read.ok ? read.track : emptyTrack(0)
}
const fixesOf = (track: Track) => Array.from({ length: track.count }, (_, row) => fixAt(track, row))

describe('chunks of a track', () => {
  it('joined are all its fixes in order, whatever order they and their chunks came in', () => {
    const given = fc.shuffledSubarray(DRIVE.slice(0, 300), { minLength: 1 })
    fc.assert(
      fc.property(given, fc.integer({ min: 20_000, max: 900_000 }), (fixes, lengthMs) => {
        const chunks = chunksOf(fixes, lengthMs).map(stored)
        for (const { at } of chunks) {
          expect(Math.floor((at.at(-1) ?? 0) / lengthMs)).toBe(Math.floor((at[0] ?? 0) / lengthMs))
        }
        expect(fixesOf(join(chunks.toReversed()))).toEqual(fixesOf(stored(fixes)))
      }),
    )
  })

  it('that overlap give every time once, as it is in the one given first', () => {
    const some = fc.array(fc.record({ second: fc.nat(60), speed: fc.nat(30) }), { maxLength: 30 })
    const asFixes = (drawn: { second: number; speed: number }[]) =>
      drawn.map(({ second, speed }) => ({ ...aFix, at: NOON + second * 1000, speedMps: speed }))
    fc.assert(
      fc.property(fc.array(some, { maxLength: 5 }), (drawn) => {
        const chunks = drawn.map(asFixes)
        expect(fixesOf(join(chunks.map(stored)))).toEqual(inOrder(chunks.flatMap((chunk) => inOrder(chunk))))
      }),
    )
  })

  it('of ten thousand fixes that were buffered and shuffled hold them all in order', () => {
    const fixes = drive('buffered', 10_000, { every: 5, jitterMs: 0 })
    const shuffled = fixes.map((fix, n) => ({ fix, key: Math.sin(n) })).sort((a, b) => a.key - b.key)
    const chunks = chunksOf(
      shuffled.map(({ fix }) => fix),
      FIVE_MINUTES,
    ).map(stored)
    expect([...join(chunks).at]).toEqual(fixes.map(({ at }) => at))
  })
})
const aFix: TrackFix = { at: NOON, lon: 121.44, lat: 29.83, speedMps: 0, headingDeg: 0, accuracyM: 5, flags: 0 }

it('a span of a track has its first moment and not its last', () => {
  const track = stored([0, 10, 20, 30].map((second) => ({ ...aFix, at: NOON + second * 1000 })))
  const seconds = (from: number, to: number) =>
    [...cut(track, NOON + from * 1000, NOON + to * 1000).at].map((at) => (at - NOON) / 1000)
  expect(seconds(10, 30)).toEqual([10, 20])
  expect(seconds(11, 31)).toEqual([20, 30])
  expect(seconds(-5, 1000)).toEqual([0, 10, 20, 30])
  expect(seconds(40, 50)).toEqual([])
  expect(seconds(30, 10)).toEqual([])
})

describe('a simplified track', () => {
  it('says at every moment where the unit was, to the tolerance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 60 }),
        (from, count, metres) => {
          const track = stored(DRIVE.slice(from, from + count))
          const simple = pick(track, simplify(track, metres))
          for (let row = 0; row < track.count; row++) {
            const fix = fixAt(track, row)
            expect(distanceM(placeAt(simple, fix.at), fix)).toBeLessThan(metres * 1.001 + 0.01)
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  it('keeps a wait at the lights that lies on a straight way', () => {
    const at = (second: number, metres: number) => ({
      ...aFix,
      at: NOON + second * 1000,
      lat: 29.83 + metres / 111_195,
    })
    const track = stored([at(0, 0), at(10, 100), at(20, 200), at(50, 200), at(60, 300), at(70, 400)])
    expect([...simplify(track, 5)]).toEqual([0, 2, 3, 5])
  })

  it('of a drive is a small part of it, and of nothing nothing', () => {
    const track = stored(DRIVE)
    expect(simplify(track, 10).length / track.count).toBeLessThan(0.4)
    expect([...simplify(emptyTrack(0), 10)]).toEqual([])
    expect([...simplify(stored([aFix]), 10)]).toEqual([0])
  })
})

/** Where a track says the unit was at a moment. */
function placeAt(track: Track, time: number) {
  const after = Math.max(
    1,
    track.at.findIndex((at) => at >= time),
  )
  const [a, b] = [fixAt(track, after - 1), fixAt(track, Math.min(after, track.count - 1))]
  const done = b.at === a.at ? 0 : (time - a.at) / (b.at - a.at)
  return { lon: a.lon + (b.lon - a.lon) * done, lat: a.lat + (b.lat - a.lat) * done }
}
