import { connect } from 'node:net'
import type { Batch, Snapshot, Welcome } from '@lianqin/shared/wall'
import { io } from 'socket.io-client'
import { describe, expect, it } from 'vitest'
import { lastSeq } from '../src/kernel/event-log.ts'
import { aReport, type Screen, until, useServer } from './kit.ts'

const server = useServer()
const last = () => lastSeq(server.app.db, 'haishu')
const report = async () => (await server.as('chen')).post('/incidents', aReport({ filed: false }))

/** Says hello and hands back everything that came until the answer, and goes on listening. */
async function hello(screen: Screen, since: unknown) {
  const heard: { snapshots: Snapshot[]; batches: Batch[]; order: string[] } = { snapshots: [], batches: [], order: [] }
  screen.on('snapshot', (snapshot) => {
    heard.order.push('snapshot')
    heard.snapshots.push(snapshot)
  })
  screen.on('events', (batch) => {
    heard.order.push('events')
    heard.batches.push(batch)
  })
  const welcome = await new Promise<Welcome>((resolve) => screen.emit('hello', { since } as { since: number }, resolve))
  return { ...heard, heard, welcome, first: [...heard.order] }
}

describe('the first word of a screen', () => {
  it('that has nothing yet is answered with everything that stands, and then with every stretch of the log', async () => {
    await report()
    const { welcome, heard, first } = await hello((await server.as('wall')).screen(), null)
    expect(first[0]).toBe('snapshot')
    const [snapshot] = heard.snapshots
    expect(snapshot?.incidents.length).toBeGreaterThan(0)
    expect(snapshot?.squads.length).toBeGreaterThan(50)
    const reached = heard.batches.at(-1)?.to ?? snapshot?.seq
    expect(welcome).toMatchObject({ ok: true, seq: reached })
    for (let index = 0; index < 5; index++) await report()
    const end = await last()
    await until(() => heard.batches.at(-1)?.to === end)
    const starts = [snapshot?.seq, ...heard.batches.map(({ to }) => to)]
    expect(heard.batches.map(({ from }) => from)).toEqual(starts.slice(0, -1))
    for (const { from, to, events } of heard.batches)
      for (const { seq } of events) expect(seq > from && seq <= to).toBe(true)
  })

  it('that knows how far it has read is answered with what it missed, and with no snapshot', async () => {
    const since = await last()
    await report()
    await report()
    const { heard, welcome, first } = await hello((await server.as('wall')).screen(), since)
    expect(first).toEqual(['events'])
    expect(heard.batches[0]).toMatchObject({ from: since, to: await last() })
    expect(heard.batches[0]?.events.map(({ kind }) => kind)).toEqual(['incident.reported', 'incident.reported'])
    expect(welcome).toMatchObject({ ok: true, seq: await last() })
  })

  it('that is as far as the log is answered with an empty stretch', async () => {
    const since = await last()
    const { heard, welcome } = await hello((await server.as('wall')).screen(), since)
    expect(heard.batches).toMatchObject([{ from: since, to: since, events: [] }])
    expect(welcome).toMatchObject({ ok: true, seq: since })
  })

  it('that claims to be further than the log has followed another one, and gets a snapshot', async () => {
    const { first } = await hello((await server.as('wall')).screen(), (await last()) + 1_000)
    expect(first[0]).toBe('snapshot')
  })

  it.each([undefined, 'x', -1, 1.5, {}, [], true])(
    'that is %s is refused in the one form, and may be said again',
    async (since) => {
      const screen = (await server.as('wall')).screen()
      const refused = await new Promise<Welcome>((resolve) => screen.emit('hello', { since } as never, resolve))
      expect(refused).toMatchObject({ ok: false, problem: { code: 'request.invalid' } })
      expect((await hello(screen, null)).welcome.ok).toBe(true)
      screen.disconnect()
    },
  )
})

const refusalOf = (screen: Screen) =>
  new Promise<string>((resolve) => {
    screen.on('connect', () => resolve('connected'))
    screen.on('connect_error', () => resolve('refused'))
  })

describe('a handshake', () => {
  const knock = (headers: Record<string, string>, namespace = '/wall') => {
    const screen = io(server.url + namespace, {
      transports: ['websocket'],
      extraHeaders: headers,
      forceNew: true,
      reconnection: false,
    })
    return refusalOf(screen as Screen).finally(() => screen.disconnect())
  }

  it('needs a session, and a page of this origin', async () => {
    const { cookie } = await server.as('wall')
    expect(await knock({ cookie })).toBe('connected')
    expect(await knock({ cookie, origin: server.url })).toBe('connected')
    expect(await knock({})).toBe('refused')
    expect(await knock({ cookie: 'sid=made-up' })).toBe('refused')
    expect(await knock({ cookie, origin: 'https://evil.example' })).toBe('refused')
    expect(await knock({ cookie, origin: 'null' })).toBe('refused')
  })

  it('leads nowhere but to the wall', async () => {
    const { cookie } = await server.as('wall')
    expect(await knock({ cookie }, '/')).toBe('refused')
    expect(await knock({ cookie }, '/admin')).toBe('refused')
    expect(await knock({ cookie }, '/__proto__')).toBe('refused')
  })

  it('is not to be had by polling', async () => {
    const { cookie } = await server.as('wall')
    expect((await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, { headers: { cookie } })).status).toBe(400)
  })

  it('is open to ten screens of one dispatcher, and closed to the eleventh', async () => {
    const seat = await server.as('zhou')
    const screens = Array.from({ length: 10 }, () => seat.screen())
    expect(new Set(await Promise.all(screens.map(refusalOf)))).toEqual(new Set(['connected']))
    expect(await refusalOf(seat.screen())).toBe('refused')
    for (const screen of screens) screen.disconnect()
  })
})

