import type { Arrival, FenceStay } from '@lianqin/shared/presence'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { GULIN, offered, type Seat, until, useServer } from './kit.ts'

const server = useServer()
const MARKET = { lon: 121.446, lat: 29.835 }
const now = Date.now()

const send = (by: Seat, unitId: string, seconds: number, place: { lon: number; lat: number }) =>
  by.post('/positions', {
    crs: 'wgs84',
    fixes: [{ unitId, at: toMoment(now + seconds * 1000), ...place, accuracyM: 5 }],
  })
const passages = async () => {
  await server.app.presence.settle()
  const { rows } = await sql<{ passage: Record<string, unknown>; audience: string[] }>`
    select body -> 'passage' as passage, audience from event_log where kind = 'unit.passed' order by seq`.execute(
    server.app.db,
  )
  return rows
}
const stays = async (by: Seat) => (await by.get<{ stays: FenceStay[] }>('/fence-stays')).body.stays

async function signOff(by: Seat) {
  const squad = (await by.get<{ squads: Squad[] }>('/squads')).body.squads[0] as Squad
  expect((await by.post(`/squads/${squad.id}/moves`, { move: 'sign-off', version: squad.version })).status).toBe(200)
}

describe('a unit', () => {
  it('that comes into a fence, stays and leaves is told of in the log of the desks, once each', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const leader = await server.as('gulin-1')
    for (const seconds of [30, 40, 50]) await send(leader, 'unit-gulin-1', seconds, MARKET)
    await send(leader, 'unit-gulin-1', 100, MARKET)
    const [entered, ...more] = await passages()
    expect(more).toEqual([])
    expect(entered).toMatchObject({
      audience: ['area-gulin'],
      passage: { unitId: 'unit-gulin-1', fenceId: 'fence-gulin-market', kind: 'enter', at: toMoment(now + 30_000) },
    })
    expect(await stays(await server.as('chen'))).toEqual(
      expect.arrayContaining([expect.objectContaining({ unitId: 'unit-gulin-1', fenceId: 'fence-gulin-market' })]),
    )
    expect(await stays(await server.as('gaoqiao-1'))).toEqual([])
    for (const seconds of [110, 118]) await send(leader, 'unit-gulin-1', seconds, GULIN)
    expect((await passages()).map(({ passage }) => passage.kind)).toEqual(['enter', 'exit'])
  })

  it('off duty is nowhere: what was known of it is forgotten', async () => {
    await server.onDuty({ name: 'gulin-3', ...MARKET })
    const leader = await server.as('gulin-3')
    await send(leader, 'unit-gulin-3', 15, MARKET)
    await send(leader, 'unit-gulin-3', 25, MARKET)
    await server.app.presence.settle()
    const inside = async () => (await stays(leader)).length
    expect(await inside()).toBeGreaterThan(0)
    await signOff(leader)
    await until(async () => (await inside()) === 0)
  })
})

describe('a squad under way', () => {
  it('whose unit stands at the case is proposed to have arrived, and says so itself or does not', async () => {
    const from = { lon: GULIN.lon - 0.006, lat: GULIN.lat }
    await server.onDuty({ name: 'gulin-2', ...from })
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-2')]
    await signOff(await server.as('gulin-1'))
    const { incident, offer } = await offered(desk)
    expect(offer.squadId).toBe('squad-gulin-2')
    await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: offer.version })
    const own = async () => (await leader.get<{ tasks: Task[] }>('/tasks?open=true')).body.tasks[0] as Task
    await until(async () => (await own())?.state === 'accepted')
    await until(() => server.app.presence.expectedAt('squad-gulin-2').length === 1)
    const arrivals = async (by: Seat) => (await by.get<{ arrivals: Arrival[] }>('/arrivals')).body.arrivals
    await until(async () => {
      for (const seconds of [40, 50, 80, 100]) await send(leader, 'unit-gulin-2', seconds, GULIN)
      await server.app.presence.settle()
      return (await arrivals(leader)).length === 1
    })
    expect(await arrivals(leader)).toMatchObject([
      { taskId: (await own()).id, incidentId: incident.id, unitId: 'unit-gulin-2', squadId: 'squad-gulin-2' },
    ])
    expect(await arrivals(desk)).toHaveLength(1)
    expect(await arrivals(await server.as('gaoqiao-1'))).toEqual([])
    const file = await desk.get<{ timeline: { kind: string }[] }>(`/incidents/${incident.id}`)
    expect(file.body.timeline.map(({ kind }) => kind)).toContain('task.arrival-seen')
    const [seen] = await arrivals(leader)
    const dismiss = (by: Seat) => by.post(`/arrivals/${seen?.taskId}/moves`, { move: 'dismiss' })
    expect([(await dismiss(await server.as('gaoqiao-1'))).status, (await dismiss(desk)).status]).toEqual([404, 403])
    expect(await arrivals(leader)).toHaveLength(1)
    const task = await own()
    expect(task.state).toBe('accepted')
    expect((await leader.post(`/tasks/${task.id}/moves`, { move: 'arrive', version: task.version })).status).toBe(200)
    expect(await arrivals(desk)).toEqual([])
  })
})
