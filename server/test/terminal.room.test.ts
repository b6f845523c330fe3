import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceWithSecret, NewDevice } from '@lianqin/shared/device'
import type { Fix } from '@lianqin/shared/unit'
import { describe, expect, it } from 'vitest'
import { onTheWire, STANDARD } from '../src/device/jt808-frame.codec.ts'
import { readFrame, writeFrame } from '../src/device/jt808-header.codec.ts'
import {
  authenticationBody,
  batchBody,
  locationBody,
  registrationBody,
  writeParts,
} from '../src/device/jt808-terminal.codec.ts'
import { fromHex, text } from '../src/device/octets.codec.ts'
import { type Dialled, deviceOf, dial, doubts, readOf, register, resultIn, strangers } from './device.kit.ts'
import { GULIN, until, useServer } from './kit.ts'
import { HOUR, trackOf } from './track.kit.ts'

const server = useServer({ JT808_PORT: '0' })
const newest = async (unitId: string) =>
  (await (await server.as('chen')).get<{ fixes: Fix[] }>('/positions')).body.fixes.find((fix) => fix.unitId === unitId)
const onDuty = (name: string) => server.onDuty({ name, ...GULIN })
const terminal = (name: string, change: Partial<NewDevice> = {}) =>
  register(server, { protocol: 'jt808', name, ...change })
/** Whole seconds, as the protocol has them; `ahead` of the position that came with the sign-on. */
const located = (ahead: number, lon = GULIN.lon) =>
  locationBody({ at: Math.floor(Date.now() / 1000) * 1000 + ahead * 1000, lon, lat: GULIN.lat, located: true }, 0)
const aTerminal = {
  province: 33,
  city: 203,
  maker: 'MAKER',
  model: 'M-1',
  terminalId: 'T000001',
  plateColour: 1,
  plate: 'B12345',
}

async function admitted(made: DeviceWithSecret, digits: string, version: number | null = null): Promise<Dialled> {
  const line = await dial(server, digits, version)
  expect(await line.authenticate(made.secret ?? '')).toBe(0)
  return line
}

