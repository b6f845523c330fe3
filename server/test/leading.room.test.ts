import type { LoggedEvent } from '@lianqin/shared/events'
import type { Task } from '@lianqin/shared/task'
import type { Snapshot } from '@lianqin/shared/wall'
import { describe, expect, it } from 'vitest'
import { lastSeq } from '../src/kernel/event-log.ts'
import { fileOf, useJoint } from './joint.kit.ts'
import { type Seat, until, useServer } from './kit.ts'

const server = useServer()
const { calledOut, accept, step, taskOf } = useJoint(server)

/** A squad's phone from now on: the tasks it has been told, each in its newest version, and nothing it has asked for. */
async function phoneOf(seat: Seat) {
  const screen = seat.screen()
  const tasks = new Map<Task['id'], Task>()
  const heard: LoggedEvent[] = []
  const reach = { seq: 0 }
  screen.on('snapshot', (snapshot: Snapshot) => {
    for (const task of snapshot.tasks) tasks.set(task.id, task)
  })
  screen.on('events', ({ to, events }) => {
    heard.push(...events)
    for (const { body } of events) if ('task' in body) tasks.set(body.task.id, body.task)
    reach.seq = to
  })
  await new Promise((resolve) => screen.emit('hello', { since: null }, resolve))
  const isCurrent = async () => reach.seq === (await lastSeq(server.app.db, 'haishu'))
  return {
    heard,
    async of(incidentId: string): Promise<Task[]> {
      await until(isCurrent)
      return [...tasks.values()].filter((task) => task.incidentId === incidentId).sort(byId)
    },
  }
}
const byId = (a: Task, b: Task) => a.id.localeCompare(b.id)
const asked = async (name: string, id: string) => (await fileOf(await server.as(name), id)).tasks.sort(byId)

describe('the screen of a squad that takes the lead', () => {
  it('holds every member’s task as it stands, without asking: those from before it accepted, and each that comes later', async () => {
    const { id } = await calledOut()
    const phone = await phoneOf(await server.as('gulin-1'))
    await accept('market-1', id)
    await step('market-1', id, 'depart')
    expect(await phone.of(id)).toHaveLength(1)
    await accept('gulin-1', id)
    expect(await phone.of(id)).toEqual(await asked('gulin-1', id))
    expect(await phone.of(id)).toHaveLength(3)

    const desk = await server.as('chen')
    const { version } = (await fileOf(desk, id)).incident
    await desk.post(`/incidents/${id}/moves`, { move: 'raise', version })
    await until(async () => (await fileOf(desk, id)).offers.some(({ squadId }) => squadId === 'squad-direct-1'))
    await accept('emergency-1', id)
    expect(await phone.of(id)).toEqual(await asked('gulin-1', id))
    expect(await phone.of(id)).toHaveLength(4)
  })
})

describe('the screen of a member', () => {
  it('hears who leads now, and when nobody does', async () => {
    const { id } = await calledOut()
    const phone = await phoneOf(await server.as('market-1'))
    const leaders = async () => {
      await phone.of(id)
      return phone.heard.flatMap(({ kind, body }) =>
        kind === 'incident.led' && body.incidentId === id ? [body.squadId] : [],
      )
    }
    await accept('market-1', id)
    await accept('gulin-1', id)
    expect(await leaders()).toEqual(['squad-gulin-1'])
    const { id: taskId, version } = await taskOf('gulin-1', id)
    const recall = { move: 'recall', version, reason: '另有急事' }
    expect((await (await server.as('chen')).post(`/tasks/${taskId}/moves`, recall)).status).toBe(200)
    expect(await leaders()).toEqual(['squad-gulin-1', null])
    // It still reads nobody else's part.
    expect(await phone.of(id)).toHaveLength(1)
  })
})
