import { connect } from 'node:net'
import type { Fix } from '@lianqin/shared/unit'
import { beforeAll, describe, expect, it } from 'vitest'
import { deviceOf, register } from './device.kit.ts'
import { GULIN, until, useServer } from './kit.ts'

const server = useServer()
const known = { secret: '', deviceId: '', revoked: '', owntracks: '' }
beforeAll(async () => {
  await server.onDuty({ name: 'gulin-1', ...GULIN })
  const made = await register(server, { name: 'quick' })
  const other = await register(server, { name: 'revoked' })
  const zhou = await server.as('zhou')
  await zhou.post(`/devices/${other.device.id}/moves`, { move: 'revoke', version: 1, reason: '遗失' })
  await until(() => server.app.devices.get(other.device.id)?.state === 'revoked')
  const phone = await register(server, { name: 'tracks', protocol: 'owntracks' })
  Object.assign(known, {
    secret: made.secret,
    deviceId: made.device.id,
    revoked: other.secret,
    owntracks: phone.secret,
  })
})

interface Heard {
  status: number
  headers: Record<string, string>
  body: unknown
}

/** Byte for byte, as a client might send it: no library tidies it up. */
function ask(words: string): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(server.url).port) }, () => socket.write(words))
    const state = { text: '' }
    socket.on('error', reject)
    socket.on('close', () => reject(new Error(`closed: ${state.text}`)))
    socket.on('data', (piece) => {
      state.text += piece.toString('latin1')
      const [head = '', body] = state.text.split('\r\n\r\n', 2)
      const [first = '', ...lines] = head.split('\r\n')
      const headers = Object.fromEntries(lines.map((line) => fieldOf(line)))
      const isHead = words.startsWith('HEAD')
      if (body === undefined || (!isHead && body.length < Number(headers['content-length'] ?? 0))) return
      resolve({ status: Number(first.split(' ')[1]), headers, body: isHead || body === '' ? body : bare(body) })
      socket.destroy()
    })
  })
}
/** Names of headers know no capitals. */
function fieldOf(line: string): [string, string] {
  const [name = '', value = ''] = line.split(/: (.*)/s)
  return [name.toLowerCase(), value]
}
/** Without what is another one in every answer. */
function bare(body: string): unknown {
  const { requestId: _, ...rest } = JSON.parse(body)
  return rest
}
const withoutDate = ({ headers: { date: _, ...headers }, ...heard }: Heard) => ({ ...heard, headers })

const request = (target: string, method = 'GET', more: readonly string[] = []) =>
  `${[`${method} ${target} HTTP/1.1`, 'host: localhost', ...more].join('\r\n')}\r\n\r\n`
/** A length, even of nothing, sends a request the usual way. */
const USUAL = 'content-length: 0'
const quickAnswers = async () => {
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  return Number(/lianqin_quick_answers_total\{outcome="taken"\} (\d+)/.exec(metrics)?.[1] ?? 0)
}

const place = `lat=${GULIN.lat}&lon=${GULIN.lon}`
/** What phones send, and what nobody should: the target, and whether the quick door takes it. */
const REQUESTS: readonly [string, (secret: string) => string, boolean][] = [
  ['the secret in the path', (secret) => `/osmand/${secret}?${place}`, true],
  ['as a token', (secret) => `/osmand?token=${secret}&id=me&${place}`, true],
  ['as its name', (secret) => `/osmand?id=${secret}&${place}`, true],
  ['as its other name', (secret) => `/osmand?deviceid=${secret}&${place}`, true],
  ['everything that phones know', (secret) => `/osmand/${secret}?${place}&batt=7&hdop=1&charge=true&note=a+b%21`, true],
  ['a slash and no secret behind it', (secret) => `/osmand/?id=${secret}&${place}`, true],
  ['a place that is not believed', (secret) => `/osmand/${secret}?lat=0&lon=0`, true],
  [
    'a secret written otherwise',
    (secret) => `/osmand/%${secret.charCodeAt(0).toString(16)}${secret.slice(1)}?${place}`,
    false,
  ],
  ['two slashes', (secret) => `/osmand//${secret}?${place}`, false],
  ['a slash too many', (secret) => `/osmand/${secret}/?${place}`, false],
  ['a way up', (secret) => `/osmand/../osmand/${secret}?${place}`, false],
  ['a fragment', (secret) => `/osmand/${secret}#x?${place}`, false],
  ['a semicolon', (secret) => `/osmand/${secret};x?${place}`, false],
  ['capital letters', (secret) => `/OsmAnd/${secret}?${place}`, false],
  ['a longer word', (secret) => `/osmandx?id=${secret}&${place}`, false],
  ['a whole address', (secret) => `http://localhost/osmand/${secret}?${place}`, false],
  ['no place', (secret) => `/osmand/${secret}?batt=5`, false],
  ['no question', (secret) => `/osmand/${secret}`, false],
  ['an empty question', (secret) => `/osmand/${secret}?`, false],
  ['a place off the globe', (secret) => `/osmand/${secret}?lat=91&lon=0`, false],
  ['a time that is none', (secret) => `/osmand/${secret}?${place}&timestamp=never`, false],
  ['broken encoding', (secret) => `/osmand/${secret}?${place}&note=%E5%8`, true],
  ['broken encoding in the path', (secret) => `/osmand/${secret}%zz?${place}`, false],
  ['a secret nobody has', () => `/osmand/nobody?${place}`, false],
  ['an endless secret', () => `/osmand/${'x'.repeat(200)}?${place}`, false],
  ['a revoked secret', () => `/osmand/${known.revoked}?${place}`, false],
  ['a secret of another protocol', () => `/osmand/${known.owntracks}?${place}`, false],
]

