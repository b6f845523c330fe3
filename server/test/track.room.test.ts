import { encodeChunk, FIXES_IN_CHUNK } from '@lianqin/shared/track/track.codec'
import type { TrackView } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { keepDays } from '../src/track/days.ts'
import { appendChunks } from '../src/track/folding.ts'
import { gpxFaults } from './gpx.ts'
import { GULIN, type Seat, until, useServer } from './kit.ts'
import { DAY, HOUR, letSettle, longSignedOn, look as lookAt, moveSquad, sent, trackOf } from './track.kit.ts'

const server = useServer()
const now = Date.now()

const onDuty = (name: string): Promise<Seat> => longSignedOn(server, name)
const look = (by: Seat, change: object = {}) =>
  lookAt(by, { unitIds: ['unit-gulin-1'], from: toMoment(now - 6 * HOUR), to: toMoment(now + HOUR), ...change })
const track = (by: Seat, unitId: string, more = '') => trackOf(by, unitId, now - 6 * HOUR, now + HOUR, more)
const written = () => server.app.tracks.settle()

describe('a track', () => {
  it('holds every position that is believed, in the order of time, in whatever order they came', async () => {
    const leader = await onDuty('gulin-1')
    const fixes = Array.from({ length: 3_000 }, (_, index) => ({
      unitId: 'unit-gulin-1',
      at: now - 3 * HOUR + index * 3_000,
      lon: Number((GULIN.lon + index * 1e-6).toFixed(6)),
      lat: GULIN.lat,
    }))
    const shuffled = fixes
      .map((fix, index) => ({ fix, by: (index * 7_919) % fixes.length }))
      .sort((a, b) => a.by - b.by)
      .map(({ fix }) => fix)
    for (let at = 0; at < shuffled.length; at += 1_000) await sent(leader, shuffled.slice(at, at + 1_000))
    await written()
    const read = await track(await server.as('chen'), 'unit-gulin-1')
    expect(read.fixes).toBe(3_000)
    expect(read.at).toEqual(fixes.map(({ at }) => at))
    expect(read.lon).toEqual(fixes.map(({ lon }) => lon))
  })

  it('takes what comes later into the hour that was folded already, and reads both as one', async () => {
    const leader = await onDuty('gulin-1')
    const { db } = server.app
    await letSettle(db)
    await server.app.tracks.fold()
    const hours = await db.selectFrom('trackChunk').selectAll().where('unitId', '=', 'unit-gulin-1').execute()
    expect(hours.length).toBeGreaterThanOrEqual(2)
    const late = { unitId: 'unit-gulin-1', at: now - 3 * HOUR + 1_500, lon: GULIN.lon, lat: GULIN.lat }
    await sent(leader, [late])
    await written()
    const desk = await server.as('chen')
    expect((await track(desk, 'unit-gulin-1')).at).toContain(late.at)
    await letSettle(db)
    await server.app.tracks.fold()
    const read = await track(desk, 'unit-gulin-1')
    expect(read.fixes).toBe(3_001)
    expect(read.at).toEqual(read.at.toSorted((a, b) => a - b))
  })

  it('is read simplified: nowhere farther from the whole than asked, and by its span alone', async () => {
    const desk = await server.as('chen')
    const whole = await track(desk, 'unit-gulin-1')
    const coarse = await track(desk, 'unit-gulin-1', '&tolerance=5')
    expect(coarse.fixes).toBe(whole.fixes)
    expect(coarse.at.length).toBeLessThan(whole.at.length / 10)
    const [from, to] = [now - 2 * HOUR, now - HOUR]
    const part = await track(desk, 'unit-gulin-1', `&from=${toMoment(from)}&to=${toMoment(to)}`)
    expect(part.at).toEqual(whole.at.filter((at) => at >= from && at < to))
  })

  it('keeps nothing of a time off duty, also when it is sent after the next sign-on', async () => {
    const leader = await onDuty('gulin-2')
    const unitId = 'unit-gulin-2'
    await sent(leader, [{ unitId, at: Date.now(), ...GULIN }])
    await moveSquad(leader, 'sign-off')
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const between = Date.now() - 500
    await moveSquad(leader, 'sign-on')
    await until(async () => (await sent(leader, [{ unitId, at: Date.now(), ...GULIN }])).body.taken === 1)
    await sent(leader, [{ unitId, at: between, ...GULIN }])
    await written()
    const read = await track(await server.as('chen'), unitId)
    expect(read.at.length).toBeGreaterThanOrEqual(2)
    expect(read.at).not.toContain(between)
  })
})

