import { createHash } from 'node:crypto'
import type { Person } from '@lianqin/shared/person'
import type { ToldRequest, TrackRequest } from '@lianqin/shared/track/request'
import type { TakenFile, TrackView } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Answer, GULIN, type Seat, signIn, until, useServer } from './kit.ts'
import { HOUR, longSignedOn, look, sent } from './track.kit.ts'

const server = useServer()
const now = Date.now()
const span = { from: toMoment(now - 2 * HOUR), to: toMoment(now + HOUR) }
const FOUR = ['unit-gulin-1', 'unit-gulin-2', 'unit-gulin-3', 'unit-gaoqiao-1']
const WHY = '案件证据：占道经营群访'

const ask = (by: Seat, change: object = {}): Promise<Answer<TrackRequest>> =>
  by.post('/track-requests', { unitIds: FOUR, purpose: 'gpx', reason: WHY, ...span, ...change })
const say = (by: Seat, of: TrackRequest, move: string, more: object = {}): Promise<Answer<TrackRequest>> =>
  by.post(`/track-requests/${of.id}/moves`, { move, version: of.version, ...more })
async function asked(by: Seat, change: object = {}): Promise<TrackRequest> {
  const { status, body } = await ask(by, change)
  expect(status).toBe(201)
  return body
}
const read = async (by: Seat) =>
  (await by.get<{ requests: TrackRequest[]; told: ToldRequest[] }>('/track-requests')).body
const toldTo = async (by: Seat, { id }: TrackRequest) => (await read(by)).told.filter((one) => one.id === id)
const seenBy = async (by: Seat, { id }: TrackRequest) => (await read(by)).requests.find((one) => one.id === id)
const fetched = (by: Seat, grantId: string | null) =>
  fetch(`${server.url}/api/v1/track-exports/${grantId}`, { headers: { cookie: by.cookie } })
async function lead(name: string, scope: object): Promise<Seat> {
  const password = 'long enough it is'
  const person = { name, title: name, role: 'shift-lead', scope, password }
  expect((await (await server.as('admin')).post<Person>('/people', person)).status).toBe(201)
  return signIn(server.url, name, password)
}
interface Line {
  kind: string
  audience: string[]
  body: { file: TakenFile; told: ToldRequest; request: TrackRequest; view: TrackView; move: string }
}
const lines = async (kind: string): Promise<Line[]> =>
  (await sql<Line>`select kind, audience, body from event_log where kind = ${kind} order by seq`.execute(server.app.db))
    .rows

beforeAll(async () => {
  const leader = await longSignedOn(server, 'gulin-1')
  const fixes = Array.from({ length: 30 }, (_, n) => ({
    unitId: 'unit-gulin-1',
    at: now - HOUR + n * 10_000,
    ...GULIN,
  }))
  await sent(leader, fixes)
  await server.app.tracks.settle()
})

describe('what one person may take away alone', () => {
  it('ends where it becomes bulk: at once, or bit by bit within a day', async () => {
    const wang = await server.as('wang')
    const file = (change: object) => look(wang, { ...span, purpose: 'csv', ...change })
    const refusal = { status: 409, body: { code: 'track.second-needed', params: { units: 3, unitHours: 24 } } }
    expect(await file({ unitIds: FOUR })).toMatchObject(refusal)
    expect(await file({ unitIds: ['unit-gulin-1'], from: toMoment(now - 24 * HOUR) })).toMatchObject(refusal)
    expect(await file({ unitIds: undefined })).toMatchObject(refusal)
    expect((await file({ unitIds: FOUR.slice(0, 2) })).status).toBe(201)
    expect(await file({ unitIds: FOUR.slice(2) })).toMatchObject(refusal)
    expect((await file({ unitIds: FOUR.slice(2, 3) })).status).toBe(201)
    // To look takes nothing away.
    expect((await look(wang, { ...span, unitIds: FOUR, purpose: 'replay' })).status).toBe(201)
    // What was taken the day before yesterday is not added up.
    await sql`update track_view set viewed_at = viewed_at - interval '25 hours' where purpose = 'csv'`.execute(
      server.app.db,
    )
    expect((await file({ unitIds: FOUR.slice(2) })).status).toBe(201)
  })

  it('cannot be had twice by asking for two small files at once', async () => {
    const lead = await server.as('zhou')
    const file = (unitIds: string[]) => look(lead, { ...span, purpose: 'gpx', unitIds })
    const answers = await Promise.all([file(FOUR.slice(0, 2)), file(FOUR.slice(2))])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  })
})

