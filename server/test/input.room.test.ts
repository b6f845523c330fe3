import { connect } from 'node:net'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { DOORS, LONE, PICTURES, RIGHT, withIds, wrongBodies } from './bodies.ts'
import { aReport, call, type Seat, until, useServer } from './kit.ts'

const server = useServer()

interface Described {
  paths: Record<string, Record<string, { parameters?: { in: string; name: string }[]; requestBody?: object }>>
}

const held: { doc: Described | null; refused: number } = { doc: null, refused: 0 }
const routes = () => Object.entries(held.doc?.paths ?? {})

async function state() {
  const { rows } = await sql<Record<string, number>>`select
    (select last_seq from district_log where district_id = 'haishu') as seq, (select count(*) from person) as people,
    (select count(*) from incident) as incidents, (select count(*) from timer) as timers,
    (select count(*) from session) as sessions, (select count(*) from idempotency) as keys`.execute(server.app.db)
  return rows[0]
}

/** A refusal in the one form, and not one of ours to blame. */
function expectRefusal(what: string, status: number, body: unknown): void {
  held.refused++
  expect(body, `${what}: ${status}`).toEqual({
    code: expect.stringMatching(/^[a-z]+\.[a-z-]+$/),
    params: expect.any(Object),
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
  expect(status, `${what}: ${JSON.stringify(body)}`).toBeGreaterThanOrEqual(400)
  expect(status, `${what}: ${JSON.stringify(body)}`).toBeLessThan(500)
}

async function send(seat: Seat, method: string, path: string, text: string | null, type = 'application/json') {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { cookie: seat.cookie, ...(text === null ? {} : { 'content-type': type }) },
    body: text,
  })
  const said = await answer.text()
  return { status: answer.status, body: said ? JSON.parse(said) : null }
}

const unchanged = async (act: () => Promise<void>) => {
  const seats = await Promise.all(['chen', 'admin', 'zhou', 'gulin-1'].map((name) => server.as(name)))
  expect(seats).toHaveLength(4)
  const before = await state()
  await act()
  expect(await state()).toEqual(before)
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
}

