import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Seat, until, useServer } from './kit.ts'
import { HOUR, look } from './track.kit.ts'
import { ask, asked, fetched, leadOf, read, say, seenBy, span, toldTo } from './track-request.kit.ts'

const server = useServer()
const now = Date.now()

describe('a request for the tracks of many', () => {
  it('needs a reason to be refused, and is taken back by whoever asked alone, also after the agreement', async () => {
    const [chen, zhou] = [await server.as('chen'), await server.as('zhou')]
    const request = await asked(chen)
    expect(await say(zhou, request, 'refuse')).toMatchObject({ status: 422, body: { code: 'move.reason-missing' } })
    expect(await say(zhou, request, 'withdraw')).toMatchObject({ status: 409 })
    const { body: agreed } = await say(zhou, request, 'agree')
    expect(await say(chen, agreed, 'withdraw')).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
    expect(await (await fetched(server, chen, agreed.grantId)).json()).toMatchObject({ code: 'track.no-grant' })
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
    expect((await fetched(server, chen, unfetched.grantId)).status).toBe(403)
    expect(await toldTo(leader, unsaid)).toMatchObject([{ state: 'lapsed' }])
  })

  it('of a township is decided in that township or by the district, and holds none but its own units', async () => {
    const township = await server.as('gulin')
    expect((await ask(township)).status).toBe(404)
    const request = await asked(township, { unitIds: undefined, from: toMoment(now - HOUR) })
    expect(request).toMatchObject({ areaId: 'area-gulin' })
    expect(JSON.stringify(request.parts)).not.toMatch(/gaoqiao|gulou/)
    const gaoqiao = await leadOf(server, 'gaoqiao', 'gaoqiao.lead')
    expect((await say(gaoqiao, request, 'agree')).status).toBe(404)
    expect(await seenBy(gaoqiao, request)).toBeUndefined()
    const gulinLead = await leadOf(server, 'gulin', 'gulin.lead')
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
    const answers = await Promise.all(Array.from({ length: 6 }, () => fetched(server, joint, request.grantId)))
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
    await look(await server.as('chen'), { ...span, unitIds: ['unit-gulin-1'] })
    await look(await server.as('chen'), { ...span, unitIds: ['unit-gulin-1'], purpose: 'csv' })
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
