import type { Incident } from '@lianqin/shared/incident'
import type { Task } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { GULIN, liveOfferOf, offered, until, useServer } from './kit.ts'

const server = useServer()

describe('a report becomes a finished task', () => {
  it('is routed to the nearest competent squad, accepted, worked and closed, and every step is in the log', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN }, { name: 'gulin-2', lon: 121.46, lat: 29.84 })
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-1')]
    const { incident, offer } = await offered(desk)
    expect(offer).toMatchObject({ squadId: 'squad-gulin-1', state: 'made', byHand: false })
    expect(offer.why.map(({ code }) => code)).toEqual([
      'area.empowered',
      'item.delegated',
      'position.live',
      'travel.estimated',
      'load.free',
      'cover.left',
    ])

    await leader.post(`/offers/${offer.id}/moves`, { move: 'deliver', version: 1 })
    await leader.post(`/offers/${offer.id}/moves`, { move: 'see', version: 2 })
    expect((await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: 1 })).status).toBe(200)
    let task = (await leader.get<{ tasks: Task[] }>('/tasks?open=true')).body.tasks[0] as Task
    for (const move of ['depart', 'arrive', 'finish']) {
      const answer = await leader.post<Task>(`/tasks/${task.id}/moves`, {
        move,
        version: task.version,
        ...(move === 'finish' ? { result: '已劝离' } : {}),
      })
      expect(answer.status).toBe(200)
      task = answer.body
    }
    expect(task).toMatchObject({ state: 'handled', result: '已劝离' })
    const file = await desk.get<{ incident: Incident; timeline: { kind: string; body: { move?: string } }[] }>(
      `/incidents/${incident.id}`,
    )
    expect(file.body.incident.state).toBe('handled')
    const closed = await desk.post<Incident>(`/incidents/${incident.id}/moves`, {
      move: 'close',
      version: file.body.incident.version,
    })
    expect(closed.body.state).toBe('closed')
    const lines = (await desk.get<typeof file.body>(`/incidents/${incident.id}`)).body.timeline
    expect(lines.map(({ kind, body }) => `${kind}${body.move ? ` ${body.move}` : ''}`)).toEqual([
      'incident.reported',
      'task.opened',
      'incident.moved dispatch',
      'offer.made',
      'offer.moved deliver',
      'offer.moved see',
      'offer.moved accept',
      'task.moved depart',
      'task.moved arrive',
      'task.moved finish',
      'incident.moved handle',
      'incident.moved close',
      'task.moved check',
    ])
  })

  it('goes to the next squad when one declines, and stands as an alarm when nobody is left', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN }, { name: 'gulin-2', lon: 121.46, lat: 29.84 })
    const desk = await server.as('chen')
    const { incident, offer } = await offered(desk)
    await (await server.as(offer.squadId.slice(6))).post(`/offers/${offer.id}/moves`, {
      move: 'decline',
      version: 1,
      reason: 'busy',
    })
    const second = await liveOfferOf(desk, incident.id)
    expect(second.squadId).not.toBe(offer.squadId)
    await (await server.as(second.squadId.slice(6))).post(`/offers/${second.id}/moves`, {
      move: 'decline',
      version: 1,
      reason: 'busy',
    })
    await until(async () => (await desk.get<{ alarms: unknown[] }>(`/incidents/${incident.id}`)).body.alarms.length > 0)
    const { body } = await desk.get<{ alarms: { kind: string; state: string }[] }>(`/incidents/${incident.id}`)
    expect(body.alarms).toMatchObject([{ kind: 'nobody-left', state: 'raised' }])
  })

  it('can be offered by hand, to a squad with authority only', async () => {
    const desk = await server.as('chen')
    await server.onDuty({ name: 'gulin-1', ...GULIN }, { name: 'gulin-2', lon: 121.46, lat: 29.84 })
    const { incident, offer } = await offered(desk)
    const version = (await desk.get<{ incident: Incident }>(`/incidents/${incident.id}`)).body.incident.version
    const other = offer.squadId === 'squad-gulin-1' ? 'squad-gulin-2' : 'squad-gulin-1'
    const chosen = await desk.post(`/incidents/${incident.id}/offers`, { squadIds: [other], version })
    expect(chosen).toMatchObject({ status: 201, body: { offers: [{ squadId: other, byHand: true }] } })
    const foreign = await desk.post(`/incidents/${incident.id}/offers`, { squadIds: ['squad-gaoqiao-1'], version })
    expect(foreign).toMatchObject({ status: 422, body: { code: 'offer.not-competent' } })
  })
})