describe('a request for the tracks of many', () => {
  it('is decided by a second person who may see the same units; nobody else decides, and nobody else hears of it', async () => {
    const [chen, joint, township] = await Promise.all(['chen', 'joint', 'gulin'].map(server.as))
    if (!chen || !joint || !township) throw new Error('no seats')
    const request = await asked(chen)
    expect(request).toMatchObject({ state: 'asked', areaId: null, askedByTitle: '陈立', fetches: 0, grantId: null })
    expect(await say(joint, request, 'agree')).toMatchObject({
      status: 409,
      body: { code: 'track.request-illegal-move' },
    })
    expect(await say(chen, request, 'agree')).toMatchObject({ status: 409, body: { code: 'track.request-own' } })
    expect(await say(township, request, 'withdraw')).toMatchObject({
      status: 404,
      body: { code: 'track.request-missing' },
    })
    expect(await seenBy(township, request)).toBeUndefined()
    const gulinLead = await lead('gulin.lead', { kind: 'area', areaId: 'area-gulin' })
    const [foreign, none] = [
      await say(gulinLead, request, 'agree'),
      await say(gulinLead, { ...request, id: 'request-0' }, 'agree'),
    ]
    expect([foreign.status, none.status]).toEqual([404, 404])
    expect(Object.keys(foreign.body)).toEqual(Object.keys(none.body))
    for (const name of ['wall', 'admin']) expect((await say(await server.as(name), request, 'agree')).status).toBe(403)
    // Whoever leads the shift and asks, does not decide either.
    const own = await asked(await server.as('zhou'))
    expect(await say(await server.as('zhou'), own, 'agree')).toMatchObject({ body: { code: 'track.request-own' } })
    expect((await say(await server.as('wang'), own, 'agree')).status).toBe(200)
  })

  it('is told to every squad it is about, at every step, and to each no more than its own', async () => {
    const [chen, leader, neighbour, township, zhou] = await Promise.all(
      ['chen', 'gulin-1', 'gaoqiao-1', 'gulin', 'zhou'].map(server.as),
    )
    if (!chen || !leader || !neighbour || !township || !zhou) throw new Error('no seats')
    const heard: ToldRequest[] = []
    const screen = leader.screen()
    screen.on('events', ({ events }) => {
      for (const event of events) if (event.kind === 'track.request-told') heard.push(event.body.told)
    })
    await new Promise((resolve) => screen.emit('hello', { since: null }, resolve))
    const request = await asked(chen)
    await until(() => heard.some(({ id }) => id === request.id))
    expect(await toldTo(leader, request)).toEqual([
      expect.objectContaining({ unitIds: ['unit-gulin-1'], state: 'asked', reason: WHY, askedByTitle: '陈立' }),
    ])
    expect((await toldTo(neighbour, request)).map(({ unitIds }) => unitIds)).toEqual([['unit-gaoqiao-1']])
    expect(JSON.stringify(await read(neighbour))).not.toContain('gulin')
    expect((await toldTo(township, request)).map(({ squadId }) => squadId).sort()).toEqual([
      'squad-gulin-1',
      'squad-gulin-2',
      'squad-gulin-3',
    ])
    expect(await toldTo(await server.as('gulou-1'), request)).toEqual([])
    expect((await say(zhou, request, 'refuse', { reason: '范围过大' })).body.state).toBe('refused')
    await until(() => heard.some(({ id, state }) => id === request.id && state === 'refused'))
    expect(await toldTo(leader, request)).toMatchObject([
      { state: 'refused', decision: '范围过大', decidedByTitle: '周敏' },
    ])
    for (const { audience, body } of await lines('track.request-told'))
      expect(audience, body.told.squadId).toContain(body.told.squadId)
    for (const { audience, body } of await lines('track.asked'))
      if (body.request.id === request.id) expect(audience).toEqual(['district-alone'])
  })

  it('gives its file to whoever asked, three times, with the names of both; its digest is in the log', async () => {
    const [chen, zhou, leader] = await Promise.all(['chen', 'zhou', 'gulin-1'].map(server.as))
    if (!chen || !zhou || !leader) throw new Error('no seats')
    const request = await asked(chen)
    const { body: agreed } = await say(zhou, request, 'agree')
    expect(agreed).toMatchObject({ state: 'agreed', decidedByTitle: '周敏', version: 2 })
    expect(await say(zhou, request, 'refuse', { reason: 'x' })).toMatchObject({ body: { code: 'track.request-stale' } })
    const { views } = (await leader.get<{ views: TrackView[] }>('/track-views')).body
    expect(views[0]).toMatchObject({ grantId: agreed.grantId, viewedByTitle: '陈立', purpose: 'gpx', reason: WHY })
    expect((await fetched(zhou, agreed.grantId)).status).toBe(403)
    expect((await chen.get(`/tracks/unit-gulin-1?grant=${agreed.grantId}`)).status).toBe(403)
    expect((await chen.get(`/replay/tracks?grant=${agreed.grantId}`)).status).toBe(403)
    const head = await fetch(`${server.url}/api/v1/track-exports/${agreed.grantId}`, {
      method: 'HEAD',
      headers: { cookie: chen.cookie },
    })
    expect(head.status).toBe(404)
    const texts: string[] = []
    for (let time = 0; time < 3; time++) {
      const answer = await fetched(chen, agreed.grantId)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-disposition')).toMatch(/filename="tracks_gaoqiao-1-x4_[\w-]+\.gpx"/)
      texts.push(await answer.text())
    }
    const [text = ''] = texts
    expect(text).toContain(`陈立 (person-`)
    expect(text).toContain(`+ 周敏 (${request.id})`)
    expect(text).toContain(WHY)
    expect(text.match(/<trkpt /g)).toHaveLength(30)
    expect(await (await fetched(chen, agreed.grantId)).json()).toMatchObject({
      code: 'track.fetched-enough',
      params: { most: 3 },
    })
    expect(await seenBy(chen, request)).toMatchObject({ state: 'fetched', fetches: 3, version: 5 })
    const files = (await lines('track.taken')).filter(({ body }) => body.file.grantId === agreed.grantId)
    const digests = texts.map((one) => createHash('sha256').update(one).digest('hex'))
    for (const squadId of ['squad-gulin-1', 'squad-gaoqiao-1']) {
      const own = files.filter(({ body }) => body.file.squadId === squadId)
      expect(own.map(({ body }) => body.file.sha256)).toEqual(digests)
      for (const { audience, body } of own) {
        expect(audience).toContain(squadId)
        expect(body.file).toMatchObject({ whole: true, bytes: Buffer.byteLength(text) })
      }
    }
  })

  it('needs a reason to be refused, and is taken back by whoever asked alone, also after the agreement', async () => {
    const [chen, zhou] = [await server.as('chen'), await server.as('zhou')]
    const request = await asked(chen)
    expect(await say(zhou, request, 'refuse')).toMatchObject({ status: 422, body: { code: 'move.reason-missing' } })
    expect(await say(zhou, request, 'withdraw')).toMatchObject({ status: 409 })
    const { body: agreed } = await say(zhou, request, 'agree')
    expect(await say(chen, agreed, 'withdraw')).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
    expect(await (await fetched(chen, agreed.grantId)).json()).toMatchObject({ code: 'track.no-grant' })
  })

  it('lapses where nobody says anything in time, or nobody fetches it; the squads hear of that too', async () => {
    const { db } = server.app
    const [chen, zhou, leader] = await Promise.all(['chen', 'zhou', 'gulin-1'].map(server.as))
    if (!chen || !zhou || !leader) throw new Error('no seats')
    const [unsaid, unfetched] = [await asked(chen), (await say(zhou, await asked(chen), 'agree')).body]
    for (const { id } of [unsaid, unfetched]) {
      const past = toMoment(Date.now() - 1_000)
      await sql`update track_request set until = ${past} where id = ${id}`.execute(db)
      await sql`update timer set due_at = ${past} where ref ->> 'requestId' = ${id}`.execute(db)
    }
    await until(async () => (await seenBy(chen, unsaid))?.state === 'lapsed')
    await until(async () => (await seenBy(chen, unfetched))?.state === 'lapsed')
    expect(await say(zhou, { ...unsaid, version: 2 }, 'agree')).toMatchObject({ status: 409 })
    expect((await fetched(chen, unfetched.grantId)).status).toBe(403)
    expect(await toldTo(leader, unsaid)).toMatchObject([{ state: 'lapsed' }])
  })

  it('of a township is decided in that township or by the district, and holds none but its own units', async () => {
    const township = await server.as('gulin')
    expect((await ask(township)).status).toBe(404)
    const request = await asked(township, { unitIds: undefined, from: toMoment(now - HOUR) })
    expect(request).toMatchObject({ areaId: 'area-gulin' })
    expect(JSON.stringify(request.parts)).not.toMatch(/gaoqiao|gulou/)
    const gaoqiao = await lead('gaoqiao.lead', { kind: 'area', areaId: 'area-gaoqiao' })
    expect((await say(gaoqiao, request, 'agree')).status).toBe(404)
    expect(await seenBy(gaoqiao, request)).toBeUndefined()
    const gulinLead = await lead('gulin.lead-2', { kind: 'area', areaId: 'area-gulin' })
    expect(await say(gulinLead, request, 'agree')).toMatchObject({ status: 200, body: { state: 'agreed' } })
  })

  it('of a squad’s leader is of that squad alone', async () => {
    const leader = await server.as('gulin-1')
    expect((await ask(leader)).status).toBe(404)
    const request = await asked(leader, { unitIds: undefined, from: toMoment(now - 20 * HOUR) })
    expect(request).toMatchObject({
      areaId: 'area-gulin',
      squadId: 'squad-gulin-1',
      parts: [{ squadId: 'squad-gulin-1' }],
    })
    expect(await seenBy(leader, request)).toMatchObject({ id: request.id })
    expect(await seenBy(await server.as('gulin-2'), request)).toBeUndefined()
    expect((await say(await server.as('wang'), request, 'agree')).status).toBe(200)
  })

  it('is not piled up: five of one’s own may wait', async () => {
    const joint = await server.as('joint')
    for (let nth = 0; nth < 5; nth++) await asked(joint)
    expect(await ask(joint)).toMatchObject({
      status: 409,
      body: { code: 'track.request-pending', params: { most: 5 } },
    })
  })

  it('by two at once is decided once, and fetched no more than three times', async () => {
    const [joint, zhou, wang] = await Promise.all(['joint', 'zhou', 'wang'].map(server.as))
    if (!joint || !zhou || !wang) throw new Error('no seats')
    const first = (await read(joint)).requests.find(
      ({ state, askedByTitle }) => state === 'asked' && askedByTitle === '林澄',
    )
    if (!first) throw new Error('none waits')
    const said = await Promise.all([say(zhou, first, 'agree'), say(wang, first, 'refuse', { reason: 'x' })])
    expect(said.map(({ status }) => status).sort()).toEqual([200, 409])
    const request = await seenBy(joint, first)
    if (request?.state !== 'agreed') return
    const answers = await Promise.all(Array.from({ length: 6 }, () => fetched(joint, request.grantId)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    await Promise.all(answers.map((answer) => answer.text()))
  })
})

describe('the looks of a day', () => {
  it('are listed by who looked at which squad and how often, for whoever leads and for who proves the log', async () => {
    interface Days {
      days: { day: string; viewedByTitle: string; squadId: string; looks: number; files: number }[]
    }
    const today = toMoment(Date.now() + 8 * HOUR).slice(0, 10)
    const days = async (by: Seat, from = today) => by.get<Days>(`/track-views/days?from=${from}&to=${today}`)
    const { body } = await days(await server.as('admin'))
    const own = body.days.filter(
      ({ viewedByTitle, squadId }) => viewedByTitle === '陈立' && squadId === 'squad-gulin-1',
    )
    expect(own).toHaveLength(1)
    expect(own[0]?.files).toBeGreaterThanOrEqual(2)
    expect((await days(await server.as('chen'))).status).toBe(403)
    expect((await days(await server.as('zhou'), '2026-01-01')).status).toBe(422)
  })
})
