import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { wgs84ToGcj02 } from '@lianqin/shared/datum'
import type { DeviceWithSecret, HeardDevice } from '@lianqin/shared/device'
import { distanceM } from '@lianqin/shared/geo'
import type { Squad } from '@lianqin/shared/squad'
import type { Fix, FixReceipt } from '@lianqin/shared/unit'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../src/demo/demo.moves.ts'
import { bulk, deviceOf, devices, doubts, readOf, register, strangers } from './device.kit.ts'
import { call, GULIN, type Seat, shuffled, until, useServer } from './kit.ts'
import { trackOf } from './track.kit.ts'

const server = useServer()
const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
const newest = async (unitId: string) =>
  (await (await server.as('chen')).get<{ fixes: Fix[] }>('/positions')).body.fixes.find((fix) => fix.unitId === unitId)
const osmand = (query: string, method = 'GET') => fetch(`${server.url}/osmand${query}`, { method })
const owntracks = (secret: string, body: object) =>
  fetch(`${server.url}/owntracks`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`phone:${secret}`).toString('base64')}` },
    body: JSON.stringify(body),
  })
/** Who keeps the devices of two townships. */
beforeAll(async () => {
  const admin = await server.as('admin')
  for (const township of ['gulin', 'gaoqiao']) {
    const scope = { kind: 'area', areaId: `area-${township}` }
    const person = { name: `${township}-lead`, title: '值班长', role: 'shift-lead', scope, password: DEMO_PASSWORD }
    expect((await admin.post('/people', person)).status).toBe(201)
  }
})
/** On duty, and its last position so old that whatever comes is newer. */
const onDuty = (name: string, place = GULIN) => server.onDuty({ name, ...place })
const move = async (seat: Seat, { device }: DeviceWithSecret, body: object) =>
  seat.post<DeviceWithSecret>(`/devices/${device.id}/moves`, { version: device.version, ...body })

describe('a device', () => {
  it('is registered with a secret that is told once and kept only as a hash', async () => {
    const zhou = await server.as('zhou')
    const order = { protocol: 'osmand', name: 'first', unitId: 'unit-gulin-1', crs: 'gcj02' }
    const headers = { 'idempotency-key': 'device-0001' }
    const first = await zhou.post<DeviceWithSecret>('/devices', order, headers)
    expect(first).toMatchObject({ status: 201, body: { device: { areaId: 'area-gulin', crs: 'gcj02', version: 1 } } })
    expect(first.body.secret).toMatch(/^[2-9a-z]{20}$/)
    const again = await zhou.post<DeviceWithSecret>('/devices', order, headers)
    expect(again.body).toEqual({ device: first.body.device, secret: null })
    const { db } = server.app
    const kept = JSON.stringify([
      await db.selectFrom('device').selectAll().execute(),
      await db.selectFrom('idempotency').selectAll().execute(),
      await db.selectFrom('eventLog').selectAll().execute(),
    ])
    expect(kept).toContain('"first"')
    expect(kept).not.toContain(first.body.secret)
  })

  it('of one township is kept and seen by that township and the district, and by nobody else', async () => {
    const made = await register(server, { name: 'of-gulin' }, 'gulin-lead')
    const seen = async (name: string) => (await devices(await server.as(name))).map(({ id }) => id)
    for (const name of ['zhou', 'wang', 'admin', 'chen', 'gulin-lead'])
      expect(await seen(name)).toContain(made.device.id)
    const other = await register(server, { name: 'of-gaoqiao', unitId: 'unit-gaoqiao-1' })
    expect(await seen('gulin-lead')).not.toContain(other.device.id)
    const gulin = await server.as('gulin-lead')
    const foreign = { protocol: 'osmand', name: 'x', unitId: 'unit-gaoqiao-1', crs: 'wgs84' }
    const nobody = { ...foreign, unitId: 'unit-nobody' }
    expect(await gulin.post('/devices', foreign)).toMatchObject({ status: 404, body: { code: 'unit.missing' } })
    expect(await gulin.post('/devices', nobody)).toMatchObject({ status: 404, body: { code: 'unit.missing' } })
    const missing = await gulin.post('/devices/device-none/moves', { move: 'rotate', version: 1 })
    const theirs = await move(gulin, other, { move: 'rotate' })
    expect([missing.status, theirs.status]).toEqual([404, 404])
    expect(theirs.body).toMatchObject({ code: 'device.missing' })
    expect(await move(gulin, made, { move: 'change', to: { unitId: 'unit-gaoqiao-1' } })).toMatchObject({ status: 404 })
    expect(await move(gulin, made, { move: 'change', to: { unitId: 'unit-gulin-2' } })).toMatchObject({ status: 200 })
  })

  it('that belongs to no unit is a platform, and only a platform', async () => {
    const zhou = await server.as('zhou')
    const base = { protocol: 'bulk', name: 'p', unitId: null, crs: 'wgs84' }
    for (const wrong of [
      { ...base, unitId: 'unit-gulin-1' },
      { ...base, protocol: 'osmand' },
      { ...base, areaId: 'area-none' },
    ])
      expect(await zhou.post('/devices', wrong)).toMatchObject({ status: 422, body: { code: 'device.unit-unfit' } })
    const gulin = await server.as('gulin-lead')
    expect(await gulin.post('/devices', { ...base, areaId: 'area-gaoqiao' })).toMatchObject({ status: 422 })
    expect(await gulin.post('/devices', base)).toMatchObject({
      status: 201,
      body: { device: { areaId: 'area-gulin' } },
    })
    expect(await zhou.post('/devices', base)).toMatchObject({ status: 201, body: { device: { areaId: null } } })
    const terminal = { ...base, protocol: 'osmand', unitId: 'unit-gulin-1', terminal: { lenient: true } }
    expect(await zhou.post('/devices', terminal)).toMatchObject({ body: { code: 'device.terminal-unfit' } })
  })

  it('loses its old secret when it is given a new one, and everything when it is revoked, which says why', async () => {
    await onDuty('gulin-1')
    const zhou = await server.as('zhou')
    const made = await register(server, { name: 'rotated' })
    const knock = async (secret: string | null) => (await osmand(`/${secret}?lat=29.832&lon=121.4426`)).status
    expect(await knock(made.secret)).toBe(200)
    const { body: turned } = await move(zhou, made, { move: 'rotate' })
    await until(async () => (await knock(made.secret)) === 401)
    expect(await knock(turned.secret)).toBe(200)
    expect(await move(zhou, made, { move: 'revoke', reason: '遗失' })).toMatchObject({ status: 409 })
    expect(await move(zhou, turned, { move: 'revoke' })).toMatchObject({ body: { code: 'move.reason-missing' } })
    const revoked = await move(zhou, turned, { move: 'revoke', reason: '遗失' })
    expect(revoked.body).toMatchObject({ device: { state: 'revoked' }, secret: null })
    await until(async () => (await knock(turned.secret)) === 401)
    await until(async () => ((await deviceOf(zhou, made.device.id))?.refused['device.revoked'] ?? 0) > 0)
    expect(await move(zhou, revoked.body, { move: 'rotate' })).toMatchObject({ body: { code: 'device.illegal-move' } })
  })
})

describe('a device whose squad moves to another township', () => {
  it('goes with it: the new township keeps it, the old one does not see it any more', async () => {
    const made = await register(server, { name: 'moving', unitId: 'unit-gulin-5' })
    const { db } = server.app
    const put = (areaId: 'area-gulin' | 'area-gaoqiao') =>
      db.updateTable('squad').set({ areaId }).where('id', '=', 'squad-gulin-5').execute()
    const seenBy = async (name: string) => (await deviceOf(await server.as(name), made.device.id))?.areaId
    await put('area-gaoqiao')
    try {
      expect(await seenBy('gaoqiao-lead')).toBe('area-gaoqiao')
      expect(await seenBy('gulin-lead')).toBeUndefined()
      expect(await move(await server.as('gulin-lead'), made, { move: 'rotate' })).toMatchObject({ status: 404 })
      expect(await move(await server.as('gaoqiao-lead'), made, { move: 'rotate' })).toMatchObject({ status: 200 })
    } finally {
      await put('area-gulin')
    }
  })
})

describe('OsmAnd and Traccar Client', () => {
  it('send their position with the secret in the address, as token, or as their own name', async () => {
    await onDuty('gulin-2')
    const { secret } = await register(server, { unitId: 'unit-gulin-2' })
    const place = (nth: number) => `lat=${GULIN.lat}&lon=${GULIN.lon + nth * 1e-5}&timestamp=${Date.now()}`
    for (const [nth, query] of [
      `/${secret}?`,
      `?token=${secret}&id=me&`,
      `?id=${secret}&`,
      `?deviceid=${secret}&`,
    ].entries()) {
      expect((await osmand(`${query}${place(nth)}`, nth % 2 ? 'POST' : 'GET')).status, query).toBe(200)
      expect(await newest('unit-gulin-2'), query).toMatchObject({ lon: expect.closeTo(GULIN.lon + nth * 1e-5, 7) })
    }
    const json = {
      location: { timestamp: at(0), coords: { latitude: GULIN.lat, longitude: GULIN.lon + 1e-4, speed: 3 } },
      device_id: secret,
    }
    expect((await call(`${server.url}/osmand`, 'POST', json)).status).toBe(200)
    expect(await newest('unit-gulin-2')).toMatchObject({ lon: expect.closeTo(GULIN.lon + 1e-4, 7), speedMps: 3 })
  })

  it('are read in the datum that was declared for them', async () => {
    await onDuty('gulin-3')
    const { secret } = await register(server, { unitId: 'unit-gulin-3', crs: 'gcj02' })
    const shown = wgs84ToGcj02(GULIN)
    await osmand(`/${secret}?lat=${shown.lat}&lon=${shown.lon}&accuracy=5`)
    expect(distanceM((await newest('unit-gulin-3')) as Fix, GULIN)).toBeLessThan(1)
  })

  it('hear 401 if nobody knows them, whatever they say, and are counted and shown without their secret', async () => {
    const answers = await Promise.all(
      ['?id=unheard-of&lat=1&lon=2', '/unheard-of?lat=1&lon=2', '?', '/x', '?id=unheard-of&lat=999'].map(
        async (query) => {
          const answer = await osmand(query)
          const { requestId: _, ...body } = (await answer.json()) as { requestId: string }
          return [answer.status, body]
        },
      ),
    )
    for (const answer of answers) expect(answer).toEqual([401, { code: 'device.unknown', params: {} }])
    const chen = await server.as('chen')
    await until(async () => (await strangers(chen)).some(({ name }) => name === 'unh…'))
    expect(JSON.stringify(await strangers(chen))).not.toContain('unheard')
    expect(await strangers(await server.as('gulin-lead'))).toEqual([])
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    expect(metrics).toMatch(/lianqin_device_messages_total\{protocol="osmand",outcome="device.unknown"\} [5-9]/)
  })

  it('may call themselves what no text can hold: nobody else is forgotten for it', async () => {
    const chen = await server.as('chen')
    const basic = (name: string) => ({ authorization: `Basic ${Buffer.from(`${name}:wrong`).toString('base64')}` })
    expect((await osmand(`?id=${encodeURIComponent('ab😀cd')}&lat=1&lon=2`)).status).toBe(401)
    expect((await osmand('?id=a%00b%00c&lat=999')).status).toBe(401)
    for (const name of ['\u0000\u0000x', 'a\u0000b', 'zz😀'])
      expect(
        (await fetch(`${server.url}/owntracks`, { method: 'POST', headers: basic(name), body: '{}' })).status,
      ).toBe(401)
    await osmand('?id=after-them&lat=1&lon=2')
    await until(async () => (await strangers(chen)).some(({ name }) => name === 'aft…'))
    const names = (await strangers(chen)).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['ab😀…', 'a b…', 'x…', 'zz😀…']))
  })

  it('that say no place are counted with their device, unless they call for help', async () => {
    const { secret, device } = await register(server, { name: 'placeless', unitId: 'unit-jishigang-2' })
    expect((await osmand(`/${secret}?timestamp=${Date.now()}&batt=50`)).status).toBe(200)
    expect((await osmand(`/${secret}?timestamp=${Date.now()}&alarm=sos`)).status).toBe(200)
    const chen = await server.as('chen')
    await until(async () => (await deviceOf(chen, device.id))?.heardAt != null)
    expect((await deviceOf(chen, device.id))?.refused).toEqual({ 'device.no-place': 1 })
  })

  it('that say the same twice are counted apart: it was taken once', async () => {
    await onDuty('gulin-2')
    const { secret, device } = await register(server, { name: 'twice', unitId: 'unit-gulin-2' })
    const query = `lat=${GULIN.lat}&lon=${GULIN.lon}&timestamp=${Date.now() + 1_000}`
    for (let times = 0; times < 3; times++) await osmand(`/${secret}?${query}`)
    await server.app.devices.flush()
    expect(await deviceOf(await server.as('chen'), device.id)).toMatchObject({ taken: 1, refused: { duplicate: 2 } })
  })

  it('that are answered at once stand among the requests all the same', async () => {
    await onDuty('gulin-2')
    const { secret } = await register(server, { name: 'counted', unitId: 'unit-gulin-2' })
    const counts = async () => {
      const metrics = await (await fetch(`${server.url}/metrics`)).text()
      return Number(
        /lianqin_request_seconds_count\{route="\/osmand\/:secret",status="2xx"\} (\d+)/.exec(metrics)?.[1] ?? 0,
      )
    }
    const before = await counts()
    for (let nth = 0; nth < 3; nth++) await osmand(`/${secret}?lat=${GULIN.lat}&lon=${GULIN.lon}`)
    expect(await counts()).toBe(before + 3)
  })

  it('hear 400 if nobody can read them, and 429 if they send without pause', async () => {
    const { secret, device } = await register(server, { name: 'loud' })
    const answer = await osmand(`/${secret}?lat=999&lon=0`)
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'device.unreadable' }])
    const byName = await osmand(`/?id=${secret}&lat=abc&lon=121.4`)
    expect([byName.status, await byName.json()]).toMatchObject([400, { code: 'device.unreadable' }])
    const statuses = new Set<number>()
    for (let nth = 0; nth < 160 && !statuses.has(429); nth++)
      statuses.add((await osmand(`/${secret}?lat=29&lon=121`)).status)
    expect([...statuses]).toEqual([200, 429])
    const chen = await server.as('chen')
    await until(async () => ((await deviceOf(chen, device.id))?.refused['device.too-many'] ?? 0) > 0)
  })
})

describe('OwnTracks', () => {
  it('sends with HTTP basic, is answered with a list, and says nothing without its secret', async () => {
    await onDuty('gulin-4')
    const { secret } = await register(server, { protocol: 'owntracks', unitId: 'unit-gulin-4' })
    const fix = {
      _type: 'location',
      lat: GULIN.lat,
      lon: GULIN.lon + 1e-4,
      tst: Math.floor(Date.now() / 1000) + 1,
      acc: 9,
      vel: 36,
      tid: 'ne',
    }
    const answer = await owntracks(secret ?? '', fix)
    expect([answer.status, await answer.json()]).toEqual([200, []])
    expect(await newest('unit-gulin-4')).toMatchObject({
      lon: expect.closeTo(GULIN.lon + 1e-4, 7),
      speedMps: 10,
      accuracyM: 9,
    })
    const stranger = await owntracks('wrong', fix)
    expect([stranger.status, stranger.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="positions"'])
    expect((await fetch(`${server.url}/owntracks`, { method: 'POST', body: JSON.stringify(fix) })).status).toBe(401)
    expect((await osmand(`/${secret}?lat=1&lon=1`)).status).toBe(401)
  })
})

describe('a queue of OwnTracks', () => {
  const fix = (ahead: number, change: object = {}) => ({
    _type: 'location',
    lat: GULIN.lat,
    lon: GULIN.lon + ahead * 1e-5,
    tst: Math.floor(Date.now() / 1000) + ahead,
    ...change,
  })

  it('is not held up by what nobody can read: the rest of a list is taken, and the phone is told to go on', async () => {
    await onDuty('gulin-4')
    const { secret, device } = await register(server, { protocol: 'owntracks', unitId: 'unit-gulin-4' })
    // Without a topic and without its two letters: who sends it is known by the secret.
    const list = [
      fix(2),
      fix(3, { lat: 'x' }),
      'no object',
      { _type: 'encrypted', data: 'x' },
      fix(4),
      { _type: 'steps' },
    ]
    for (const [body, last] of [
      [list, 4],
      [fix(5), 5],
    ] as const) {
      const answer = await owntracks(secret ?? '', body)
      expect([answer.status, await answer.json()]).toEqual([200, []])
      expect(await newest('unit-gulin-4')).toMatchObject({ lon: expect.closeTo(GULIN.lon + last * 1e-5, 7) })
    }
    const broken = await fetch(`${server.url}/owntracks`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`phone:${secret}`).toString('base64')}` },
      body: '{"_type":',
    })
    expect([broken.status, await broken.json()]).toEqual([200, []])
    await server.app.devices.flush()
    const heard = await deviceOf(await server.as('chen'), device.id)
    expect(heard).toMatchObject({ taken: 3, refused: { 'device.unreadable': 4 } })
  })
})

