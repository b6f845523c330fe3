import type { Alarm } from '@lianqin/shared/alarm'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import { type RunCard, soleSlot } from '@lianqin/shared/plan'
import type { Task } from '@lianqin/shared/task'
import { beforeAll, expect } from 'vitest'
import { districtWith } from './district.kit.ts'
import { aReport, type Seat, type Server, until } from './kit.ts'

const place = (id: string, forces: RunCard['levels'][number]['slots'][number]['forces']) => ({
  ...soleSlot(1),
  id,
  part: 'member' as const,
  forces,
})
const card: RunCard = {
  id: 'card-three',
  name: { zh: '三方联动', en: 'Three forces' },
  matterIds: ['matter-c0102'],
  conditionCodes: [],
  areaIds: [],
  hours: null,
  levels: [
    {
      slots: [
        { ...soleSlot(1), id: 'lead' },
        place('emergency', ['force-emergency']),
        place('market', ['force-market']),
      ],
    },
    { slots: [place('cordon', ['direct'])] },
  ],
}
export const NEAR = { lon: 121.45, lat: 29.834 }
const SQUADS = ['gulin-1', 'emergency-1', 'market-1', 'direct-1']

export interface File {
  incident: Incident
  tasks: Task[]
  offers: Offer[]
  alarms: Alarm[]
  parties: { id: string }[]
  timeline: LoggedEvent[]
}
export const fileOf = async (by: Seat, id: string) => (await by.get<File>(`/incidents/${id}`)).body

/** A district with a plan for three forces, all of them on duty near the place; and what they do in a case. */
export function useJoint(server: Server) {
  beforeAll(async () => {
    await districtWith(server, ({ settings }) => ({
      runCards: [card],
      settings: { ...settings, minLicensed: 0, stackAtMost: 100 },
    }))
    await server.onDuty(...SQUADS.map((name) => ({ name, ...NEAR })))
  })

  /** A case whose three places are held out. */
  async function calledOut(): Promise<Incident> {
    const desk = await server.as('chen')
    const { body } = await desk.post<Incident>('/incidents', aReport({ matterId: 'matter-c0102' }))
    await until(async () => (await fileOf(desk, body.id)).offers.filter(({ endedAt }) => endedAt === null).length === 3)
    return body
  }
  /** The squad accepts what it is offered in this case, and hands back its task. */
  async function accept(name: string, id: string): Promise<Task> {
    const leader = await server.as(name)
    const offer = (await fileOf(leader, id)).offers.find(({ endedAt }) => endedAt === null)
    const answer = await leader.post(`/offers/${offer?.id}/moves`, { move: 'accept', version: offer?.version })
    expect(answer.status, name).toBe(200)
    return taskOf(name, id)
  }
  async function taskOf(name: string, id: string): Promise<Task> {
    const { tasks } = await fileOf(await server.as(name), id)
    const task = tasks.find(({ squadId }) => squadId === `squad-${name}`)
    if (!task) throw new Error(`${name} has no task`)
    return task
  }
  async function step(name: string, id: string, move: string, more: object = {}) {
    const task = await taskOf(name, id)
    return (await server.as(name)).post<{ code?: string; params?: object }>(`/tasks/${task.id}/moves`, {
      move,
      version: task.version,
      ...more,
    })
  }
  async function work(name: string, id: string) {
    for (const move of ['depart', 'arrive']) expect((await step(name, id, move)).status).toBe(200)
    return step(name, id, 'finish', { result: '已处置' })
  }
  return { calledOut, accept, taskOf, step, work }
}