describe('who looks at a track', () => {
  it('gives a reason first, and the squad reads who, when, at what span and why', async () => {
    const [desk, leader, other] = await Promise.all(['chen', 'gulin-1', 'gaoqiao-1'].map(server.as))
    if (!desk || !leader || !other) throw new Error('no seats')
    const screen = leader.screen()
    const heard: TrackView[] = []
    screen.on('events', ({ events }) => {
      for (const event of events) if (event.kind === 'track.viewed') heard.push(event.body.view)
    })
    await new Promise((resolve) => screen.emit('hello', { since: null }, resolve))
    expect((await look(desk, { reason: ' ' })).status).toBe(400)
    expect((await desk.get('/tracks/unit-gulin-1')).status).toBe(400)
    const { body } = await look(desk, { reason: '投诉：到场太慢' })
    const mine = (views: TrackView[]) => views.filter(({ grantId }) => grantId === body.id)
    await until(() => mine(heard).length === 1)
    expect(mine(heard)[0]).toMatchObject({ squadId: 'squad-gulin-1', reason: '投诉：到场太慢', viewedByTitle: '陈立' })
    const views = async (by: Seat) => mine((await by.get<{ views: TrackView[] }>('/track-views')).body.views)
    expect(await views(leader)).toEqual(mine(heard))
    expect(await views(other)).toEqual([])
    expect(await views(await server.as('gulin'))).toHaveLength(1)
  })

  it('is held to the units, the span and the person of the grant', async () => {
    const [desk, lead] = [await server.as('chen'), await server.as('zhou')]
    const { body } = await look(desk)
    const read = (by: Seat, unitId: string) => by.get(`/tracks/${unitId}?grant=${body.id}`)
    expect((await read(desk, 'unit-gulin-1')).status).toBe(200)
    expect((await read(desk, 'unit-gulin-2')).body).toMatchObject({ code: 'track.no-grant' })
    expect((await read(lead, 'unit-gulin-1')).body).toMatchObject({ code: 'track.no-grant' })
    expect((await look(desk, { from: toMoment(now - 40 * DAY) })).body).toMatchObject({ code: 'track.span-wrong' })
    expect((await look(desk, { from: toMoment(now), to: toMoment(now - 1) })).status).toBe(422)
  })

  it('sees nothing of another township, not even that it is there', async () => {
    const gulin = await server.as('gulin')
    const foreign = await look(gulin, { unitIds: ['unit-gaoqiao-1'] })
    const nobody = await look(gulin, { unitIds: ['unit-nobody-1'] })
    expect([foreign.status, nobody.status]).toEqual([404, 404])
    expect(Object.keys(foreign.body)).toEqual(Object.keys(nobody.body))
    const all = await look(gulin, { unitIds: undefined, from: toMoment(now - HOUR) })
    expect(all.status).toBe(201)
    expect(all.body.unitIds).toContain('unit-gulin-1')
    expect(all.body.unitIds.filter((id) => /gaoqiao|gulou/.test(id))).toEqual([])
    const leader = await server.as('gulin-2')
    expect((await look(leader)).status).toBe(404)
    expect((await look(await server.as('gulin-1'))).status).toBe(201)
    for (const name of ['wall', 'admin']) expect((await look(await server.as(name))).status, name).toBe(403)
  })
})