describe('a platform', () => {
  it('sends many units at once, those of its reach, and is told which were not taken', async () => {
    await onDuty('gulin-1')
    await onDuty('gaoqiao-1')
    const whole = await register(server, { protocol: 'bulk', unitId: null })
    const gulin = await register(server, { protocol: 'bulk', unitId: null, areaId: 'area-gulin' })
    const fixes = ['unit-gulin-1', 'unit-gaoqiao-1', 'unit-nobody'].map((unitId) => ({ unitId, at: at(1), ...GULIN }))
    expect(await bulk(server, gulin.secret ?? '', fixes)).toMatchObject({
      status: 202,
      body: { taken: 1, refused: [1, 2].map((index) => ({ index, code: 'unit.missing' })) },
    })
    const later = fixes.map((fix) => ({ ...fix, at: at(2) }))
    expect((await bulk(server, whole.secret ?? '', later)).body).toMatchObject({ taken: 2 })
    expect(await bulk(server, 'wrong', fixes)).toMatchObject({ status: 401, body: { code: 'device.unknown' } })
    expect((await bulk(server, whole.secret ?? '', [])).status).toBe(400)
  })

  it('may send 10,000 buffered positions in any order: all are taken, and the marker is the newest', async () => {
    await onDuty('gulin-1')
    const { device, secret } = await register(server, { protocol: 'bulk', unitId: null })
    const begin = Date.now() - 10_000_000
    const drive = Array.from({ length: 10_000 }, (_, nth) => ({
      unitId: 'unit-gulin-1',
      at: new Date(begin + nth * 1_000 + (nth === 9_999 ? 5_000 : 0)).toISOString(),
      lon: GULIN.lon + Math.sin((9_999 - nth) / 500) * 0.01,
      lat: GULIN.lat,
    }))
    const last = drive.at(-1)
    const sent = shuffled(drive)
    for (let from = 0; from < sent.length; from += 1_000) {
      const { body } = await bulk(server, secret ?? '', sent.slice(from, from + 1_000))
      expect((body.refused as { code: string }[]).filter(({ code }) => code !== 'fix.stale')).toEqual([])
    }
    expect((await newest('unit-gulin-1'))?.at).toBe(last?.at)
    const chen = await server.as('chen')
    await until(async () => (await deviceOf(chen, device.id))?.taken === 10_000)
    await server.app.tracks.settle()
    const { at: times } = await trackOf(chen, 'unit-gulin-1', begin, begin + 10_005_000)
    const moments = new Set(times)
    expect(drive.filter(({ at }) => !moments.has(Date.parse(at)))).toEqual([])
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })
})

