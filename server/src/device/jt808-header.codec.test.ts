import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDeframer, E7, STANDARD } from './jt808-frame.codec.ts'
import { addressee, readFrame, terminalNames, writeFrame } from './jt808-header.codec.ts'
import { fromHex } from './octets.codec.ts'

/** Written by hand from the tables of the standard: a heartbeat of 2013 and one of 2019. */
const HEARTBEAT_2013 = '000200000138001380000007a8'
const HEARTBEAT_2019 = '000240000100000000013800138000000001' // check byte is added below
const check = (digits: string) => {
  const bytes = fromHex(digits)
  return fromHex(
    digits +
      bytes
        .reduce((sum, byte) => sum ^ byte, 0)
        .toString(16)
        .padStart(2, '0'),
  )
}
const fault = (code: string) => ({ kind: 'fault', code })
const readBack = (wire: Uint8Array) => {
  const deframer = createDeframer()
  const [bytes = new Uint8Array()] = deframer.feed(wire)
  return readFrame(bytes, deframer.dialect(), 'strict')
}

describe('a header', () => {
  it('of 2013 has six bytes of number and twelve in all', () => {
    expect(readFrame(check(HEARTBEAT_2013.slice(0, -2)), STANDARD, 'strict')).toMatchObject({
      kind: 'frame',
      id: 2,
      terminal: '013800138000',
      serial: 7,
      version: null,
      parts: 1,
      part: 1,
      from: 12,
      to: 12,
    })
  })

  it('of 2019 has a version, ten bytes of number and seventeen in all', () => {
    expect(readFrame(check(HEARTBEAT_2019.slice(0, 34)), STANDARD, 'strict')).toMatchObject({
      id: 2,
      terminal: '00000000013800138000',
      serial: 0,
      version: 1,
      from: 17,
      to: 17,
    })
  })

  it('of a part says which of how many', () => {
    const frame = readFrame(
      check('0801200301380013800000090003000201aabb'.slice(0, -2).concat('cc')),
      STANDARD,
      'strict',
    )
    expect(frame).toMatchObject({ id: 0x0801, parts: 3, part: 2, from: 16, to: 19, serial: 9 })
  })

  it.each([
    ['nothing', '', 'frame.short'],
    ['half a header', '000200000138', 'frame.short'],
    ['a part without its numbers', '08012000013800138000000900', 'frame.short'],
    ['more than its length says', '00020000013800138000000755', 'frame.length'],
    ['less than its length says', '000200050138001380000007', 'frame.length'],
    ['an encrypted body', '0200040101380013800000075a', 'frame.encrypted'],
  ])('is broken with %s', (_, digits, code) => {
    expect(readFrame(check(digits), STANDARD, 'strict')).toEqual(fault(code))
  })

  it('is broken if any single bit fell over', () => {
    const whole = check(HEARTBEAT_2013.slice(0, -2))
    for (let bit = 0; bit < 8 * whole.length; bit++) {
      const spoilt = Uint8Array.from(whole)
      spoilt[bit >> 3] = (spoilt[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(readFrame(spoilt, STANDARD, 'strict').kind).toBe('fault')
    }
  })

  it('is read as long as it is, if the terminal is set to be known for wrong lengths and check bytes', () => {
    const wrong = fromHex('020000ff01380013800000070102030400')
    expect(readFrame(wrong, STANDARD, 'strict')).toEqual(fault('frame.length'))
    expect(readFrame(wrong, STANDARD, 'lenient')).toMatchObject({ id: 0x0200, from: 12, to: 16 })
  })

  it('of a compact message has a serial of one byte', () => {
    expect(readFrame(check('55018c018560090010174701'), STANDARD, 'strict')).toMatchObject({
      id: 0x5501,
      serial: 0x47,
      isMarked: true,
      from: 11,
      to: 12,
    })
  })
})

describe('what is written is read again', () => {
  const digits = (count: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: count }).map((all) => all.join(''))
  it('whatever number, version, serial, body and part', () => {
    fc.assert(
      fc.property(
        fc.record({
          digits: digits(12),
          version: fc.constantFrom(null, 1),
          id: fc.integer({ min: 0, max: 0xffff }).filter((id) => ![0x5501, 0x5502, 0x4401].includes(id)),
          serial: fc.integer({ min: 0, max: 0xffff }),
          body: fc.uint8Array({ maxLength: 1023 }),
          part: fc.option(fc.constant([2, 5] as const), { nil: undefined }),
        }),
        ({ digits, version, id, serial, body, part }) => {
          const to = addressee(digits, version)
          const frame = readBack(writeFrame(to, { id, serial, body, ...(part ? { part } : {}) }))
          expect(frame).toMatchObject({
            kind: 'frame',
            id,
            serial,
            version,
            terminal: to.terminal,
            part: part?.[0] ?? 1,
          })
          if (frame.kind === 'frame') expect([...frame.bytes.subarray(frame.from, frame.to)]).toEqual([...body])
        },
      ),
    )
  })

  it('in the dialect with another flag and seven bytes of number', () => {
    const to = { terminal: '00013800138000', version: null, dialect: E7 }
    const wire = writeFrame(to, { id: 0x0200, serial: 1, body: [0xe6, 0xe7, 0x3e, 0x3d, 0x7e] })
    expect([wire[0], wire.at(-1)]).toEqual([0xe7, 0xe7])
    expect(readBack(wire)).toMatchObject({ id: 0x0200, terminal: '00013800138000', serial: 1 })
  })
})

describe('a terminal is known', () => {
  it.each([
    ['013800138000', ['13800138000', '013800138000']],
    ['413056480105', ['413056480105']],
    ['00000866496077582164', ['866496077582164', '00000866496077582164']],
    ['000000000000', ['0', '000000000000']],
    // 49015420323751 in binary, with the check digit 8: the example of the IMEI's own standard.
    ['2c944ab787a7', ['490154203237518', '2c944ab787a7']],
  ])('by %s under %j', (terminal, names) => {
    expect(terminalNames(terminal)).toEqual(names)
  })
})

it('any bytes are a frame, a sentence or a fault', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1200 }), fc.constantFrom('strict', 'lenient'), (bytes, strictness) => {
      const read = readFrame(bytes, STANDARD, strictness)
      if (read.kind === 'frame') expect(read.from <= read.to && read.to < bytes.length).toBe(true)
      else expect(['sentence', 'fault']).toContain(read.kind)
    }),
  )
})