describe('a track taken away as a file', () => {
  async function taken(purpose: string): Promise<{ type: string; text: string }> {
    const desk = await server.as('chen')
    const grant = await look(desk, { purpose, reason: '"=HYPERLINK(1)" <&' })
    const answer = await fetch(`${server.url}/api/v1/track-exports/${grant.body.id}`, {
      headers: { cookie: desk.cookie },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="tracks_gulin-1_\d{8}T\d{4}Z_\d{8}T\d{4}Z_grant-\w+\.\w+"$/,
    )
    return { type: answer.headers.get('content-type') ?? '', text: await answer.text() }
  }

  it('is GPX as its schema has it, with times in UTC', async () => {
    const { type, text } = await taken('gpx')
    expect(type).toContain('application/gpx+xml')
    const points = [
      ...text.matchAll(/<trkpt lat="(-?\d+\.\d{6})" lon="(-?\d+\.\d{6})"><time>([\d:T.-]+Z)<\/time><\/trkpt>/g),
    ]
    expect(points).toHaveLength(3_001)
    expect(text).toContain('&quot;=HYPERLINK(1)&quot; &lt;&amp;')
    expect(gpxFaults(text)).toEqual([])
  })

  it('is GeoJSON with a time for every place', async () => {
    const { text } = await taken('geojson')
    const file = JSON.parse(text)
    const lines = file.features.map(
      (feature: { geometry: { coordinates: unknown[] } }) => feature.geometry.coordinates.length,
    )
    expect(lines.reduce((sum: number, count: number) => sum + count, 0)).toBe(3_001)
    expect(file.features[0].properties).toMatchObject({ unitId: 'unit-gulin-1', datum: 'WGS-84' })
    expect(file.features[0].properties.coordTimes).toHaveLength(lines[0])
  })

  it('is CSV that no spreadsheet takes for formulas', async () => {
    await sql`update unit set name = '{"zh": "=1+1,\\"甲\\"", "en": "x"}' where id = 'unit-gulin-1'`.execute(
      server.app.db,
    )
    const { text } = await taken('csv')
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[]
    expect(rows).toHaveLength(3_001)
    expect(rows[0]).toMatchObject({ unit_id: 'unit-gulin-1', time_utc: toMoment(now - 3 * HOUR) })
    for (const { unit = '' } of rows) expect(unit).not.toMatch(/^[=+\-@]/)
  })

  it('is bounded: more than two million fixes are refused before anything is written about it', async () => {
    const { db } = server.app
    const start = Math.floor((now - 20 * DAY) / DAY) * DAY
    const still = Array.from({ length: FIXES_IN_CHUNK }, (_, n) => ({ ...aFix, at: start + n * 100 }))
    const body = encodeChunk(still) ?? new Uint8Array(0)
    await keepDays(db, [toMoment(start).slice(0, 10)])
    await appendChunks(
      db,
      Array.from({ length: 123 }, () => ({ unitId: 'unit-gulin-3' as const, fromAt: start, body })),
    )
    const wish = { unitIds: ['unit-gulin-3'], from: toMoment(start), to: toMoment(start + DAY) }
    const desk = await server.as('chen')
    const views = async () => (await desk.get<{ views: TrackView[] }>('/track-views')).body.views.length
    const before = await views()
    expect((await look(desk, { ...wish, purpose: 'csv' })).body).toMatchObject({
      code: 'track.too-many',
      params: { n: 123 * FIXES_IN_CHUNK, most: 2_000_000 },
    })
    expect(await views()).toBe(before)
    const { body: grant } = await look(desk, wish)
    expect((await desk.get(`/tracks/unit-gulin-3?grant=${grant.id}`)).body).toMatchObject({ code: 'track.too-many' })
  })

  it('is told to the squad with its reason and its format, before the file can be fetched', async () => {
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-1')]
    const { body: grant } = await look(desk, { from: toMoment(now - HOUR), purpose: 'gpx', reason: '案件证据' })
    const { views } = (await leader.get<{ views: TrackView[] }>('/track-views')).body
    expect(views[0]).toMatchObject({ grantId: grant.id, purpose: 'gpx', reason: '案件证据', viewedByTitle: '陈立' })
    const lines = (
      await (await server.as('zhou')).get<{ lines: { kind: string; body: { view?: TrackView } }[] }>('/log')
    ).body.lines
    expect(lines.some(({ kind, body }) => kind === 'track.viewed' && body.view?.grantId === grant.id)).toBe(true)
  })

  it('only in the format it was granted for', async () => {
    const desk = await server.as('chen')
    const { body } = await look(desk)
    expect((await desk.get(`/track-exports/${body.id}`)).body).toMatchObject({ code: 'track.no-grant' })
  })
})

const aFix = { at: 0, lon: 121.44, lat: 29.83, speedMps: 0, headingDeg: 0, accuracyM: 5, flags: 0 }