describe('what is not believed', () => {
  it('is kept apart, the last fifty of each device, and shown to who may see the unit: how far off it was, not where', async () => {
    await onDuty('gulin-5')
    const { device, secret } = await register(server, { name: 'doubtful', unitId: 'unit-gulin-5', crs: 'gcj02' })
    const say = (query: string) => osmand(`/${secret}?${query}`)
    await say(`lat=${GULIN.lat}&lon=${GULIN.lon}&valid=false`)
    await say(`lat=${GULIN.lat}&lon=${GULIN.lon}&timestamp=${Math.floor(Date.now() / 1000) + 600}`)
    await say(`lat=${GULIN.lat}&lon=${GULIN.lon}&accuracy=500`)
    await say('lat=0&lon=0')
    await say('lat=39.9&lon=116.4')
    const zhou = await server.as('zhou')
    const own = async (seat: Seat) => (await doubts(seat)).filter(({ deviceId }) => deviceId === device.id)
    await until(async () => (await own(zhou)).length === 5)
    expect((await own(zhou)).map(({ code }) => code).reverse()).toEqual([
      'fix.unlocated',
      'fix.future',
      'fix.inaccurate',
      'fix.nowhere',
      'fix.jump',
    ])
    const [jump, nowhere, inaccurate, , unlocated] = await own(zhou)
    expect(jump).toMatchObject({ unitId: 'unit-gulin-5', awayM: expect.closeTo(1_204_000, -5) })
    expect([nowhere?.awayM, inaccurate?.awayM, unlocated?.awayM]).toEqual([
      expect.any(Number),
      expect.any(Number),
      null,
    ])
    for (const doubt of await own(zhou))
      for (const where of ['lon', 'lat', 'crs']) expect(doubt).not.toHaveProperty(where)
    const kept = server.app.db.selectFrom('doubt').selectAll().where('deviceId', '=', device.id)
    expect(await kept.where('code', '=', 'fix.jump').executeTakeFirst()).toMatchObject({
      lon: 116.4,
      lat: 39.9,
      crs: 'gcj02',
    })
    expect(await own(await server.as('gulin-lead'))).toHaveLength(5)
    expect(await own(await server.as('gaoqiao-lead'))).toEqual([])
    for (let nth = 0; nth < 60; nth++) await say('lat=0&lon=0')
    const counted = async () => (await deviceOf(zhou, device.id)) as HeardDevice
    await until(async () => (await counted()).refused['fix.nowhere'] === 61)
    // What was heard is written just before what was doubted.
    await until(async () => (await own(zhou)).length === 50)
    expect(await newest('unit-gulin-5')).toMatchObject({ lon: expect.closeTo(GULIN.lon, 6) })
  })

  it('of a leader’s own phone page is shown too', async () => {
    await onDuty('shiqi-1')
    const leader = await server.as('shiqi-1')
    await leader.post('/positions', { crs: 'wgs84', fixes: [{ unitId: 'unit-shiqi-1', at: at(1), lon: 0, lat: 0 }] })
    const zhou = await server.as('zhou')
    await until(async () => (await doubts(zhou)).some((one) => one.deviceId === null && one.unitId === 'unit-shiqi-1'))
  })

  it('of a leader’s phone is not asked while a device of the unit itself is heard, wherever either of them is', async () => {
    await onDuty('shiqi-2')
    const { secret } = await register(server, { name: 'of-the-car', unitId: 'unit-shiqi-2' })
    const leader = await server.as('shiqi-2')
    const sent = async (lon: number) => {
      const fixes = [{ unitId: 'unit-shiqi-2', at: at(0), lon, lat: GULIN.lat }]
      return (await leader.post<FixReceipt>('/positions', { crs: 'wgs84', fixes })).body.refused
    }
    expect(await sent(GULIN.lon)).toEqual([])
    // Far from where the phone was: at first not believed, but from now on it is the device that is asked.
    await osmand(`/${secret}?lat=${GULIN.lat + 0.3}&lon=${GULIN.lon}`)
    expect(await sent(GULIN.lon)).toEqual([{ index: 0, code: 'unit.led' }])
  })

  it('is nothing at all off duty: no position is stored, in doubt or not', async () => {
    const { device, secret } = await register(server, { name: 'resting', unitId: 'unit-jishigang-1' })
    const leader = await server.as('jishigang-1')
    const squad = (await leader.get<{ squads: Squad[] }>('/squads')).body.squads[0]
    expect(squad?.state).toBe('off-duty')
    expect((await osmand(`/${secret}?lat=29.9&lon=121.4`)).status).toBe(200)
    expect((await osmand(`/${secret}?lat=0&lon=0`)).status).toBe(200)
    const zhou = await server.as('zhou')
    await until(async () => (await deviceOf(zhou, device.id))?.refused['unit.off-duty'] === 2)
    expect(await newest('unit-jishigang-1')).toBeUndefined()
    expect((await doubts(zhou)).filter(({ unitId }) => unitId === 'unit-jishigang-1')).toEqual([])
  })
})

