import { terminalFamilies } from '@lianqin/shared/device'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerTo } from './jt808-answer.codec.ts'
import { AHEAD_MS } from './jt808-draft.codec.ts'
import { STANDARD } from './jt808-frame.codec.ts'
import type { Frame } from './jt808-header.codec.ts'
import { readMessage, type Settings } from './jt808-message.codec.ts'
import { authenticationBody, batchBody, locationBody, registrationBody } from './jt808-terminal.codec.ts'
import { ascii, fromHex } from './octets.codec.ts'

const NOW = Date.UTC(2026, 2, 2, 4)
const settings: Settings = { family: 'standard', aheadMs: AHEAD_MS }
const HERE = { at: NOW, lon: 121.4426, lat: 29.832, located: true }

function frameOf(id: number, body: readonly number[] | Uint8Array, version: number | null = null): Frame {
  const bytes = Uint8Array.from([...body, 0])
  const header = { id, serial: 7, version, terminal: '013800138000', isMarked: true, parts: 1, part: 1 }
  return { kind: 'frame', ...header, dialect: STANDARD, bytes, from: 0, to: bytes.length - 1 }
}
const read = (id: number, body: readonly number[] | Uint8Array | string, version: number | null = null) =>
  readMessage(frameOf(id, typeof body === 'string' ? fromHex(body.replaceAll(' ', '')) : body, version), settings, NOW)

describe('a registration', () => {
  const said = {
    province: 33,
    city: 203,
    maker: '70111',
    model: 'BSJ-A6',
    terminalId: '0567872',
    plateColour: 1,
    plate: 'B88888',
  }
  it.each([
    ['2011', null],
    ['2013', null],
    ['2019', 1],
  ] as const)('of %s comes back as it was written', (edition, version) => {
    expect(read(0x0100, registrationBody(said, Number(edition) as 2011), version)).toEqual({
      kind: 'register',
      ...said,
    })
  })

  it('has its plate in GBK', () => {
    const body = [...registrationBody({ ...said, plate: '' }, 2013), ...fromHex('d5e3423838383838')]
    expect(read(0x0100, body)).toMatchObject({ plate: '浙B88888' })
  })

  it('may have bytes where letters were meant, and these are shown as digits', () => {
    const body = registrationBody(said, 2013)
    body.splice(29, 7, 0, 1, 0xff, 0xfe, 0x80, 9, 3)
    expect(read(0x0100, body)).toMatchObject({ terminalId: '0001fffe800903' })
  })

  it('cut short is broken', () => {
    expect(read(0x0100, '002c012f37')).toEqual({ kind: 'fault', code: 'body.short' })
  })
})

describe('an authentication', () => {
  it('until 2019 is the code alone', () => {
    expect(read(0x0102, ascii('8300'))).toEqual({ kind: 'authenticate', code: '8300', imei: null, software: null })
  })

  it('since 2019 has IMEI and software behind it', () => {
    const said = { code: 'secret', imei: '490154203237518', software: 'V2.1' }
    expect(read(0x0102, authenticationBody(said), 1)).toEqual({ kind: 'authenticate', ...said })
  })

  it('of a terminal that sets the version and writes the code alone is understood', () => {
    expect(read(0x0102, ascii('8300'), 1)).toMatchObject({ code: '8300' })
  })

  it('without a code is broken', () => {
    expect(read(0x0102, [])).toEqual({ kind: 'fault', code: 'body.short' })
  })
})