describe('a terminal', () => {
  it.each([
    ['2011', '13000000011', null],
    ['2013', '13000000013', null],
    ['2019', '13000000019', 1],
  ] as const)(
    'of %s registers, authenticates, is alive and tells its position, and each is answered',
    async (edition, number, version) => {
      await onDuty('gulin-1')
      const made = await terminal(number)
      const line = await dial(server, number, version)
      const body = registrationBody(aTerminal, edition === '2011' ? 2011 : edition === '2013' ? 2013 : 2019)
      const answer = await line.ask(0x0100, body)
      expect([answer.id, resultIn(answer)]).toEqual([0x8100, 0])
      const code = text(answer.bytes, answer.from + 3, answer.to)
      expect(code).not.toBe(made.secret)
      const other = await dial(server, number, version)
      expect(await other.authenticate(code)).toBe(0)
      expect(await other.resultOf(0x0002, [])).toBe(0)
      expect(await other.resultOf(0x0200, located(2, GULIN.lon + 1e-4))).toBe(0)
      expect(await newest('unit-gulin-1')).toMatchObject({ lon: expect.closeTo(GULIN.lon + 1e-4, 6) })
      other.socket.destroy()
    },
  )

  it('that comes again on another line is heard there, and the old line is closed', async () => {
    const made = await terminal('13000000020')
    const first = await admitted(made, '13000000020')
    const second = await admitted(made, '13000000020')
    await until(() => first.isClosed())
    expect(await second.resultOf(0x0002, [])).toBe(0)
    second.socket.destroy()
  })

  it('is refused with another label than the one it first registered with', async () => {
    const { device } = await terminal('13000000021')
    const first = await dial(server, '13000000021')
    expect(resultIn(await first.ask(0x0100, registrationBody(aTerminal, 2013)))).toBe(0)
    const forged = await dial(server, '13000000021')
    const answer = await forged.ask(0x0100, registrationBody({ ...aTerminal, terminalId: 'T000002' }, 2013))
    expect(resultIn(answer)).toBe(4)
    expect(first.isClosed()).toBe(false)
    // However often it tries, the one that is meant is not locked out; and the desk is told who called.
    for (let nth = 0; nth < 7; nth++)
      await forged.ask(0x0100, registrationBody({ ...aTerminal, terminalId: `T00000${nth + 2}` }, 2013))
    expect(resultIn(await first.ask(0x0100, registrationBody(aTerminal, 2013)))).toBe(0)
    expect(first.isClosed()).toBe(false)
    const chen = await server.as('chen')
    await until(async () => (await deviceOf(chen, device.id))?.called?.label === 'T000008')
    expect((await deviceOf(chen, device.id))?.terminal).toMatchObject({ label: 'T000001', enrolBy: null })
    first.socket.destroy()
    forged.socket.destroy()
  })

  it('that nobody waits for any more is not bound by its number: its time is a day, and again with each new secret', async () => {
    const made = await terminal('13000000026')
    const real = await admitted(made, '13000000026')
    const zhou = await server.as('zhou')
    const { db } = server.app
    expect(Date.parse(made.device.terminal?.enrolBy ?? '') - Date.now()).toBeGreaterThan(23 * HOUR)
    const past = { ...made.device.terminal, enrolBy: new Date(Date.now() - 1_000).toISOString() }
    await db
      .updateTable('device')
      .set({ terminal: JSON.stringify(past), version: 2 })
      .where('id', '=', made.device.id)
      .execute()
    const { body } = await zhou.post<DeviceWithSecret>(`/devices/${made.device.id}/moves`, {
      move: 'change',
      version: 2,
      to: { unitId: 'unit-gulin-2' },
    })
    expect(body.device.terminal?.enrolBy).toBe(past.enrolBy)
    const late = await dial(server, '13000000026')
    expect(resultIn(await late.ask(0x0100, registrationBody(aTerminal, 2013)))).toBe(4)
    expect(await real.resultOf(0x0002, [])).toBe(0)
    expect(real.isClosed()).toBe(false)
    await zhou.post(`/devices/${made.device.id}/moves`, { move: 'rotate', version: 3 })
    await until(() => real.isClosed())
    expect(resultIn(await late.ask(0x0100, registrationBody({ ...aTerminal, terminalId: '' }, 2013)))).toBe(4)
    expect(resultIn(await late.ask(0x0100, registrationBody(aTerminal, 2013)))).toBe(0)
    late.socket.destroy()
  })

  it.each([
    ['is given a new secret', { move: 'rotate' }, {}],
    [
      'is no longer believed by its number',
      { move: 'change', to: { terminal: { byNumber: false } } },
      { byNumber: true },
    ],
  ])('that %s at the desk is cut off the line that it opened before', async (_, order, settings) => {
    const made = await terminal(`1300000002${Object.keys(settings).length + 7}`, { terminal: settings })
    const line = await dial(server, made.device.name)
    if ('byNumber' in settings) expect(await line.resultOf(0x0002, [])).toBe(0)
    else expect(await line.authenticate(made.secret ?? '')).toBe(0)
    const zhou = await server.as('zhou')
    await zhou.post(`/devices/${made.device.id}/moves`, { version: 1, ...order })
    await until(() => line.isClosed())
    const again = await dial(server, made.device.name)
    expect(await again.resultOf(0x0002, [])).toBe(1)
    again.socket.destroy()
  })

  it('tells in vain what nobody admitted it for; known or not, it hears the same, and is counted', async () => {
    await onDuty('gulin-2')
    const made = await terminal('13000000022', { unitId: 'unit-gulin-2' })
    const before = await newest('unit-gulin-2')
    const heard = await Promise.all(
      ['13000000022', '13999999999'].map(async (number) => {
        const line = await dial(server, number)
        const results = [
          await line.resultOf(0x0200, located(3)),
          await line.authenticate('wrong'),
          await line.resultOf(0x0002, []),
        ]
        line.socket.destroy()
        return results
      }),
    )
    expect(heard).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ])
    expect(await newest('unit-gulin-2')).toEqual(before)
    const chen = await server.as('chen')
    await until(async () => (await strangers(chen)).some(({ name }) => name === '13999999999'))
    await until(async () => (await deviceOf(chen, made.device.id))?.refused['device.unknown'] === 3)
    // Somebody spoke in its name; it has not been heard itself.
    expect((await deviceOf(chen, made.device.id))?.heardAt).toBeNull()
    const line = await admitted(made, '13000000022')
    await until(async () => (await deviceOf(chen, made.device.id))?.heardAt != null)
    line.socket.destroy()
  })

  it('whose number alone is believed needs no code, if it was set so', async () => {
    await onDuty('gulin-2')
    await terminal('13000000023', { unitId: 'unit-gulin-2', terminal: { byNumber: true } })
    const line = await dial(server, '13000000023')
    expect(await line.resultOf(0x0200, located(4, GULIN.lon + 2e-4))).toBe(0)
    expect(await newest('unit-gulin-2')).toMatchObject({ lon: expect.closeTo(GULIN.lon + 2e-4, 6) })
    line.socket.destroy()
  })

  it('that is revoked is cut off at once, and not let in again', async () => {
    const made = await terminal('13000000024')
    const line = await admitted(made, '13000000024')
    const zhou = await server.as('zhou')
    await zhou.post(`/devices/${made.device.id}/moves`, { move: 'revoke', version: 1, reason: '拆除' })
    await until(() => line.isClosed())
    const again = await dial(server, '13000000024')
    expect(await again.authenticate(made.secret ?? '')).toBe(1)
    again.socket.destroy()
  })

  it('off duty tells its position in vain: it is answered, and nothing is stored', async () => {
    const made = await terminal('13000000025', { unitId: 'unit-jishigang-2' })
    const line = await admitted(made, '13000000025')
    expect(await line.resultOf(0x0200, located(0))).toBe(0)
    const chen = await server.as('chen')
    await until(async () => (await deviceOf(chen, made.device.id))?.refused['unit.off-duty'] === 1)
    expect(await newest('unit-jishigang-2')).toBeUndefined()
    line.socket.destroy()
  })
})

