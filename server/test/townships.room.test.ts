import type { Incident } from '@lianqin/shared/incident'
import type { Recommendation } from '@lianqin/shared/recommendation'
import { describe, expect, it } from 'vitest'
import { aReport, GULIN, offered, type Seat, useServer } from './kit.ts'

const server = useServer()
const GAOQIAO = { lon: 121.4519, lat: 29.9036 }

/** What is foreign must look exactly like what does not exist. */
async function expectHidden(
  seat: Seat,
  method: 'get' | 'post',
  path: (id: string) => string,
  ids: { foreign: string; none: string },
  body?: object,
) {
  const ask = async (id: string) => {
    const answer = method === 'get' ? await seat.get<object>(path(id)) : await seat.post<object>(path(id), body)
    return JSON.stringify({ status: answer.status, ...answer.body, requestId: '' }).replaceAll(id, 'ID')
  }
  const foreign = await ask(ids.foreign)
  expect(foreign).toBe(await ask(ids.none))
  expect(JSON.parse(foreign)).toMatchObject({ status: 404 })
}

describe('another township’s and another squad’s rows', () => {
  it('are as missing as what does not exist, on every route', async () => {
    await server.onDuty({ name: 'gaoqiao-1', ...GAOQIAO })
    const [desk, gulin, leader] = [await server.as('chen'), await server.as('gulin'), await server.as('gulin-1')]
    const { incident, offer } = await offered(desk, { place: { ...GAOQIAO, crs: 'wgs84' } })
    expect(incident.areaId).toBe('area-gaoqiao')
    await (await server.as('gaoqiao-1')).post(`/offers/${offer.id}/moves`, { move: 'accept', version: 1 })
    const alarmed = await offered(desk, { place: { ...GAOQIAO, crs: 'wgs84' } })
    await desk.post(`/offers/${alarmed.offer.id}/moves`, { move: 'withdraw', version: 1, reason: '看一看' })
    const { body } = await desk.get<{ alarms: { id: string }[] }>(`/incidents/${alarmed.incident.id}`)
    const alarm = body.alarms[0]?.id ?? ''
    const version = (await desk.get<{ incident: Incident }>(`/incidents/${incident.id}`)).body.incident.version
    const asked = await desk.post<{ id: string }>(`/incidents/${incident.id}/approvals`, {
      subject: 'extend',
      version,
      reason: '需等会签',
    })
    const ordered = await (await server.as('zhou')).post<{ id: string }>(`/incidents/${incident.id}/supervisions`, {
      kind: 'order',
      squadId: 'squad-gaoqiao-1',
      text: '请说明',
      limit: { clock: 'work_hour', amount: 4 },
    })
    const ids = { approvals: asked.body.id, supervisions: ordered.body.id }
    expect([asked.status, ordered.status]).toEqual([201, 201])

    for (const seat of [gulin, leader]) {
      const cases = { foreign: incident.id, none: 'incident-none' }
      await expectHidden(seat, 'get', (id) => `/incidents/${id}`, cases)
      await expectHidden(seat, 'get', (id) => `/incidents/${id}/similar`, cases)
      await expectHidden(seat, 'post', (id) => `/incidents/${id}/moves`, cases, {
        move: 'void',
        version: 2,
        reason: 'x',
      })
      await expectHidden(
        seat,
        'post',
        (id) => `/tasks/${id}/moves`,
        { foreign: offer.taskId, none: 'task-none' },
        { move: 'arrive', version: 1 },
      )
      await expectHidden(
        seat,
        'post',
        (id) => `/offers/${id}/moves`,
        { foreign: offer.id, none: 'offer-none' },
        { move: 'accept', version: 1 },
      )
      await expectHidden(
        seat,
        'post',
        (id) => `/alarms/${id}/moves`,
        { foreign: alarm, none: 'alarm-none' },
        { move: 'own', version: 1 },
      )
      for (const [room, move] of [
        ['approvals', 'grant'],
        ['supervisions', 'acknowledge'],
      ] as const) {
        const foreign = ids[room]
        const none = `${room.slice(0, -1)}-none`
        await expectHidden(seat, 'post', (id) => `/${room}/${id}/moves`, { foreign, none }, { move, version: 1 })
      }
      for (const [door, body] of [
        ['approvals', { subject: 'extend', version: 1, reason: '需等会签' }],
        ['amendments', { version: 1, urgent: true }],
        ['notes', { text: '看一看' }],
      ] as const) {
        const which = { foreign: incident.id, none: 'incident-none' }
        if (['amendments', 'notes'].includes(door) && seat !== gulin) continue
        await expectHidden(seat, 'post', (id) => `/incidents/${id}/${door}`, which, body)
      }
      await expectHidden(
        seat,
        'post',
        (id) => `/squads/${id}/moves`,
        { foreign: 'squad-gaoqiao-1', none: 'squad-none' },
        { move: 'sign-off', version: 2 },
      )
      for (const list of [
        '/incidents',
        '/approvals',
        '/supervisions',
        '/tasks',
        '/offers',
        '/alarms',
        '/squads',
        '/positions',
        '/reference',
      ])
        expect(
          JSON.stringify(
            (
              await seat.get<{ district?: object; areas?: object; places?: object; matters?: object; forces?: object }>(
                list,
              )
            ).body,
          ).includes('squad-gaoqiao'),
          list,
        ).toBe(false)
    }
    await expectHidden(gulin, 'get', (id) => `/incidents/${id}/recommendation`, {
      foreign: incident.id,
      none: 'incident-none',
    })
    await expectHidden(
      gulin,
      'post',
      (id) => `/incidents/${id}/offers`,
      { foreign: incident.id, none: 'incident-none' },
      { squadIds: ['squad-gulin-1'], version: 1 },
    )
  })

  it('cannot be named as what a case repeats, nor as whom to ask', async () => {
    const [desk, gulin] = [await server.as('chen'), await server.as('gulin')]
    const { body: foreign } = await desk.post<Incident>(
      '/incidents',
      aReport({ filed: false, place: { ...GAOQIAO, crs: 'wgs84' } }),
    )
    const { body: own } = await desk.post<Incident>('/incidents', aReport({ filed: false }))
    const repeats = (duplicateOf: string) =>
      gulin.post(`/incidents/${own.id}/moves`, { move: 'void', version: 1, reason: '重复', duplicateOf })
    for (const id of [foreign.id, 'incident-none', own.id])
      expect(await repeats(id)).toMatchObject({ status: 422, body: { code: 'incident.duplicate-missing' } })
    for (const squadId of ['squad-gaoqiao-1', 'squad-none'])
      expect(await gulin.post(`/incidents/${own.id}/offers`, { squadIds: [squadId], version: 1 })).toMatchObject({
        status: 404,
        body: { code: 'squad.missing' },
      })
    expect(await gulin.post('/incidents', aReport({ place: { ...GAOQIAO, crs: 'wgs84' } }))).toMatchObject({
      status: 422,
      body: { code: 'place.outside' },
    })
  })

  it('do not stand in a township’s recommendation, however near they are', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN }, { name: 'jishigang-1', lon: GULIN.lon, lat: GULIN.lat + 0.005 })
    const [desk, gulin] = [await server.as('chen'), await server.as('gulin')]
    const { body: own } = await desk.post<Incident>('/incidents', aReport({ filed: false }))
    const names = async (seat: Seat) => {
      const { body } = await seat.get<Recommendation>(`/incidents/${own.id}/recommendation`)
      return [...body.ranked, ...body.passedOver].map(({ squadId }) => squadId)
    }
    expect(await names(desk)).toContain('squad-jishigang-1')
    expect((await names(gulin)).filter((id) => id.includes('jishigang'))).toEqual([])
  })
})
