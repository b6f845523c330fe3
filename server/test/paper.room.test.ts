import type { FallbackSheet } from '@lianqin/shared/evaluation/fallback'
import type { ShiftReport } from '@lianqin/shared/evaluation/shift-report'
import type { Handover } from '@lianqin/shared/handover'
import type { Incident } from '@lianqin/shared/incident'
import type { Officer } from '@lianqin/shared/officer'
import type { Person } from '@lianqin/shared/person'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { noonPlus, usePlanted } from './evaluation.kit.ts'
import { aReport, GULIN, offered, until, useServer } from './kit.ts'

const server = useServer()
const plant = usePlanted(server)
const GAOQIAO = { lon: 121.4519, lat: 29.9036 }

const report = async (name: string, from: string, to: string) =>
  (await server.as(name)).get<ShiftReport>(`/evaluation/shift-report?from=${from}&to=${to}`)
const sheet = async (name: string) =>
  (await (await server.as(name)).get<FallbackSheet>('/evaluation/fallback-sheet')).body

async function handOver(): Promise<Handover> {
  const [chen, zhou] = [await server.as('chen'), await server.as('zhou')]
  for (const seat of [chen, zhou]) await seat.post('/shift/moves', { move: 'sign-on' })
  const { body: people } = await (await server.as('admin')).get<{ people: Person[] }>('/people')
  const toId = people.people.find(({ name }) => name === 'zhou')?.id
  const given = await chen.post<Handover>('/handovers', { toId, note: '古林有一件急件' })
  const taken = await zhou.post<Handover>(`/handovers/${given.body.id}/moves`, {
    move: 'take',
    version: given.body.version,
  })
  expect(taken.status).toBe(200)
  return taken.body
}

describe('the report of a shift', () => {
  it('goes from hand-over to hand-over: what came in, what was ended, what is open, and who was there', async () => {
    const before = await handOver()
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const desk = await server.as('chen')
    const { incident } = await offered(desk)
    const { body: gone } = await desk.post<Incident>('/incidents', aReport({ filed: false }))
    await desk.post(`/incidents/${gone.id}/moves`, { move: 'reject', version: 1, reason: '不属本区' })
    const after = await handOver()
    const { body } = await report('chen', before.endedAt ?? '', after.endedAt ?? '')
    expect(body.cameIn.cases.map(({ id }) => id)).toEqual([incident.id, gone.id])
    expect(body.ended.cases).toMatchObject([{ id: gone.id, state: 'rejected' }])
    expect(body.open).toMatchObject({ count: 1, overdue: 0, cases: [{ id: incident.id }] })
    expect(body.handovers.map(({ id, note }) => [id, note])).toEqual([
      [before.id, '古林有一件急件'],
      [after.id, '古林有一件急件'],
    ])
    expect(body.desks.map(({ title }) => title)).toEqual(expect.arrayContaining(['陈立', '周敏']))
    expect(body.squads.map(({ squadId }) => squadId)).toContain('squad-gulin-1')
  })

  it('tells how it stood when the shift ended, whatever has become of it since', async () => {
    await plant([
      { squad: 'squad-gulin-1' },
      { squad: 'squad-gulin-1', incident: { handledAt: noonPlus(180), closedAt: noonPlus(240) } },
      { squad: 'squad-gaoqiao-1', incident: { areaId: 'area-gaoqiao', closedAt: noonPlus(500) } },
    ])
    const { body } = await report('chen', noonPlus(0), noonPlus(130))
    expect([body.cameIn.count, body.ended.count, body.open.count, body.open.overdue]).toEqual([3, 1, 2, 1])
    expect(body.open.cases[0]).toMatchObject({ squadId: 'squad-gulin-1', closedAt: noonPlus(240) })
    const { body: own } = await report('gulin', noonPlus(0), noonPlus(130))
    expect([own.areaId, own.cameIn.count, own.open.count]).toEqual(['area-gulin', 2, 1])
  })

  it('lists the alarms that called in it, with their owners', async () => {
    const desk = await server.as('chen')
    const from = new Date().toISOString()
    const { incident, offer } = await offered(desk)
    await desk.post(`/offers/${offer.id}/moves`, { move: 'withdraw', version: 1, reason: '看一看' })
    await until(async () => (await report('chen', from, new Date().toISOString())).body.alarms.count === 1)
    const { body } = await report('chen', from, new Date().toISOString())
    expect(body.alarms.alarms).toMatchObject([{ no: incident.no, kind: 'unassigned', ownerTitle: '陈立' }])
    await server.onDuty({ name: 'gaoqiao-1', ...GAOQIAO })
    expect(
      (await report('gulin', from, new Date().toISOString())).body.squads.map(({ areaId }) => areaId),
    ).not.toContain('area-gaoqiao')
  })

  it('is refused for a shift that is none', async () => {
    for (const [from, to] of [
      [noonPlus(1), noonPlus(0)],
      [noonPlus(0), noonPlus(73 * 60)],
    ] as const)
      expect(await report('chen', from, to)).toMatchObject({ status: 422, body: { code: 'evaluation.shift-wrong' } })
  })
})

describe('the fallback sheet', () => {
  it('says in words what is open and who has it, and who is on duty with which people', async () => {
    const leader = await server.as('gulin-2')
    const { body: all } = await leader.get<{ officers: Officer[] }>('/officers')
    const { body: own } = await leader.get<{ squads: Squad[] }>('/squads')
    const two = all.officers.slice(0, 2)
    const officerIds = two.map(({ id }) => id)
    await leader.post(`/squads/squad-gulin-2/moves`, { move: 'sign-on', version: own.squads[0]?.version, officerIds })
    const { incident, offer } = await offered(await server.as('chen'))
    const seat = await server.as(offer.squadId.replace('squad-', ''))
    await seat.post(`/offers/${offer.id}/moves`, { move: 'accept', version: offer.version })
    await until(async () => (await seat.get<{ tasks: Task[] }>('/tasks?open=true')).body.tasks.length > 0)
    const { cases, crews, synthetic, centre, reach, more } = await sheet('chen')
    expect([synthetic, centre.zh, reach, more]).toEqual([true, '海曙区综合行政执法指挥中心', null, 0])
    const line = cases.find(({ no }) => no === incident.no)
    expect(line).toMatchObject({ matter: { zh: '占道经营' }, area: { zh: '古林镇' } })
    const holder = crews.find(({ cases: held }) => held.includes(incident.no))
    expect(line?.squads).toEqual([holder?.squad])
    expect(crews.find(({ squad }) => squad.zh === '古林二队')?.officers).toEqual(two.map(({ name }) => name))
  })

  it('is as narrow as the seat, and has every case that is open there', async () => {
    const desk = await server.as('chen')
    await desk.post('/incidents', aReport({ place: { ...GAOQIAO, crs: 'wgs84' } }))
    const { body: open } = await (await server.as('gulin')).get<{ incidents: Incident[] }>(
      '/incidents?open=true&limit=200',
    )
    const own = await sheet('gulin')
    expect(own.reach?.zh).toBe('古林镇')
    expect(own.cases.map(({ no }) => no).sort()).toEqual(open.incidents.map(({ no }) => no).sort())
    expect(own.crews.every(({ area }) => area === null || area.zh === '古林镇')).toBe(true)
  })
})
