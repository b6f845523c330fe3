import type { Alarm } from '@lianqin/shared/alarm'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { handled } from './closing.ts'
import { GULIN, until, useServer } from './kit.ts'

const server = useServer()

interface File {
  incident: Incident
  tasks: Task[]
  offers: Offer[]
  alarms: Alarm[]
}
const fileOf = async (id: Incident['id']) => (await (await server.as('chen')).get<File>(`/incidents/${id}`)).body

/** A case of 古林 that is done, and its task. */
async function done(): Promise<Task> {
  const [task] = (await fileOf((await handled(server)).id)).tasks
  if (!task) throw new Error('no task')
  return task
}
async function signOff() {
  const leader = await server.as('gulin-1')
  const squad = (await leader.get<{ squads: Squad[] }>('/squads')).body.squads[0]
  return leader.post<Squad & { code?: string }>(`/squads/${squad?.id}/moves`, {
    move: 'sign-off',
    version: squad?.version,
  })
}
/** So that its squad has room for the next; a job may be routing it at this moment, and then it is looked at again. */
async function stop(id: Incident['id']) {
  const desk = await server.as('chen')
  await until(async () => {
    const { version } = (await fileOf(id)).incident
    return (await desk.post(`/incidents/${id}/moves`, { move: 'void', version, reason: '试验' })).status === 200
  })
}
const rework = async ({ id, version }: Task) =>
  (await server.as('chen')).post<Task>(`/tasks/${id}/moves`, { move: 'rework', version, reason: '未清理' })

describe('a result that is not accepted', () => {
  it('goes back to its squad while that is on duty; gone off duty it is not bound, and is asked anew when it is back', async () => {
    const task = await done()
    expect((await signOff()).status).toBe(200)
    expect(await rework(task)).toMatchObject({ status: 200, body: { state: 'called-off', handledAt: null } })
    const file = await fileOf(task.incidentId)
    expect(file.incident).toMatchObject({ state: 'dispatched', handledAt: null })
    await until(async () => (await fileOf(task.incidentId)).alarms.some(({ state }) => state === 'raised'))
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    // Whoever signs on is tried after some seconds, when its first position is usually here.
    const asked = async () => (await fileOf(task.incidentId)).offers.find(({ endedAt }) => endedAt === null)
    await until(async () => (await asked()) !== undefined, 20_000)
    expect((await asked())?.squadId).toBe('squad-gulin-1')
    expect((await fileOf(task.incidentId)).alarms.every(({ state }) => state === 'cleared')).toBe(true)
  }, 60_000)

  it('and a sign-off at the same moment do not both come true', async () => {
    for (let round = 0; round < 3; round++) {
      await server.onDuty({ name: 'gulin-1', ...GULIN })
      const task = await done()
      const [again, off] = await Promise.all([rework(task), signOff()])
      expect(again.status).toBe(200)
      if (again.body.state === 'on-scene') expect(off.body.code).toBe('squad.has-open-task')
      else expect([again.body.state, off.status]).toEqual(['called-off', 200])
      await stop(task.incidentId)
    }
  })
})