const FILE = join(import.meta.dirname, '../../../shared/data/gps/traccar_osmand_owntracks_requests.json')
const absent = existsSync(FILE)
  ? null
  : `SKIPPED: ${FILE} is absent, so requests of real phones were not tried at the door`
if (absent) console.warn(`\n*** ${absent} ***\n`)
interface Given {
  test: string
  line: number
  expect: string
  path: string
  body?: string
}
describe('requests of real phones', () => {
  it.skipIf(absent)('are taken at their door as their file says', async () => {
    await onDuty('gulin-2')
    const chen = await server.as('chen')
    for (const one of JSON.parse(readFileSync(FILE, 'utf8')) as Given[]) {
      const isOwntracks = one.test.startsWith('OwnTracks')
      const made = await register(server, { protocol: isOwntracks ? 'owntracks' : 'osmand', unitId: 'unit-gulin-2' })
      const query = one.path.split('?')[1] ?? ''
      const answer = isOwntracks
        ? await owntracks(made.secret ?? '', JSON.parse(one.body ?? ''))
        : await fetch(
            `${server.url}/osmand/${made.secret}?${query}`,
            one.body ? { method: 'POST', body: one.body } : {},
          )
      expect(answer.status, `${one.test} ${one.line}`).toBe(200)
      await server.app.devices.flush()
      const heard = (await deviceOf(chen, made.device.id)) as HeardDevice
      const told = readOf(heard)
      expect(told, `${one.test} ${one.line}`).toBe(one.expect === 'Position' ? 1 : 0)
    }
  })
})