describe('the quick door', () => {
  it.each(REQUESTS)('answers %s as the usual way does, to the last header', async (_, target, isQuick) => {
    const before = await quickAnswers()
    const quick = await ask(request(target(known.secret)))
    expect(await quickAnswers()).toBe(before + Number(isQuick))
    const usual = await ask(request(target(known.secret), 'GET', [USUAL]))
    expect(await quickAnswers()).toBe(before + Number(isQuick))
    expect(withoutDate(quick)).toEqual(withoutDate(usual))
    if (isQuick)
      expect(quick).toMatchObject({ status: 200, body: '', headers: { 'x-content-type-options': 'nosniff' } })
  })

  it.each([
    ['a browser of another site', 'GET', ['origin: http://elsewhere.example', 'sec-fetch-site: cross-site']],
    ['somebody signed in', 'GET', ['cookie: sid=nobody']],
    ['a connection that is to be closed', 'GET', ['connection: close']],
    ['HEAD', 'HEAD', []],
    ['POST', 'POST', []],
    ['OPTIONS', 'OPTIONS', []],
    ['DELETE', 'DELETE', []],
  ])('answers %s as the usual way does', async (_, method, more) => {
    const target = `/osmand/${known.secret}?${place}`
    const [quick, usual] = [
      await ask(request(target, method, more)),
      await ask(request(target, method, [...more, USUAL])),
    ]
    expect(withoutDate(quick)).toEqual(withoutDate(usual))
  })

  it('takes the position, counts it and remembers its device like the usual way', async () => {
    const chen = await server.as('chen')
    await server.app.devices.flush()
    const taken = (await deviceOf(chen, known.deviceId))?.taken ?? 0
    for (const [nth, more] of [[], [USUAL]].entries()) {
      const lon = GULIN.lon + (nth + 1) * 1e-4
      const at = Date.now() + nth
      await ask(request(`/osmand/${known.secret}?lat=${GULIN.lat}&lon=${lon}&timestamp=${at}&speed=10`, 'GET', more))
      const { fixes } = (await chen.get<{ fixes: Fix[] }>('/positions')).body
      expect(fixes.find(({ unitId }) => unitId === 'unit-gulin-1')).toMatchObject({
        lon: expect.closeTo(lon, 6),
        speedMps: expect.closeTo(5.14, 2),
      })
    }
    await server.app.devices.flush()
    expect((await deviceOf(chen, known.deviceId))?.taken).toBe(taken + 2)
  })

  it('shares the limit of a phone with the usual way: what one allows, the other does not again', async () => {
    const { secret } = await register(server, { name: 'loud' })
    const statuses: number[] = []
    for (let nth = 0; nth < 200 && statuses.at(-1) !== 429; nth++)
      statuses.push((await ask(request(`/osmand/${secret}?${place}`, 'GET', nth % 2 === 0 ? [] : [USUAL]))).status)
    expect(statuses.length).toBeGreaterThan(100)
    expect(statuses.length).toBeLessThan(140)
    const [quick, usual] = [
      await ask(request(`/osmand/${secret}?${place}`)),
      await ask(request(`/osmand/${secret}?${place}`, 'GET', [USUAL])),
    ]
    expect(withoutDate(quick)).toEqual(withoutDate(usual))
    expect(quick.status).toBe(429)
  })

  it('knows no secret any more as soon as it is replaced', async () => {
    const made = await register(server, { name: 'rotated' })
    const knock = async (secret: string | null) => (await ask(request(`/osmand/${secret}?${place}`))).status
    expect(await knock(made.secret)).toBe(200)
    const zhou = await server.as('zhou')
    const turned = await zhou.post<{ secret: string }>(`/devices/${made.device.id}/moves`, {
      move: 'rotate',
      version: 1,
    })
    expect([await knock(made.secret), await knock(turned.body.secret)]).toEqual([401, 200])
  })
})