describe('the line', () => {
  it('may break a message anywhere and glue several together', async () => {
    await onDuty('gulin-3')
    const made = await terminal('13000000030', { unitId: 'unit-gulin-3' })
    const line = await admitted(made, '13000000030')
    const frames = [5, 6, 7].map((ahead) => line.frame(0x0200, located(ahead, GULIN.lon + ahead * 1e-5)))
    const wire = Buffer.concat(frames)
    const before = line.answers.length
    for (const byte of wire.subarray(0, 90)) line.socket.write(Uint8Array.of(byte))
    line.socket.write(wire.subarray(90))
    await until(() => line.answers.length === before + 3)
    line.socket.write(Buffer.concat(frames))
    await until(() => line.answers.length === before + 6)
    expect(line.answers.slice(before).map(resultIn)).toEqual([0, 0, 0, 0, 0, 0])
    expect(await newest('unit-gulin-3')).toMatchObject({ lon: expect.closeTo(GULIN.lon + 7e-5, 6) })
    line.socket.destroy()
  })

  const OTHERS = ['127.0.0.2', '127.0.0.3', '127.0.0.4'] as const
  it('is closed at the tenth broken frame, and at four kilobytes without an end; then its address is not heard for a minute', async () => {
    const nobody = (from: string) => dial(server, '13999999998', null, from)
    const first = await nobody(OTHERS[0])
    const wrong = spoilt(first)
    for (let nth = 0; nth < 9; nth++) first.socket.write(wrong)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(first.isClosed()).toBe(false)
    first.socket.write(wrong)
    await until(() => first.isClosed())
    const second = await nobody(OTHERS[1])
    second.socket.write(Uint8Array.from([0x7e, ...new Array(5_000).fill(1)]))
    await until(() => second.isClosed())
    const third = await nobody(OTHERS[2])
    third.socket.write(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(300)))
    await until(() => third.isClosed())
    for (const from of OTHERS) {
      const again = await nobody(from)
      await until(() => again.isClosed())
    }
    const elsewhere = await dial(server, '13999999998')
    expect(await elsewhere.resultOf(0x0002, [])).toBe(1)
    elsewhere.socket.destroy()
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    expect(metrics).toContain('lianqin_device_messages_total{protocol="jt808",outcome="source.blocked"} 3')
  })

  it('of a known terminal that sends broken frames is closed, and that terminal alone is kept out', async () => {
    const [made, other] = [await terminal('13000000034'), await terminal('13000000035')]
    const line = await admitted(made, '13000000034')
    for (let nth = 0; nth < 10; nth++) line.socket.write(spoilt(line))
    await until(() => line.isClosed())
    const again = await dial(server, '13000000034')
    again.socket.write(again.frame(0x0102, authenticationBody({ code: made.secret ?? '', imei: null, software: null })))
    await until(() => again.isClosed())
    const neighbour = await admitted(other, '13000000035')
    expect(await neighbour.resultOf(0x0002, [])).toBe(0)
    neighbour.socket.destroy()
  })

  it('brings a long batch in parts: late positions belong to the track, the newest moves the marker', async () => {
    await onDuty('gulin-4')
    const made = await terminal('13000000031', { unitId: 'unit-gulin-4' })
    const line = await admitted(made, '13000000031')
    const bodies = Array.from({ length: 200 }, (_, nth) => located(nth - 190, GULIN.lon + nth * 1e-6))
    const parts = writeParts(line.me, 0x0704, 100, batchBody(bodies.toReversed(), true), 900)
    expect(parts.length).toBeGreaterThan(5)
    const before = line.answers.length
    for (const part of parts) line.socket.write(part)
    await until(() => line.answers.length === before + parts.length)
    expect(line.answers.slice(before).map(resultIn)).toEqual(parts.map(() => 0))
    expect(await newest('unit-gulin-4')).toMatchObject({ lon: expect.closeTo(GULIN.lon + 199e-6, 6) })
    const chen = await server.as('chen')
    await until(async () => (await deviceOf(chen, made.device.id))?.taken === 200)
    line.socket.destroy()
  })

  it('brings 10,000 buffered positions in any order: all are taken, and the marker is the newest', async () => {
    await onDuty('gulin-5')
    const made = await terminal('13000000032', { unitId: 'unit-gulin-5' })
    const line = await admitted(made, '13000000032')
    const numbers = Array.from({ length: 10_000 }, (_, nth) => nth)
    for (let nth = numbers.length - 1; nth > 0; nth--) {
      const other = Math.floor(Math.random() * (nth + 1))
      ;[numbers[nth], numbers[other]] = [numbers[other] ?? 0, numbers[nth] ?? 0]
    }
    const begin = Math.floor(Date.now() / 1000) * 1000 - 9_940_000
    const bodies = numbers.map((nth) => {
      const lon = GULIN.lon + Math.sin((9_999 - nth) / 500) * 0.003
      return locationBody({ at: begin + nth * 1000, lon, lat: GULIN.lat, located: true }, 0)
    })
    const before = line.answers.length
    const wire: Uint8Array[] = []
    for (let from = 0; from < bodies.length; from += 1_000)
      wire.push(...writeParts(line.me, 0x0704, from + 1, batchBody(bodies.slice(from, from + 1_000), true), 1_000))
    for (const part of wire) line.socket.write(part)
    await until(() => line.answers.length === before + wire.length, 60_000)
    expect(await newest('unit-gulin-5')).toMatchObject({
      lon: expect.closeTo(GULIN.lon, 5),
    })
    const chen = await server.as('chen')
    await until(async () => (await deviceOf(chen, made.device.id))?.taken === 10_000)
    await server.app.tracks.settle()
    const now = Date.now()
    const { at, fixes } = await trackOf(chen, 'unit-gulin-5', now - 3 * HOUR, now + HOUR)
    // With the one that came with the sign-on.
    expect(fixes).toBe(10_001)
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    line.socket.destroy()
  })

  it('keeps apart what is not believed, as every door does', async () => {
    await onDuty('gulin-1')
    const made = await terminal('13000000033')
    const line = await admitted(made, '13000000033')
    expect(await line.resultOf(0x0200, locationBody({ at: Date.now(), lon: 0, lat: 0, located: false }, 0))).toBe(0)
    const zhou = await server.as('zhou')
    await until(async () =>
      (await doubts(zhou)).some(({ deviceId, code }) => deviceId === made.device.id && code === 'fix.unlocated'),
    )
    line.socket.destroy()
  })
})

