import { COSINES } from '@lianqin/shared/track/reckoning.codec'
import { fixAt, inOrder, type Track, type TrackFix } from '@lianqin/shared/track/track'
import {
  CHUNK_HEAD_BYTES,
  decodeChunk,
  encodeChunk,
  FIXES_IN_CHUNK,
  fixesIn,
  trackFaults,
} from '@lianqin/shared/track/track.codec'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drive } from '../../test/driving.ts'
import { chunksOf } from './chunks.rank.ts'

const NOON = Date.parse('2026-03-02T04:00:00.000Z')
const FIVE_MINUTES = 300_000

const aFix: fc.Arbitrary<TrackFix> = fc.record({
  at: fc.oneof(
    fc.integer({ min: NOON, max: NOON + 5000 }),
    fc.integer({ min: 0, max: 200 }).map((n) => NOON + n * 1000),
  ),
  lon: fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: 121.44, max: 121.45, noNaN: true })),
  lat: fc.oneof(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: 29.83, max: 29.84, noNaN: true })),
  speedMps: fc.double({ min: 0, max: 200, noNaN: true }),
  headingDeg: fc.double({ min: 0, max: 360, noNaN: true }),
  accuracyM: fc.double({ min: 0, max: 100_000, noNaN: true }),
  flags: fc.integer({ min: 0, max: 255 }),
})

function decoded(bytes: Uint8Array | null): Track {
  const read = decodeChunk(bytes ?? new Uint8Array())
  if (!read.ok) throw new Error(read.code)
  return read.track
}
const fixesOf = (track: Track) => Array.from({ length: track.count }, (_, row) => fixAt(track, row))

/** What a chunk keeps of a fix. */
const kept = ({ at, lon, lat, speedMps, headingDeg, accuracyM, flags }: TrackFix): TrackFix => ({
  at,
  lon: Math.round(lon * 1e6) / 1e6 + 0,
  lat: Math.round(lat * 1e6) / 1e6 + 0,
  speedMps: Math.round(speedMps * 10) / 10,
  headingDeg: Math.round(headingDeg) % 360,
  accuracyM: Math.round(accuracyM),
  flags,
})

describe('a chunk of a track', () => {
  it('gives back every fix to 1e-6 degrees, 0.1 m/s, a degree and a metre, in the order of time, each time once', () => {
    fc.assert(
      fc.property(fc.array(aFix, { minLength: 1, maxLength: 60 }), (fixes) => {
        expect(fixesOf(decoded(encodeChunk(fixes)))).toEqual(inOrder(fixes).map(kept))
      }),
      { numRuns: 500 },
    )
  })

  it('is the same whatever order its fixes came in, and however often', () => {
    const fixes = drive('order', 60, { every: 5, jitterMs: 0 })
    const shuffled = fc.shuffledSubarray([...fixes, ...fixes], { minLength: 120 })
    fc.assert(
      fc.property(shuffled, (given) => void expect(encodeChunk(given)).toEqual(encodeChunk(fixes))),
      { numRuns: 50 },
    )
  })

  it('of these two fixes is these bytes, for good', () => {
    const first = { at: NOON, lon: 121.4426, lat: 29.832, speedMps: 10, headingDeg: 90, accuracyM: 5, flags: 0 }
    const second = { ...first, at: NOON + 5000, lon: 121.443117, speedMps: 10.3, headingDeg: 92, flags: 2 }
    expect(Buffer.from(encodeChunk([first, second]) ?? []).toString('hex')).toBe(
      '01028827c08484a901c801b4010a00d0c4e87380cdb91c0615073e1c13815f',
    )
  })

  it.each([
    ['every second', { every: 1, jitterMs: 0 }, 3.2],
    ['every five seconds', { every: 5, jitterMs: 0 }, 4.5],
    ['every five seconds, told by the millisecond', { every: 5, jitterMs: 900 }, 5.9],
    ['every ten seconds', { every: 10, jitterMs: 0 }, 5.5],
  ])('takes less than six bytes of a fix told %s by a car in a city', (_, sampling, most) => {
    const fixes = drive('bytes', 3000, sampling)
    const bytes = chunksOf(fixes, FIVE_MINUTES).reduce((sum, chunk) => sum + (encodeChunk(chunk)?.length ?? 0), 0)
    expect(bytes / fixes.length).toBeLessThan(most)
  })

  it('is made of none, or of more fixes than it takes, not at all', () => {
    expect(encodeChunk([])).toBeNull()
    const [fix] = drive('many', 1, { every: 1, jitterMs: 0 })
    const many = (count: number) => Array.from({ length: count }, (_, n) => ({ ...(fix as TrackFix), at: NOON + n }))
    expect(encodeChunk(many(FIXES_IN_CHUNK + 1))).toBeNull()
    expect(decoded(encodeChunk(many(FIXES_IN_CHUNK))).count).toBe(FIXES_IN_CHUNK)
  })

  it('says by its first bytes how many fixes it holds', () => {
    fc.assert(
      fc.property(fc.array(aFix, { minLength: 1, maxLength: 200 }), (fixes) => {
        const bytes = encodeChunk(fixes) ?? new Uint8Array()
        expect(fixesIn(bytes.subarray(0, CHUNK_HEAD_BYTES))).toBe(decoded(bytes).count)
      }),
    )
    for (const none of [[], [2, 5], [1, 0x81, 0x80, 0x01], [1, 0]]) expect(fixesIn(Uint8Array.from(none))).toBe(0)
  })
})