/** A connection that speaks the bytes it is told to, beneath any client library. */
async function raw(frames: (string | Uint8Array<ArrayBuffer>)[]): Promise<string[]> {
  const { cookie } = await server.as('wall')
  const url = `${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`
  const socket = new WebSocket(url, { headers: { cookie } } as never)
  const heard: string[] = []
  socket.addEventListener('message', ({ data }) => heard.push(String(data)))
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()))
  socket.addEventListener('error', () => {})
  await new Promise((resolve) => socket.addEventListener('open', resolve))
  socket.send('40/wall,')
  await until(() => heard.some((text) => text.startsWith('40/wall')))
  for (const frame of frames) if (socket.readyState === WebSocket.OPEN) socket.send(frame)
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 150))])
  socket.close()
  return heard
}

describe('whatever a connection sends', () => {
  it.each([
    ['nothing of the protocol', ['', 'x', '9', '{}', 'null', '\u0000']],
    ['packets cut off', ['42/wall,', '42/wall,[', '42/wall,["hello"', '4', '42', '2/wall']],
    [
      'names of objects’ own parts',
      [
        '42/wall,["__proto__",{}]',
        '42/wall,["constructor",1]',
        '42/wall,["toString"]',
        '42/wall,1["__proto__",{"since":null}]',
      ],
    ],
    ['hello without an answer to go to', ['42/wall,["hello",{"since":null}]']],
    [
      'hello with everything wrong',
      [
        '42/wall,1["hello"]',
        '42/wall,2["hello",null,null]',
        '42/wall,3["hello",{"since":null,"room":"district"}]',
        '42/wall,4["hello",{"__proto__":{"since":0}}]',
      ],
    ],
    [
      'the server’s own words',
      [
        '42/wall,["snapshot",{}]',
        '42/wall,["events",{"from":0,"to":9}]',
        '42/wall,["retire"]',
        '42/wall,["connect"]',
        '42/wall,["disconnect"]',
        '42/wall,["error",{}]',
      ],
    ],
    [
      'attachments that never come',
      ['451-/wall,["hello",{"_placeholder":true,"num":0}]', '4599999999-/wall,["hello"]'],
    ],
    ['acknowledgements of nothing', ['43/wall,1[{}]', '43/wall,99999999999999999999[]']],
    ['bytes', [new Uint8Array([0, 255, 1, 2]), new Uint8Array(1_000)]],
    ['a message larger than any', [`42/wall,["hello",{"since":"${'x'.repeat(100_000)}"}]`]],
    ['thousands of words at once', Array.from({ length: 3_000 }, () => '42/wall,["whatever",{}]')],
  ])('%s: it hurts nobody else', async (_, frames) => {
    const screen = (await server.as('wall')).screen()
    const { heard } = await hello(screen, null)
    await raw(frames as (string | Uint8Array<ArrayBuffer>)[])
    await report()
    const end = await last()
    await until(() => heard.batches.at(-1)?.to === end)
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
    screen.disconnect()
  })

  it('frames that are no frames', async () => {
    const { cookie } = await server.as('wall')
    const { port, host } = new URL(server.url)
    const upgrade = `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nCookie: ${cookie}\r\n\r\n`
    for (const bytes of [
      'ffffffffffffffff',
      '81ff7fffffffffffffff00000000',
      '8100',
      'c1850000000068656c6c6f',
      '88ff',
      '0100',
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(upgrade))
        socket.on('error', () => {}).on('close', () => resolve())
        socket.once('data', () => socket.write(Buffer.from(bytes, 'hex')))
        setTimeout(() => socket.destroy(), 200)
      })
    }
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
  })

  it('a flood of hellos is cut off', async () => {
    const screen = (await server.as('wall')).screen()
    const cut = new Promise<string>((resolve) => screen.on('disconnect', resolve))
    await until(() => screen.connected)
    for (let count = 0; count < 200; count++) screen.emit('hello', { since: null }, () => {})
    expect(await cut).toBe('io server disconnect')
    expect((await hello((await server.as('wall')).screen(), null)).welcome.ok).toBe(true)
  })
})
