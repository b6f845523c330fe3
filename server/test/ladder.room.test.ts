import type { Alarm } from '@lianqin/shared/alarm'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Task } from '@lianqin/shared/task'
import { beforeAll, describe, expect, it } from 'vitest'
import { districtWith } from './district.kit.ts'
import { aReport, GULIN, liveOfferOf, offered, type Seat, until, useServer } from './kit.ts'

const server = useServer()

interface File {
  incident: Incident
  tasks: Task[]
  offers: Offer[]
  alarms: Alarm[]
  timeline: LoggedEvent[]
}
const fileOf = async (by: Seat, { id }: Pick<Incident, 'id'>) => (await by.get<File>(`/incidents/${id}`)).body
const said = ({ timeline }: File) => timeline.map(({ kind, body }) => `${kind}${'move' in body ? ` ${body.move}` : ''}`)
const raised = ({ timeline }: File) =>
  timeline.flatMap(({ kind, body }) => (kind === 'alarm.raised' ? `${body.alarm.kind} ${body.alarm.level}` : []))

beforeAll(() =>
  districtWith(server, ({ settings }) => ({
    settings: { ...settings, minLicensed: 0, answerWithinS: 5, remindAfterS: 1, turnoutWithinS: 2, escalateAfterS: 2 },
  })),
)

describe('the ladder of an offer', () => {
  it('F13: leader accepts / declines with reason — declined task returns to the queue in ≤2 s with the reason in the log', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN }, { name: 'gulin-2', lon: 121.46, lat: 29.84 })
    const desk = await server.as('chen')
    const { incident, offer } = await offered(desk)
    const leader = await server.as(offer.squadId.slice(6))
    const declined = { move: 'decline', version: offer.version, reason: 'busy' }
    expect((await leader.post(`/offers/${offer.id}/moves`, declined)).status).toBe(200)
    await until(async () => {
      const { offers } = await fileOf(desk, incident)
      return offers.some(({ endedAt, squadId }) => endedAt === null && squadId !== offer.squadId)
    }, 2_000)
    const { timeline } = await fileOf(desk, incident)
    const line = timeline.find(({ kind, body }) => kind === 'offer.moved' && 'move' in body && body.move === 'decline')
    expect(line?.body).toMatchObject({ reason: 'busy', offer: { id: offer.id } })
    const { version } = (await fileOf(desk, incident)).incident
    await desk.post(`/incidents/${incident.id}/moves`, { move: 'void', version, reason: '试验' })
  })

  it('F14: no-answer escalation — no acknowledgement in the set minutes → second push, then shift lead alert, each logged', async () => {
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-2')]
    const off = (await leader.get<{ squads: { id: string; version: number }[] }>('/squads')).body.squads[0]
    await leader.post(`/squads/${off?.id}/moves`, { move: 'sign-off', version: off?.version })
    const { incident } = await offered(desk)
    await until(async () => said(await fileOf(desk, incident)).includes('offer.moved remind'), 5_000)
    await until(async () => raised(await fileOf(desk, incident)).includes('nobody-left shift-lead'), 12_000)
    await until(async () => {
      const { alarms } = await fileOf(desk, incident)
      return alarms.some(({ kind, level }) => kind === 'nobody-left' && level === 'centre-head')
    })
    const lines = said(await fileOf(desk, incident))
    const order = ['offer.made', 'offer.moved remind', 'offer.moved lapse', 'alarm.raised', 'alarm.moved escalate']
    expect(lines.filter((line) => order.includes(line))).toEqual(order)
    const { alarms, incident: now } = await fileOf(desk, incident)
    // Owned, it climbs no further.
    const head = await server.as('wang')
    const [alarm] = alarms
    expect((await head.post(`/alarms/${alarm?.id}/moves`, { move: 'own', version: alarm?.version })).status).toBe(200)
    await desk.post(`/incidents/${incident.id}/moves`, { move: 'void', version: now.version, reason: '试验' })
  })

  it('counts an acceptance without departure as not acknowledged, says so, and forgets it on departure', async () => {
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-1')]
    const { body: incident } = await desk.post<Incident>('/incidents', aReport())
    const offer = await liveOfferOf(desk, incident.id)
    await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: offer.version })
    await until(async () => (await fileOf(desk, incident)).tasks[0]?.unacknowledgedAt !== null, 8_000)
    const told = await fileOf(leader, incident)
    expect(told.tasks[0]).toMatchObject({ state: 'accepted', squadId: 'squad-gulin-1' })
    expect(said(told)).toContain('task.moved unacknowledge')
    await until(async () => raised(await fileOf(desk, incident)).includes('turnout-late dispatcher'))
    const task = (await fileOf(desk, incident)).tasks[0] as Task
    await leader.post(`/tasks/${task.id}/moves`, { move: 'depart', version: task.version })
    const { tasks, alarms } = await fileOf(desk, incident)
    expect(tasks[0]).toMatchObject({ state: 'en-route', unacknowledgedAt: null })
    expect(alarms.filter(({ state }) => state !== 'cleared')).toEqual([])
  })

  it('logs what was proposed and what was chosen', async () => {
    await server.onDuty({ name: 'gulin-2', lon: 121.46, lat: 29.84 })
    const desk = await server.as('chen')
    const { body: incident } = await desk.post<Incident>('/incidents', aReport())
    await liveOfferOf(desk, incident.id)
    const { ranked } = (await desk.get<{ ranked: { squadId: string }[] }>(`/incidents/${incident.id}/recommendation`))
      .body
    const last = ranked.at(-1)?.squadId
    const { version } = (await fileOf(desk, incident)).incident
    const made = await desk.post<{ offers: Offer[] }>(`/incidents/${incident.id}/offers`, {
      squadIds: [last],
      version,
    })
    expect(made.status).toBe(201)
    const [chosen] = made.body.offers
    expect(chosen?.byHand).toBe(true)
    expect(chosen?.proposedId).not.toBeNull()
    if (chosen?.squadId !== chosen?.proposedId) expect(chosen?.place).toBeGreaterThan(1)
  })
})