describe('strangers', () => {
  it('that knock without pause are only counted after a while; whoever is known behind the same address is heard', async () => {
    const { secret } = await register(server, { name: 'neighbour', unitId: 'unit-jishigang-1' })
    const statuses = new Set<number>()
    for (let nth = 0; nth < 300 && !statuses.has(429); nth++)
      statuses.add((await osmand(`/nobody-${nth}?lat=1&lon=2`)).status)
    expect(statuses).toContain(429)
    expect((await osmand(`/${secret}?lat=${GULIN.lat}&lon=${GULIN.lon}`)).status).toBe(200)
  })
})

describe('what the database would not take', () => {
  it('is written once it is back, nothing of it lost or doubled', async () => {
    const { secret, device } = await register(server, { name: 'patient', unitId: 'unit-jishigang-1' })
    const { db } = server.app
    const chen = await server.as('chen')
    await sql`alter table device_hearing rename to device_hearing_away`.execute(db)
    try {
      for (let nth = 0; nth < 3; nth++) await osmand(`/${secret}?lat=29.9&lon=121.4`)
      await server.app.devices.flush()
      await osmand(`/${secret}?lat=29.9&lon=121.4`)
      await server.app.devices.flush()
    } finally {
      await sql`alter table device_hearing_away rename to device_hearing`.execute(db)
    }
    await server.app.devices.flush()
    expect((await deviceOf(chen, device.id))?.refused).toEqual({ 'unit.off-duty': 4 })
    await server.app.devices.flush()
    expect((await deviceOf(chen, device.id))?.refused).toEqual({ 'unit.off-duty': 4 })
  })
})
