import type { TaskCrew } from '@lianqin/shared/crew'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { officersOf, useDuty } from './duty.kit.ts'
import { GULIN, offered, useServer } from './kit.ts'

const server = useServer()
const { recruit } = useDuty(server)

describe('the crew of a task', () => {
  let task: { id: string; incidentId: string; version: number }
  beforeEach(async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-1')]
    const { incident, offer } = await offered(desk)
    const accepted = await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: offer.version })
    expect(accepted.status).toBe(200)
    const { body } = await desk.get<{ tasks: { id: string; version: number }[] }>(`/incidents/${incident.id}`)
    task = { id: offer.taskId, incidentId: incident.id, version: body.tasks[0]?.version ?? 0 }
  })
  afterEach(() => callOff(task))
  async function callOff({ id, incidentId }: typeof task) {
    const desk = await server.as('chen')
    const { body } = await desk.get<TaskCrew>(`/tasks/${id}/crew`)
    await desk.post(`/tasks/${id}/moves`, { move: 'callOff', version: body.task.version, reason: '试毕' })
    const { body: file } = await desk.get<{ incident: { version: number } }>(`/incidents/${incidentId}`)
    const end = { move: 'void', version: file.incident.version, reason: '试毕' }
    await desk.post(`/incidents/${incidentId}/moves`, end)
  }
  const put = async (name: string, officerIds: string[], version = task.version) =>
    (await server.as(name)).post<TaskCrew & { code: string; params: Record<string, string> }>(
      `/tasks/${task.id}/crew`,
      { version, officerIds },
    )

  it('F04: licence register with expiry — officer with expired licence cannot be put on an inspection task; reason shown', async () => {
    const expired = await recruit({ name: '陆舟', licenceUntil: '2026-06-30' })
    const register = await officersOf(await server.as('gulin-1'))
    expect(register.find(({ id }) => id === expired.id)).toMatchObject({ licenceUntil: '2026-06-30' })
    for (const name of ['gulin-1', 'chen', 'gulin', 'zhou']) {
      // The sentence made of it is tested beside the console's words.
      expect(await put(name, [expired.id])).toMatchObject({
        status: 422,
        body: { code: 'officer.licence-lapsed', params: { name: '陆舟', until: '2026-06-30' } },
      })
    }
    const extend = { move: 'extend', version: 1, licenceUntil: '2099-06-30' }
    await (await server.as('admin')).post(`/officers/${expired.id}/moves`, extend)
    expect((await put('gulin-1', [expired.id])).status).toBe(200)
  })

  it('is told to whoever may see the task, by name only', async () => {
    const officer = await recruit({ name: '岑岱' })
    const answer = await put('gulin-1', [officer.id])
    expect(answer.body).toMatchObject({
      task: { id: task.id, version: task.version + 1 },
      officers: [{ id: officer.id, name: '岑岱' }],
    })
    expect(Object.keys(answer.body.officers[0] ?? {}).sort()).toEqual(['id', 'name'])
    const gulin = await server.as('gulin')
    expect((await gulin.get<TaskCrew>(`/tasks/${task.id}/crew`)).body.officers).toHaveLength(1)
    for (const name of ['gulin-2', 'gaoqiao-1']) {
      const stranger = await server.as(name)
      expect((await stranger.get(`/tasks/${task.id}/crew`)).status).toBe(404)
      expect((await put(name, [])).status).toBe(404)
    }
    expect((await put('wall', [])).status).toBe(403)
  })

  it('takes neither an auxiliary, nor one without a licence, nor another squad’s; nor on a stale version', async () => {
    const helper = await recruit({ kind: 'auxiliary', licenceNo: null, licenceUntil: null })
    const bare = await recruit({ licenceNo: null, licenceUntil: null })
    const narrow = await recruit({ licenceScope: ['L23'] })
    const other = await recruit({ dutySquadId: 'squad-gulin-2' })
    const far = await recruit({ dutySquadId: 'squad-gaoqiao-1', ownerForceId: 'force-gaoqiao' })
    expect(await put('chen', [helper.id])).toMatchObject({ status: 422, body: { code: 'officer.auxiliary' } })
    expect(await put('chen', [bare.id])).toMatchObject({ status: 422, body: { code: 'officer.licence-missing' } })
    expect(await put('chen', [narrow.id])).toMatchObject({
      status: 422,
      body: { code: 'officer.licence-scope', params: { lineZh: expect.any(String) } },
    })
    expect(await put('chen', [other.id])).toMatchObject({ status: 422, body: { code: 'officer.other-squad' } })
    // A leader and a township do not learn that there is such a person elsewhere.
    expect(await put('gulin-1', [other.id])).toMatchObject({ status: 404, body: { code: 'officer.missing' } })
    expect(await put('gulin', [far.id])).toMatchObject({ status: 404, body: { code: 'officer.missing' } })
    expect(await put('chen', [], task.version + 1)).toMatchObject({ status: 409, body: { code: 'task.stale' } })
  })

  it('is in one place at a time: somebody on a live task is busy, also for two commands at once', async () => {
    const officer = await recruit({ name: '岑岱' })
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-1')]
    const first = task
    const { offer, incident } = await offered(desk, { place: { ...GULIN, lat: 29.833, crs: 'wgs84' } })
    await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: offer.version })
    const { body } = await desk.get<TaskCrew>(`/tasks/${offer.taskId}/crew`)
    const second = { id: offer.taskId, incidentId: incident.id, version: body.task.version }
    const at = (of: typeof task) =>
      leader.post<{ code?: string }>(`/tasks/${of.id}/crew`, { version: of.version, officerIds: [officer.id] })
    const answers = await Promise.all([at(first), at(second)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'officer.busy',
      params: { name: '岑岱' },
    })
    for (const of of [first, second]) await callOff(of)
  })
})
