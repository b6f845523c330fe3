import { standardTerminal } from '@lianqin/shared/device'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KnownDevice } from './device-book.ts'
import { addressee, writeFrame } from './jt808-header.codec.ts'
import { createTerminalLine } from './jt808-line.ts'
import { authenticationBody, locationBody, registrationBody, writeParts } from './jt808-terminal.codec.ts'
import { hashOf } from './secret.ts'

const NOW = Date.UTC(2026, 2, 2, 4)
const device: KnownDevice = {
  id: 'device-1',
  protocol: 'jt808',
  name: '13000000001',
  unitId: 'unit-1',
  areaId: null,
  crs: 'wgs84',
  terminal: standardTerminal,
  state: 'active',
  version: 1,
  secretHash: hashOf('code'),
}
const me = addressee(device.name, null)

function opened() {
  const seen = { taken: 0, refused: 0, strangers: 0, said: 0, isOver: false, isBanished: false }
  const time = { now: NOW }
  const line = createTerminalLine({
    book: {
      get: (id) => (id === device.id ? device : undefined),
      bySecret: () => undefined,
      terminal: (names) => (names.includes(device.name) ? device : undefined),
      learn: async () => {},
      hear: async () => {},
      onChange: () => {},
    },
    reception: {
      find: () => null,
      tell: () => {},
      known: () => device,
      heard: () => {},
      called: () => {},
      take: () => {
        seen.taken++
        return 'newest'
      },
      written: async () => {},
      refuse: () => void seen.refused++,
      turnAway: () => void seen.strangers++,
    },
    clock: () => time.now,
    rate: { perS: 10, burst: 100 },
    source: '',
    say: () => void seen.said++,
    hangUp: () => {
      seen.isOver = true
    },
    banish: () => {
      seen.isBanished = true
    },
    enrol: async (_, { terminalId }) => (terminalId === 'T1' ? 'code' : null),
    admitted: () => !seen.isBanished,
  })
  return { line, seen, time }
}
const frame = (id: number, body: readonly number[], serial = 1) => writeFrame(me, { id, serial, body })
const hello = frame(0x0102, authenticationBody({ code: 'code', imei: null, software: null }))
const here = locationBody({ at: NOW, lon: 121.4426, lat: 29.832, located: true }, 0)

describe('the line of a terminal', () => {
  it('takes any bytes in any pieces: nothing is thrown, and nobody is let in by chance', async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 600 }),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Uint8Array.from([0x7e, ...bytes, 0x7e])),
      fc
        .tuple(fc.integer({ min: 0, max: 0xffff }), fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 80 }))
        .map(([id, body]) => frame(id, body)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const { line, seen } = opened()
        for (const one of pieces) await line.feed(one)
        expect(seen.taken).toBe(0)
      }),
    )
  })

  it('answers what comes glued and broken once each, and hands every position on', async () => {
    const wire = [hello, ...Array.from({ length: 20 }, (_, nth) => frame(0x0200, here, nth + 2))].flatMap((one) => [
      ...one,
    ])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 }), async (cuts) => {
        const { line, seen } = opened()
        let from = 0
        for (const cut of [...cuts, wire.length]) {
          await line.feed(Uint8Array.from(wire.slice(from, from + cut)))
          from += cut
        }
        expect(seen).toMatchObject({ taken: 20, said: 21, isOver: false })
      }),
    )
  })

  it('lets a terminal in that registers, once it is found to be the one, and what it says meanwhile waits for that', async () => {
    const { line, seen } = opened()
    const said = { province: 33, city: 203, maker: 'M', model: 'X', terminalId: 'T1', plateColour: 1, plate: 'B' }
    await line.feed(Buffer.concat([frame(0x0100, registrationBody(said, 2013)), frame(0x0200, here)]))
    expect(seen).toMatchObject({ taken: 1, said: 2, refused: 0 })
    const other = opened()
    await other.line.feed(frame(0x0100, registrationBody({ ...said, terminalId: 'T2' }, 2013)))
    await other.line.feed(frame(0x0200, here))
    expect(other.seen).toMatchObject({ taken: 0, said: 2, refused: 2 })
  })

  it('is held up when it says more than its rate allows, parts counting little', async () => {
    const { line } = opened()
    expect(await line.feed(hello)).toBe(0)
    const many = Buffer.concat(Array.from({ length: 149 }, (_, nth) => frame(0x0002, [], nth)))
    expect(await line.feed(many)).toBe(5_000)
    const parts = opened()
    const wire = writeParts(me, 0x0704, 1, new Array(6_000).fill(0), 100)
    expect(await parts.line.feed(Buffer.concat(wire))).toBe(0)
  })

  it('ends at the tenth message that nobody may send', async () => {
    const { line, seen } = opened()
    for (let nth = 0; nth < 9; nth++) await line.feed(frame(0x0200, here, nth))
    expect(seen).toMatchObject({ isOver: false, taken: 0 })
    await line.feed(frame(0x0200, here, 9))
    expect(seen).toMatchObject({ isOver: true, isBanished: false })
  })

  const broken = Uint8Array.from([...hello.subarray(0, 5), (hello[5] ?? 0) ^ 1, ...hello.subarray(6)])
  it('is kept out at the tenth broken frame within a minute; a bad one now and then is nothing', async () => {
    const { line, seen, time } = opened()
    for (let nth = 0; nth < 9; nth++) await line.feed(broken)
    time.now += 60_001
    for (let nth = 0; nth < 9; nth++) await line.feed(broken)
    await line.feed(hello)
    await line.feed(frame(0x0200, here))
    expect(seen).toMatchObject({ isBanished: false, taken: 1 })
    await line.feed(Buffer.concat([broken, frame(0x0200, here)]))
    expect(seen).toMatchObject({ isBanished: true, taken: 1 })
  })

  it('of a terminal that is kept out is closed when it says who it is, and nothing of it is taken', async () => {
    const { line, seen } = opened()
    seen.isBanished = true
    await line.feed(Buffer.concat([hello, frame(0x0200, here)]))
    expect(seen).toMatchObject({ isOver: true, taken: 0 })
  })
})