describe('bytes that are no chunk', () => {
  const good = encodeChunk(drive('good', 20, { every: 5, jitterMs: 0 })) ?? new Uint8Array()
  it.each([
    ['nothing', new Uint8Array(), 'track.version'],
    ['another version', Uint8Array.from([2, ...good.slice(1)]), 'track.version'],
    ['more fixes than a chunk takes', Uint8Array.from([1, 0x81, 0x80, 0x01, 1, 0]), 'track.header'],
    ['the start of one', good.slice(0, -1), 'track.short'],
    ['one and something more', Uint8Array.from([...good, 0]), 'track.length'],
    [
      'one whose times do not go on',
      Uint8Array.from([1, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0x9f, 0xf8]),
      'track.values',
    ],
  ] as const)('are refused: %s', (_, bytes, code) => {
    expect(decodeChunk(bytes)).toEqual({ ok: false, code })
  })

  it('are refused, or hold only values in range, whatever they are', () => {
    const damaged = fc
      .tuple(fc.array(aFix, { minLength: 1, maxLength: 20 }), fc.array(fc.nat(999)), fc.nat(300))
      .map(([fixes, places, length]) => {
        const bytes = encodeChunk(fixes) ?? new Uint8Array()
        for (const place of places)
          if (place >> 3 < bytes.length) bytes[place >> 3] = (bytes[place >> 3] ?? 0) ^ (1 << (place & 7))
        return length > 200 ? bytes : bytes.slice(0, length)
      })
    fc.assert(
      fc.property(
        fc.oneof(
          damaged,
          fc.uint8Array({ maxLength: 60 }).map((rest) => Uint8Array.from([1, ...rest])),
        ),
        (bytes) => {
          const read = decodeChunk(bytes)
          if (!read.ok) return void expect(trackFaults).toContain(read.code)
          expect(read.track.count).toBeLessThanOrEqual(FIXES_IN_CHUNK)
          for (const { at, lon, lat, speedMps, headingDeg, accuracyM } of fixesOf(read.track)) {
            expect(() => new Date(at).toISOString()).not.toThrow()
            expect(Math.abs(lon) <= 180 && Math.abs(lat) <= 90).toBe(true)
            expect(speedMps >= 0 && accuracyM >= 0 && headingDeg >= 0 && headingDeg < 360).toBe(true)
          }
          expect(read.track.at).toEqual(read.track.at.toSorted())
        },
      ),
      { numRuns: 3000 },
    )
  })
})

it('every machine rounds the table of cosines alike: none lies near the middle between two steps', () => {
  for (const [degree, value] of COSINES.entries()) {
    expect(Math.abs(Math.abs(Math.cos((degree * Math.PI) / 180) * 2 ** 14 - value) - 0.5)).toBeGreaterThan(1e-4)
  }
})
