import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDeframer, STANDARD } from './jt808-frame.codec.ts'
import { addressee, type Frame, readFrame } from './jt808-header.codec.ts'
import { createAssembler, PARTS_BYTES_MOST, PARTS_MOST, PARTS_WITHIN_MS } from './jt808-parts.codec.ts'
import { writeParts } from './jt808-terminal.codec.ts'

const from = addressee('13800138000', null)
function framesOf(body: readonly number[], serial = 100, most = 100, id = 0x0704): Frame[] {
  const deframer = createDeframer()
  return writeParts(from, id, serial, body, most).flatMap((wire) =>
    deframer.feed(Buffer.from(wire)).flatMap((bytes) => {
      const frame = readFrame(bytes, STANDARD, 'strict')
      return frame.kind === 'frame' ? [frame] : []
    }),
  )
}
const aPart = (part: number, parts: number, length = 10): Frame => ({
  ...(framesOf([1])[0] as Frame),
  part,
  parts,
  serial: 100 + part - 1,
  bytes: new Uint8Array(length + 1),
  from: 0,
  to: length,
})
const body = Array.from({ length: 1000 }, (_, nth) => nth & 255)

describe('a message in parts', () => {
  it('is whole when the last part has come, in whatever order, some of them twice', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 }),
        fc.nat({ max: 9 }),
        (order, twice) => {
          const frames = framesOf(body)
          const assembler = createAssembler()
          const sent = order.slice(0, -1)
          for (const nth of [...sent, sent[twice % sent.length] ?? 0]) {
            expect(assembler.take(frames[nth] as Frame, 0)).toEqual({ kind: 'waiting' })
          }
          const whole = assembler.take(frames[order.at(-1) ?? 0] as Frame, 0)
          expect(whole).toMatchObject({ kind: 'frame', id: 0x0704, parts: 1, part: 1, from: 0, to: 1000 })
          expect(whole.kind === 'frame' && [...whole.bytes]).toEqual(body)
          expect([assembler.held(), assembler.given()]).toEqual([0, 0])
        },
      ),
      { numRuns: 50 },
    )
  })

  it('of one part is whole at once, and one without parts passes as it is', () => {
    const [single] = framesOf([1, 2, 3], 1, 100)
    expect(createAssembler().take(single as Frame, 0)).toBe(single)
  })

  it('survives the piece of the stream that its parts came in', () => {
    const [one, two] = framesOf([1, 2, 3, 4], 1, 2) as [Frame, Frame]
    const assembler = createAssembler()
    assembler.take(one, 0)
    one.bytes.fill(0)
    const whole = assembler.take(two, 0)
    expect(whole.kind === 'frame' && [...whole.bytes]).toEqual([1, 2, 3, 4])
  })

  it('passes the end of the serials', () => {
    const assembler = createAssembler()
    const read = framesOf(body, 0xfffe).map((frame) => assembler.take(frame, 0).kind)
    expect(read.at(-1)).toBe('frame')
  })

  it('ends when another begins, and that is counted', () => {
    const [first] = framesOf(body, 100)
    const assembler = createAssembler()
    assembler.take(first as Frame, 0)
    const read = framesOf(body, 500).map((frame) => assembler.take(frame, 0).kind)
    expect(read.at(-1)).toBe('frame')
    expect(assembler.given()).toBe(1)
  })

  it('is given up after 30 seconds', () => {
    const frames = framesOf(body, 100, 500)
    const assembler = createAssembler()
    assembler.take(frames[0] as Frame, 0)
    expect(assembler.take(frames[1] as Frame, PARTS_WITHIN_MS + 1)).toEqual({ kind: 'waiting' })
    expect(assembler.given()).toBe(1)
    expect(assembler.take(frames[0] as Frame, PARTS_WITHIN_MS + 2).kind).toBe('frame')
  })

  it('says what is missing, to be asked for', () => {
    const frames = framesOf(body)
    const assembler = createAssembler()
    expect(assembler.missing()).toBeNull()
    for (const nth of [0, 2, 9]) assembler.take(frames[nth] as Frame, 0)
    expect(assembler.missing()).toEqual({ id: 0x0704, serial: 100, parts: [2, 4, 5, 6, 7, 8, 9] })
  })

  it.each([
    ['a part beyond the last', aPart(4, 3), 'part.number'],
    ['a part numbered 0', aPart(0, 3), 'part.number'],
    ['no parts at all', aPart(1, 0), 'part.number'],
    ['too many parts', aPart(1, PARTS_MOST + 1), 'part.too-many'],
  ])('with %s is refused', (_, frame, code) => {
    expect(createAssembler().take(frame, 0)).toEqual({ kind: 'fault', code })
  })

  it('larger than 64 KB is refused, and nothing of it is kept', () => {
    const assembler = createAssembler()
    const results = Array.from({ length: 10 }, (_, nth) => assembler.take(aPart(nth + 1, 10, 10_000), 0).kind)
    expect(results.slice(0, 7)).toEqual([...Array(6).fill('waiting'), 'fault'])
    expect(assembler.held()).toBeLessThanOrEqual(PARTS_BYTES_MOST)
  })

  it('never holds more than 64 KB, whatever comes', () => {
    const part = fc.record({
      part: fc.integer({ min: 0, max: 70 }),
      parts: fc.integer({ min: 0, max: 70 }),
      serial: fc.integer({ min: 0, max: 100 }),
      length: fc.integer({ min: 0, max: 20_000 }),
    })
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const assembler = createAssembler()
        for (const { part, parts: count, serial, length } of parts) {
          assembler.take({ ...aPart(part, count, length), serial }, 0)
          expect(assembler.held()).toBeLessThanOrEqual(PARTS_BYTES_MOST)
        }
      }),
      { numRuns: 50 },
    )
  })
})
