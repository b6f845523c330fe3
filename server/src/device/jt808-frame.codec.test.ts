import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDeframer, E7, HELD_MOST, onTheWire, STANDARD } from './jt808-frame.codec.ts'
import { ascii, fromHex } from './octets.codec.ts'

const plain = (frames: readonly Uint8Array[]) => frames.map((frame) => [...frame])
const flagged = (...frames: number[][]) =>
  Buffer.concat(frames.map((frame) => onTheWire(Uint8Array.from(frame), STANDARD)))
/** Any frame that is long enough to be one; flags and escapes are frequent in it. */
const aFrame = fc.array(fc.oneof(fc.constantFrom(0x7d, 0x7e, 1, 2), fc.integer({ min: 0, max: 255 })), {
  minLength: 12,
  maxLength: 200,
})

describe('escaping', () => {
  it('writes the example of the standard: 30 7e 08 7d 55 becomes 30 7d02 08 7d01 55', () => {
    expect(onTheWire(fromHex('307e087d55'), STANDARD)).toEqual(fromHex('7e307d02087d01557e'))
  })

  it('comes back, in both dialects', () => {
    fc.assert(
      fc.property(aFrame, fc.constantFrom(STANDARD, E7), (frame, dialect) => {
        const deframer = createDeframer()
        expect(plain(deframer.feed(onTheWire(Uint8Array.from(frame), dialect)))).toEqual([frame])
        expect(deframer.dialect()).toBe(dialect)
      }),
    )
  })

  it('counts an escape that stands for nothing as spoilt and goes on with the next frame', () => {
    const deframer = createDeframer()
    const good = Array.from({ length: 12 }, (_, nth) => nth)
    expect(deframer.feed(fromHex('7e0102030405060708090a0b0c7d037e'))).toEqual([])
    expect(deframer.feed(fromHex('7e0102030405060708090a0b0c0d7d7e'))).toEqual([])
    expect(plain(deframer.feed(flagged(good)))).toEqual([good])
    expect(deframer.counted).toMatchObject({ frames: 1, spoilt: 2, overflows: 0 })
  })
})

describe('a stream', () => {
  it('is read alike however it is cut and glued', () => {
    fc.assert(
      fc.property(
        fc.array(aFrame, { maxLength: 8 }),
        fc.array(fc.nat({ max: 2000 }), { maxLength: 20 }),
        (frames, cuts) => {
          const stream = flagged(...frames)
          const deframer = createDeframer()
          const at = [0, ...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length]
          const read = at.slice(1).flatMap((to, nth) => plain(deframer.feed(stream.subarray(at[nth], to))))
          expect(read).toEqual(frames)
          expect(deframer.held()).toBe(0)
        },
      ),
    )
  })

  it('is read alike split at every byte', () => {
    const frames = [fromHex('0200001a013800138000000100000000'), fromHex('0002000001380013800000027d7e7d7e')].map(
      (frame) => [...frame],
    )
    const stream = flagged(...frames)
    for (let cut = 0; cut <= stream.length; cut++) {
      const deframer = createDeframer()
      expect([...plain(deframer.feed(stream.subarray(0, cut))), ...plain(deframer.feed(stream.subarray(cut)))]).toEqual(
        frames,
      )
    }
  })

  it('may use one flag between two frames, or line ends after each', () => {
    const frame = Array.from({ length: 20 }, (_, nth) => nth)
    const shared = Buffer.from([0x7e, ...frame, 0x7e, ...frame, 0x7e, ...frame, 0x7e])
    expect(plain(createDeframer().feed(shared))).toEqual([frame, frame, frame])
    const lines = Buffer.concat([flagged(frame), Buffer.from('\r\n'), flagged(frame), Buffer.from('\r\n')])
    expect(plain(createDeframer().feed(lines))).toEqual([frame, frame])
  })

  it('finds back after garbage, and counts it', () => {
    const frame = Array.from({ length: 20 }, (_, nth) => nth)
    const deframer = createDeframer()
    expect(plain(deframer.feed(Buffer.concat([Buffer.from('$$garbage'), flagged(frame)])))).toEqual([frame])
    expect(deframer.counted).toMatchObject({ frames: 1, noise: 9 })
  })

  it('carries sentences of locks between its frames', () => {
    const frame = Array.from({ length: 20 }, (_, nth) => nth)
    const words = ascii('(740190311185,1,001,ELOCK,3,529439)')
    const stream = Buffer.concat([
      Buffer.from(words),
      flagged(frame),
      Buffer.from(words),
      Buffer.from(words),
      flagged(frame),
    ])
    const expected = [words, frame, words, words, frame]
    expect(plain(createDeframer().feed(stream))).toEqual(expected)
    const slow = createDeframer()
    expect(Array.from(stream, (byte) => slow.feed(Uint8Array.of(byte))).flatMap(plain)).toEqual(expected)
  })

  it('holds at most 4 KB without an end, says so, and finds back', () => {
    const frame = Array.from({ length: 20 }, (_, nth) => nth)
    const deframer = createDeframer()
    deframer.feed(Uint8Array.of(0x7e))
    for (let nth = 0; nth < 100; nth++) {
      deframer.feed(new Uint8Array(1000).fill(0x55))
      expect(deframer.held()).toBeLessThanOrEqual(HELD_MOST)
    }
    expect(deframer.counted.overflows).toBe(1)
    expect(plain(deframer.feed(flagged(frame)))).toEqual([frame])
  })

  it('of any bytes in any pieces breaks nothing and stays small', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 3000 }),
      fc
        .array(fc.constantFrom(0x7e, 0x7d, 0xe7, 0x28, 0x29, 0), { maxLength: 60 })
        .map((bytes) => Uint8Array.from(bytes)),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const deframer = createDeframer()
        let came = 0
        for (const bytes of pieces) {
          came += bytes.length
          for (const frame of deframer.feed(bytes)) expect(frame.length).toBeLessThanOrEqual(came)
          expect(deframer.held()).toBeLessThanOrEqual(HELD_MOST)
        }
        expect(deframer.counted.noise).toBeLessThanOrEqual(came)
      }),
    )
  })
})