describe('messages', () => {
  it.each([
    ['an answer to us', 0x0001, '0003 8103 00', { kind: 'reply', serial: 3, to: 0x8103, result: 0 }],
    ['a heartbeat', 0x0002, '', { kind: 'heartbeat', facts: null }],
    [
      'a heartbeat with battery and signal',
      0x0002,
      '501f00',
      { kind: 'heartbeat', facts: { batteryPercent: 80, signal: 31, state: 0 } },
    ],
    ['good-bye', 0x0003, '', { kind: 'unregister' }],
    ['what time is it, 2019', 0x0004, '', { kind: 'time' }],
    ['what time is it, some makers', 0x0109, '', { kind: 'time' }],
    [
      'what it is set to',
      0x0104,
      '0001 02 00000001 04 0000003c 00000013 04 686f7374',
      { kind: 'status', facts: { heartbeatS: 60, server: 'host' } },
    ],
    [
      'what it is',
      0x0107,
      `0001 3730313131 ${'41'.repeat(20)} ${'42'.repeat(7)} 89860118010862221650`,
      { kind: 'status', facts: { maker: '70111', iccid: '89860118010862221650' } },
    ],
    ['the answer to a command', 0x0701, '00000002 4f4b', { kind: 'status', facts: { text: 'OK' } }],
    [
      'a driver',
      0x0702,
      `01 260302120000 00 04 4368656e ${'31'.repeat(20)} 02 4e42 20300101`,
      { kind: 'status', at: NOW, facts: { driver: 'Chen', agency: 'NB', validUntil: '20300101' } },
    ],
    ['words in UTF-16', 0x1300, '0001 004f 004b', { kind: 'status', facts: { text: 'OK' } }],
    ['forces', 0x2070, '260302120000 0001 8002 0003', { kind: 'status', at: NOW, facts: { forces: '1,-2,3' } }],
    ['words', 0x6006, '01 4f4b', { kind: 'status', facts: { text: 'OK' } }],
    ['battery and time', 0x0210, '4f 260302120000', { kind: 'status', at: NOW, facts: { batteryPercent: 79 } }],
    ['a zone to agree on', 0x1007, '40000000', { kind: 'other', id: 0x1007 }],
    ['a picture of an event', 0x0800, '00000001 00 00 01 01', { kind: 'other', id: 0x0800 }],
    ['nothing that anybody knows', 0x0fff, '00', { kind: 'unknown', id: 0x0fff }],
  ] as const)('%s', (_, id, body, expected) => {
    expect(read(id, body)).toMatchObject(expected)
  })

  const body = locationBody(HERE, 0)
  it.each([
    ['a location', 0x0200, body, 1],
    ['the answer to where it is', 0x0201, [0, 3, ...body], 1],
    ['the answer to a command to the vehicle', 0x0500, [0, 3, ...body], 1],
    ['a batch', 0x0704, batchBody([body, body, body], false), 3],
    ['the batch of some makers', 0x0210, [body.length, ...body, body.length, ...body], 2],
  ] as const)('%s is where the unit is', (_, id, bytes, count) => {
    const message = read(id, bytes)
    expect(message).toMatchObject({ kind: 'reports', spoilt: 0 })
    expect(message.kind === 'reports' && message.reports).toHaveLength(count)
    expect(message).toMatchObject({ reports: Array(count).fill(HERE) })
  })

  it('a picture brings its place along', () => {
    expect(read(0x0801, [0, 0, 0, 9, 0, 0, 1, 1, ...body.slice(0, 28), 0xff, 0xd8])).toMatchObject({
      kind: 'media',
      mediaId: 9,
      report: HERE,
    })
    expect(read(0x0801, [0, 0, 0, 9, 0, 0, 1, 1])).toEqual({ kind: 'media', mediaId: 9, report: null })
  })
})

describe('a batch', () => {
  const good = locationBody(HERE, 0)
  const wrong = good.with(8, 0xff)
  it('says of each position that it comes late, if it does', () => {
    expect(read(0x0704, batchBody([good], true))).toMatchObject({ reports: [{ ...HERE, buffered: true }] })
    expect(read(0x0704, batchBody([good], false))).toMatchObject({ reports: [{ ...HERE, buffered: false }] })
  })

  it('gives what can be read and counts what cannot', () => {
    expect(read(0x0704, batchBody([good, wrong, good], true))).toMatchObject({ reports: [HERE, HERE], spoilt: 1 })
    expect(read(0x0704, batchBody([good, good], true).slice(0, -5))).toMatchObject({ reports: [HERE], spoilt: 1 })
  })

  it('of nothing readable is broken', () => {
    expect(read(0x0704, batchBody([wrong], true))).toMatchObject({ kind: 'fault' })
    expect(read(0x0704, '0001')).toMatchObject({ kind: 'fault' })
  })
})

it('any body of any message is a message or a fault, and can be answered', () => {
  const ids = [
    0x0001, 0x0002, 0x0100, 0x0102, 0x0104, 0x0107, 0x0200, 0x0201, 0x0210, 0x0500, 0x0701, 0x0702, 0x0704, 0x0801,
    0x0900, 0x1300, 0x2070, 0x5501, 0x5502, 0x6006,
  ]
  const id = fc.oneof(fc.constantFrom(...ids), fc.integer({ min: 0, max: 0xffff }))
  const start = fc.constantFrom(
    [],
    [0x40],
    [0x41],
    [0x53],
    [0x54],
    [0xf0],
    [0xf3],
    [0xff],
    [0xf0, 0x26, 3, 2, 0x12, 0, 0, 0, 0, 2],
  )
  fc.assert(
    fc.property(
      id,
      start,
      fc.uint8Array({ maxLength: 1023 }),
      fc.constantFrom(...terminalFamilies),
      fc.constantFrom(null, 1),
      (id, head, rest, family, version) => {
        const frame = frameOf(id, [...head, ...rest], version)
        const message = readMessage(frame, { family, aheadMs: AHEAD_MS }, NOW)
        expect(typeof message.kind).toBe('string')
        expect(JSON.stringify(message)).not.toContain('undefined')
        const answer = answerTo(frame, message, 1, NOW)
        if (answer) expect([answer[0], answer.at(-1)]).toEqual([0x7e, 0x7e])
      },
    ),
    { numRuns: 3000 },
  )
})

it('any true location with any byte changed is a message or a fault', () => {
  const body = locationBody(HERE, 1)
  for (let at = 0; at < body.length; at++) {
    for (const byte of [0, 1, 0x7f, 0x80, 0xff]) {
      const message = read(0x0200, body.with(at, byte))
      if (message.kind === 'reports') expect(Math.abs(message.reports[0]?.lat ?? 0)).toBeLessThanOrEqual(90)
      else expect(message.kind).toBe('fault')
    }
  }
})
