import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Task } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import { describe, expect, it } from 'vitest'
import { aReport, GULIN, type Seat, until, useServer } from './kit.ts'

const server = useServer()

interface File {
  incident: Incident
  tasks: Task[]
  offers: Offer[]
  repeats: Incident[]
  timeline: LoggedEvent[]
}
const fileOf = async (by: Seat, id: Incident['id']) => (await by.get<File>(`/incidents/${id}`)).body
const report = async (by: Seat, change: object = {}) => (await by.post<Incident>('/incidents', aReport(change))).body
const METRE_NORTH = 1 / 111_195

describe('duplicates', () => {
  it('F19: live duplicate detection — second report same class, 30 m, 2 h apart is proposed as duplicate; 80 m is not', async () => {
    const desk = await server.as('chen')
    const at = (metres: number) => ({ lon: 121.47, lat: 29.82 + metres * METRE_NORTH, crs: 'wgs84' as const })
    const first = await report(desk, { place: at(0), filed: false })
    const earlier = toMoment(Date.now() - 2 * 3_600_000)
    await server.app.db.updateTable('incident').set({ reportedAt: earlier }).where('id', '=', first.id).execute()
    const near = await report(desk, { place: at(30), filed: false })
    const far = await report(desk, { place: at(80), filed: false })
    const similarTo = async ({ id }: Incident) =>
      (await desk.get<{ incidents: Incident[] }>(`/incidents/${id}/similar`)).body.incidents.map((one) => one.id)
    expect(await similarTo(near)).toEqual([first.id])
    expect(await similarTo(far)).not.toContain(first.id)
  })

  it('are merged with both reports kept, and unmerged on the clock they had', async () => {
    const desk = await server.as('chen')
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const first = await report(desk, { source: 'hotline', description: '第一位来电人' })
    const second = await report(desk, { source: 'video', description: '探头报警' })
    const now = async () => (await fileOf(desk, second.id)).incident
    await until(async () => (await now()).state === 'dispatched')
    const merge = { move: 'void', version: (await now()).version, reason: '重复上报', duplicateOf: first.id }
    expect((await desk.post(`/incidents/${second.id}/moves`, merge)).status).toBe(200)
    expect(await now()).toMatchObject({
      state: 'void',
      duplicateOf: first.id,
      source: 'video',
      description: '探头报警',
    })
    const apart = { move: 'unmerge', version: (await now()).version, reason: '不是同一处' }
    expect((await desk.post(`/incidents/${second.id}/moves`, apart)).status).toBe(200)
    const again = await now()
    expect(again).toMatchObject({ duplicateOf: null, closedAt: null, dueAt: second.dueAt })
    expect(['reopened', 'dispatched']).toContain(again.state)
    // Found not to be the same, the two are not proposed to each other any more.
    const similarTo = async ({ id }: Incident) =>
      (await desk.get<{ incidents: Incident[] }>(`/incidents/${id}/similar`)).body.incidents.map((one) => one.id)
    expect(await similarTo(second)).not.toContain(first.id)
    expect(await similarTo(first)).not.toContain(second.id)
    const rejected = await report(desk, { filed: false })
    await desk.post(`/incidents/${rejected.id}/moves`, { move: 'void', version: 1, reason: '误报' })
    expect(
      await desk.post(`/incidents/${rejected.id}/moves`, { move: 'unmerge', version: 2, reason: '试一试' }),
    ).toMatchObject({ status: 409, body: { code: 'incident.not-merged' } })
  })

  it('are added to the case they repeat as they are reported: kept, never filed, and no squad is asked', async () => {
    const desk = await server.as('chen')
    const first = await report(desk, { description: '第一位来电人' })
    const repeat = { filed: false, description: '第二位来电人', duplicateOf: first.id, reason: '与前案重复' }
    const second = await report(desk, repeat)
    expect(second).toMatchObject({ state: 'void', duplicateOf: first.id, filedAt: null, version: 2 })
    const { timeline, offers, tasks } = await fileOf(desk, second.id)
    expect(timeline.map(({ kind }) => kind)).toEqual(['incident.reported', 'incident.moved'])
    expect([...offers, ...tasks]).toEqual([])
    expect((await fileOf(desk, first.id)).repeats.map(({ id }) => id)).toEqual([second.id])
    const send = (more: object) => desk.post('/incidents', { ...aReport(), filed: false, ...more })
    expect(await send({ duplicateOf: second.id, reason: '再来' })).toMatchObject({
      body: { code: 'incident.duplicate-missing' },
    })
    expect(await send({ duplicateOf: first.id })).toMatchObject({ body: { code: 'move.reason-missing' } })
    expect(await send({ ...repeat, filed: true })).toMatchObject({ body: { code: 'request.invalid' } })
    const leader = await server.as('gulin-1')
    expect((await leader.post('/incidents', { ...aReport(), duplicateOf: first.id, reason: '重复' })).status).toBe(403)
    const over = await report(desk, { filed: false })
    await desk.post(`/incidents/${over.id}/moves`, { move: 'reject', version: 1, reason: '不属受理范围' })
    expect(await send({ duplicateOf: over.id, reason: '与前案重复' })).toMatchObject({
      body: { code: 'incident.duplicate-missing' },
    })
    const apart = { move: 'unmerge', version: second.version, reason: '不是同一处' }
    expect((await desk.post(`/incidents/${second.id}/moves`, apart)).body).toMatchObject({ duplicateOf: null })
  })

  it('and cases that belong together stand under one major incident', async () => {
    const desk = await server.as('chen')
    const [major, part, lone] = [
      await report(desk, { filed: false }),
      await report(desk, { filed: false }),
      await report(desk, { filed: false }),
    ]
    const amend = ({ id }: Incident, body: object) => desk.post<Incident>(`/incidents/${id}/amendments`, body)
    expect((await amend(part, { version: 1, partOf: major.id })).body).toMatchObject({ code: 'incident.link-unfit' })
    expect((await amend(major, { version: 1, major: true })).body).toMatchObject({ major: true, version: 2 })
    expect((await amend(part, { version: 1, partOf: major.id })).body).toMatchObject({ partOf: major.id })
    expect((await amend(part, { version: 1, partOf: null })).status).toBe(409)
    expect((await amend(major, { version: 2, partOf: major.id })).body).toMatchObject({ code: 'incident.link-unfit' })
    expect((await amend(lone, { version: 1, partOf: 'incident-none' })).body).toMatchObject({
      code: 'incident.link-unfit',
    })
  })
})
