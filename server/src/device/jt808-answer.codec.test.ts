import { describe, expect, it } from 'vitest'
import { answerTo, askAgain, generalAnswer, registerAnswer } from './jt808-answer.codec.ts'
import { AHEAD_MS } from './jt808-draft.codec.ts'
import { createDeframer, E7, STANDARD } from './jt808-frame.codec.ts'
import { addressee, type Frame, readFrame, writeFrame } from './jt808-header.codec.ts'
import { readMessage } from './jt808-message.codec.ts'
import { locationBody } from './jt808-terminal.codec.ts'
import { fromHex, hex } from './octets.codec.ts'

const NOW = Date.UTC(2026, 2, 2, 4, 5, 6)
const terminal = addressee('13800138000', null)
function sent(id: number, body: readonly number[] | Uint8Array, from = terminal): Frame {
  const deframer = createDeframer()
  const [bytes = new Uint8Array()] = deframer.feed(writeFrame(from, { id, serial: 7, body }))
  const frame = readFrame(bytes, deframer.dialect(), 'lenient')
  if (frame.kind !== 'frame') throw new Error(frame.kind)
  return frame
}
/** Between the flags, without the check byte; in digits. */
function inside(wire: Uint8Array | null): string | null {
  const [bytes] = wire ? createDeframer().feed(wire) : []
  return bytes ? hex(bytes, 0, bytes.length - 1) : null
}
const answer = (frame: Frame) =>
  inside(answerTo(frame, readMessage(frame, { family: 'standard', aheadMs: AHEAD_MS }, NOW), 3, NOW))

describe('what the standard wants answered', () => {
  it('is a heartbeat, byte by byte', () => {
    expect(generalAnswer(sent(2, []), 3, 'done')).toEqual(fromHex('7e8001000501380013800000030007000200287e'))
  })

  it.each([
    [
      'a location: done',
      0x0200,
      locationBody({ at: NOW, lon: 121, lat: 29, located: true }, 0),
      '80010005013800138000000300070200' + '00',
    ],
    ['a broken one: wrong', 0x0200, [1, 2, 3], '8001000501380013800000030007020002'],
    ['an unknown message: unsupported', 0x0fff, [], '80010005013800138000000300070fff03'],
    ['one that needs nothing: done', 0x1007, [], '8001000501380013800000030007100700'],
    ['the time of 2019: UTC in BCD', 0x0004, [], '80040006013800138000000326030204' + '0506'],
    ['the time of some makers: UTC in numbers', 0x0109, [], '8109000801380013800000' + '0307ea030204050600'],
    ['a picture: its number', 0x0801, [0, 0, 0, 9, 0, 0, 1, 1], '880000040138001380000003' + '00000009'],
  ])('is %s', (_, id, body, expected) => {
    expect(answer(sent(id, body))).toBe(expected)
  })

  it.each([0x0001, 0x0104, 0x0107, 0x0201, 0x0500])('is not what itself is an answer: 0x%s', (id) => {
    expect(answer(sent(id, [0, 1, 0, 0, 0]))).toBeNull()
  })

  it('is not a registration before somebody has decided it', () => {
    expect(answer(sent(0x0100, new Uint8Array(37)))).toBeNull()
    expect(inside(registerAnswer(sent(0x0100, []), 3, 'done', 'K7'))).toBe('81000005013800138000000300070' + '04b37')
    expect(inside(registerAnswer(sent(0x0100, []), 3, 'terminalUnknown', 'K7'))).toBe('810000030138001380000003000704')
  })

  it('is a compact message with its highest bit set, in the short form', () => {
    const body = fromHex('020326040030294992001212655607242d1c0c000000074e000000000000030020000200')
    const frame = sent(0x5501, body)
    expect(answer(frame)).toBeNull()
    // Its own serial of one byte, then what was answered and that it was done.
    expect(answer({ ...frame, isMarked: true })).toBe('44010003013800138000' + '01' + '550100')
  })

  it('has the version and the long number of 2019, and the dialect it came in', () => {
    const modern = addressee('13800138000', 1)
    expect(answer(sent(2, [], modern))).toBe('8001400501000000000138001380' + '00' + '0003' + '0007000200')
    const other = { terminal: '00013800138000', version: null, dialect: E7 }
    const frame = sent(2, [], other)
    const wire = generalAnswer(frame, 3, 'done')
    expect([wire[0], wire.at(-1)]).toEqual([E7.flag, E7.flag])
  })

  it('asks for missing parts by the serial of the first', () => {
    const missing = { id: 0x0704, serial: 100, parts: [2, 5] }
    expect(inside(askAgain(terminal, 3, missing))).toBe('8003000701380013800000030064' + '02' + '00020005')
    expect(inside(askAgain(addressee('13800138000', 1), 3, missing))?.slice(34)).toBe('0064' + '0002' + '00020005')
  })

  it('is escaped like everything', () => {
    const wire = generalAnswer({ ...sent(2, []), serial: 0x7e7d, dialect: STANDARD }, 0x7d7e, 'failed')
    expect(hex(wire, 0, wire.length)).toBe('7e80010005013800138000' + '7d017d02' + '7d027d01' + '000201' + '2d' + '7e')
  })
})
