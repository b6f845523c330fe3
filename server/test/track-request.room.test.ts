import { createHash } from 'node:crypto'
import type { ToldRequest, TrackRequest } from '@lianqin/shared/track/request'
import type { TakenFile, TrackView } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { GULIN, until, useServer } from './kit.ts'
import { HOUR, longSignedOn, look, sent } from './track.kit.ts'
import { asked, FOUR, fetched, leadOf, read, say, seenBy, span, toldTo, WHY } from './track-request.kit.ts'

const server = useServer()
const now = Date.now()
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
    const gulinLead = await leadOf(server, 'gulin', 'gulin.lead')
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
    expect((await fetched(server, zhou, agreed.grantId)).status).toBe(403)
    expect((await chen.get(`/tracks/unit-gulin-1?grant=${agreed.grantId}`)).status).toBe(403)
    expect((await chen.get(`/replay/tracks?grant=${agreed.grantId}`)).status).toBe(403)
    const head = await fetch(`${server.url}/api/v1/track-exports/${agreed.grantId}`, {
      method: 'HEAD',
      headers: { cookie: chen.cookie },
    })
    expect(head.status).toBe(404)
    const texts: string[] = []
    for (let time = 0; time < 3; time++) {
      const answer = await fetched(server, chen, agreed.grantId)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-disposition')).toMatch(/filename="tracks_gaoqiao-1-x4_[\w-]+\.gpx"/)
      texts.push(await answer.text())
    }
    const [text = ''] = texts
    expect(text).toContain(`陈立 (person-`)
    expect(text).toContain(`+ 周敏 (${request.id})`)
    expect(text).toContain(WHY)
    expect(text.match(/<trkpt /g)).toHaveLength(30)
    expect(await (await fetched(server, chen, agreed.grantId)).json()).toMatchObject({
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
})