describe('bad input is refused in one form, changes nothing, and leaves the process alive', () => {
  beforeAll(async () => {
    // A busy machine may say first that it is busy.
    await until(async () => {
      const { status, body } = await call<Described>(`${server.url}/api/v1/openapi.json`, 'GET')
      if (status === 200) held.doc = body
      return status === 200
    })
  })

  it('every route that takes a body is tried here', () => {
    const posts = routes().flatMap(([path, methods]) => (methods.post ? [path.replace('/api/v1', '')] : []))
    expect(posts.sort()).toEqual([...Object.keys(RIGHT), ...Object.keys(PICTURES), ...DOORS].sort())
  })

  it.each(Object.entries(RIGHT))('POST %s refuses every wrong body', async (path, { as, body }) => {
    await unchanged(async () => {
      const seat = await server.as(as)
      for (const [what, text] of wrongBodies(body)) {
        const answer = await send(seat, 'POST', withIds(path), text)
        expectRefusal(`${path} ${what}`, answer.status, answer.body)
      }
    })
  })

  it.each(Object.entries(RIGHT))('POST %s takes JSON and nothing else', async (path, { as, body }) => {
    await unchanged(async () => {
      const seat = await server.as(as)
      const text = JSON.stringify(body)
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/xml',
        'x',
      ]) {
        const answer = await send(seat, 'POST', withIds(path), text, type)
        expectRefusal(`${path} as ${type}`, answer.status, answer.body)
        expect(answer.body.code).toBe('request.not-json')
      }
    })
  })

  it.each(Object.entries(PICTURES))('POST %s takes pictures and nothing else', async (path, as) => {
    await unchanged(async () => {
      const seat = await server.as(as)
      for (const [what, text] of wrongBodies({ stage: 'report' }))
        for (const type of ['application/json', 'image/jpeg', 'image/svg+xml', 'text/html', 'application/pdf', 'x']) {
          const answer = await send(seat, 'POST', `${withIds(path)}?stage=report`, text, type)
          expectRefusal(`${path} ${what} as ${type}`, answer.status, answer.body)
          expect(answer.body.code).toMatch(/^photo\.type-|^request\.(not-json|too-large)/)
        }
    })
  })

  it.each(DOORS)('POST %s answers a stranger in that form, whatever it says', async (path) => {
    await unchanged(async () => {
      const url = `${server.url}${path.replace('{secret}', 'nobodys')}`
      for (const [what, text] of wrongBodies({ _type: 'location', lat: 29.8, lon: 121.4, tst: 1_700_000_000 }))
        for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'x']) {
          const answer = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body: text })
          expectRefusal(`${path} ${what} as ${type}`, answer.status, await answer.json())
        }
    })
  })

  it('every address refuses ids that are none, and unknown ones with the same words', async () => {
    await unchanged(async () => {
      const chen = await server.as('chen')
      const bad = [
        'x',
        'incident-',
        '__proto__',
        'constructor',
        '%00',
        '%F0%9F%92%A5',
        'incident-%2e%2e',
        '1e9',
        'INCIDENT-0',
        `incident-${'x'.repeat(300)}`,
        'incident-0%0d%0aSet-Cookie:x',
        '%E0%A4%A',
      ]
      for (const [path, methods] of routes().filter(([address]) => address.includes('{id}'))) {
        for (const id of bad) {
          const url = path.replace('/api/v1', '').replace('{id}', id)
          const method = methods.post ? 'POST' : 'GET'
          const right = RIGHT[path.replace('/api/v1', '')]
          const seat = right ? await server.as(right.as) : chen
          const answer = await send(seat, method, url, right ? JSON.stringify(right.body) : null)
          expectRefusal(`${method} ${url}`, answer.status, answer.body)
        }
      }
    })
  })

  it('every query refuses what it does not know, twice what is asked once, and numbers that are none', async () => {
    await unchanged(async () => {
      const zhou = await server.as('zhou')
      for (const [path, methods] of routes()) {
        const known = (methods.get?.parameters ?? [])
          .filter((parameter) => parameter.in === 'query')
          .map(({ name }) => name)
        if (known.length === 0) continue
        const never = (name: string) => ['', '%00', 'x'.repeat(500), `1&${name}=2`]
        // Whatever one looks for by its words may be called so.
        const names = (name: string) => (name === 'q' ? [] : ['-1', '1.5', '1e3', 'NaN', '%F0%9F%92%A5', "1'--"])
        const queries = known.flatMap((name) => [...never(name), ...names(name)].map((value) => `${name}=${value}`))
        for (const query of [...queries, 'extra=1', '__proto__[a]=1', known.map((name) => `${name}[]=1`).join('&')]) {
          const answer = await send(zhou, 'GET', `${withIds(path)}?${query}`, null)
          expectRefusal(`${path}?${query.slice(0, 40)}`, answer.status, answer.body)
        }
      }
    })
  })

  it('every address refuses methods that it does not have', async () => {
    await unchanged(async () => {
      const chen = await server.as('chen')
      for (const [path, methods] of routes()) {
        for (const method of [
          'PUT',
          'PATCH',
          'DELETE',
          ...(methods.post ? [] : ['POST']),
          ...(methods.get ? [] : ['GET']),
        ]) {
          if (methods[method.toLowerCase()]) continue
          const answer = await send(chen, method, withIds(path), method === 'GET' ? null : '{}')
          expectRefusal(`${method} ${path}`, answer.status, answer.body)
        }
      }
    })
  })

  it('words that no table can hold are refused where they would be kept', async () => {
    await unchanged(async () => {
      const desk = await server.as('chen')
      for (const word of ['a\u0000b', `a${LONE}b`]) {
        for (const change of [{ description: word }, { address: word }, { externalNo: word }]) {
          const answer = await send(desk, 'POST', '/incidents', JSON.stringify(aReport({ filed: false, ...change })))
          expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
        }
      }
    })
  })

  it('moments outside any calendar are refused', async () => {
    await unchanged(async () => {
      const [desk, leader] = [await server.as('chen'), await server.as('gulin-1')]
      const imports = RIGHT['/incidents/imports']?.body as { rows: object[] }
      const positions = RIGHT['/positions']?.body as { fixes: object[] }
      for (const at of [
        '0000-01-01T00:00:00Z',
        '9999-12-31T23:59:59-23:59',
        '2026-13-01T00:00:00Z',
        '2026-02-01',
        '1772424000000',
        '2026-02-01T24:00:00Z',
      ]) {
        const rows = [{ ...imports.rows[0], reportedAt: at }]
        expect((await send(desk, 'POST', '/incidents/imports', JSON.stringify({ rows }))).status, at).toBe(400)
        const fixes = [{ ...positions.fixes[0], at }]
        expect((await send(leader, 'POST', '/positions', JSON.stringify({ crs: 'wgs84', fixes }))).status, at).toBe(400)
      }
    })
  })

  it('bytes that are no HTTP are answered or cut, and hurt nobody', async () => {
    await unchanged(async () => {
      const { port } = new URL(server.url)
      const raw = (bytes: string) =>
        new Promise<string>((resolve) => {
          let heard = ''
          const socket = connect(Number(port), '127.0.0.1', () => socket.end(bytes))
          socket.on('data', (data) => (heard += String(data))).on('error', () => {})
          socket.on('close', () => resolve(heard))
          setTimeout(() => socket.destroy(), 2_000).unref()
        })
      const heard = await Promise.all([
        raw('GARBAGE\r\n\r\n'),
        raw(`GET /api/v1/session HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`),
        raw(
          'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: -5\r\n\r\n{}',
        ),
        raw(
          'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
        ),
        raw('\u0000\u0001\u0002'.repeat(100)),
      ])
      for (const answer of heard) expect(answer === '' || /^HTTP\/1\.1 4/.test(answer)).toBe(true)
    })
  })

  it('and that was enough to mean something', () => {
    expect(held.refused).toBeGreaterThan(800)
  })
})