/** A frame whose check byte is wrong. */
function spoilt({ me }: Dialled): Uint8Array {
  const sound = writeFrame(me, { id: 2, serial: 1, body: [1, 2, 3] })
  return onTheWire(Uint8Array.from([...sound.subarray(1, -2), (sound.at(-2) ?? 0) ^ 1]), STANDARD)
}

const FILE = join(import.meta.dirname, '../../../shared/data/gps/traccar_jt808_frames.json')
const absent = existsSync(FILE)
  ? null
  : `SKIPPED: ${FILE} is absent, so frames of real terminals were not tried on the line`
if (absent) console.warn(`\n*** ${absent} ***\n`)
interface Given {
  line: number
  expect: string
  hex?: string
}
describe('frames of real terminals', () => {
  it.skipIf(absent)('are heard on the line as their file says, each by a terminal with its number', async () => {
    await onDuty('gulin-2')
    const chen = await server.as('chen')
    const given = (JSON.parse(readFileSync(FILE, 'utf8')) as Given[]).filter(({ hex }) => hex?.startsWith('7e'))
    const made = new Map<string, DeviceWithSecret>()
    for (const { hex, line, expect: what } of given) {
      const inner = fromHex(hex ?? '').subarray(1, -1)
      const frame = readFrame(inner, STANDARD, 'lenient')
      if (frame.kind !== 'frame') throw new Error(`line ${line}`)
      const settings = { byNumber: true, lenient: true }
      const known =
        made.get(frame.terminal) ?? (await terminal(frame.terminal, { unitId: 'unit-gulin-2', terminal: settings }))
      made.set(frame.terminal, known)
      await server.app.devices.flush()
      const read = async () => {
        const heard = await deviceOf(chen, known.device.id)
        return heard ? readOf(heard) : 0
      }
      const before = await read()
      const caller = await dial(server, frame.terminal)
      caller.socket.write(onTheWire(inner, STANDARD))
      await new Promise((resolve) => setTimeout(resolve, 30))
      await server.app.devices.flush()
      const told = (await read()) - before
      if (what === 'Position') expect(told, `line ${line}`).toBe(1)
      if (what === 'Positions') expect(told, `line ${line}`).toBeGreaterThan(1)
      caller.socket.destroy()
    }
  })
})
