import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import { describe, expect, it } from 'vitest'
import { fileOf, NEAR, useJoint } from './joint.kit.ts'
import { aReport, offered, type Seat, until, useServer } from './kit.ts'

const server = useServer()
const { calledOut, accept, taskOf, step, work } = useJoint(server)

describe('a joint call-out', () => {
  it('F15: joint call-out 联勤联动 — one incident with three forces has one lead, each member’s state separate, closes only when lead confirms all', async () => {
    const desk = await server.as('chen')
    const { id } = await calledOut()
    for (const name of ['gulin-1', 'emergency-1', 'market-1']) await accept(name, id)
    const taken = await fileOf(desk, id)
    expect(taken.tasks.map(({ part }) => part).sort()).toEqual(['lead', 'member', 'member'])
    await step('market-1', id, 'depart')
    const states = async () =>
      Object.fromEntries((await fileOf(desk, id)).tasks.map(({ slot, state }) => [slot, state]))
    expect(await states()).toEqual({ lead: 'accepted', emergency: 'accepted', market: 'en-route' })

    // The lead reads its members by name; a member reads nobody else's part.
    expect((await fileOf(await server.as('gulin-1'), id)).tasks).toHaveLength(3)
    expect((await fileOf(await server.as('gulin-1'), id)).parties).toHaveLength(3)
    expect((await fileOf(await server.as('market-1'), id)).tasks).toHaveLength(1)

    await step('gulin-1', id, 'depart')
    await step('gulin-1', id, 'arrive')
    const early = await step('gulin-1', id, 'finish', { result: '已处置' })
    expect(early).toMatchObject({ status: 409, body: { code: 'task.members-open', params: { open: 2 } } })
    expect((await work('emergency-1', id)).status).toBe(200)
    await step('market-1', id, 'arrive')
    expect((await step('market-1', id, 'finish', { result: '已处置' })).status).toBe(200)
    expect((await fileOf(desk, id)).incident.state).toBe('dispatched')
    expect((await step('gulin-1', id, 'finish', { result: '各方已处置完毕' })).status).toBe(200)
    const { incident } = await fileOf(desk, id)
    expect(incident.state).toBe('handled')
    const closed = await desk.post<Incident>(`/incidents/${id}/moves`, { move: 'close', version: incident.version })
    expect(closed.body).toMatchObject({ state: 'closed', outcome: 'settled' })
    expect(await states()).toEqual({ lead: 'checked', emergency: 'checked', market: 'checked' })
  })

  it('is raised a level: one more force is called; a member that is not needed is called off, and no longer holds the lead up', async () => {
    const desk = await server.as('chen')
    const { id } = await calledOut()
    const before = await fileOf(desk, id)
    const raise = { move: 'raise', version: before.incident.version }
    expect((await desk.post(`/incidents/${id}/moves`, raise)).status).toBe(200)
    await until(async () => (await fileOf(desk, id)).offers.some(({ squadId }) => squadId === 'squad-direct-1'))
    const raised = await fileOf(desk, id)
    expect(raised.incident).toMatchObject({ level: 2, state: 'dispatched' })
    const again = { move: 'raise', version: raised.incident.version }
    expect(await desk.post(`/incidents/${id}/moves`, again)).toMatchObject({
      status: 409,
      body: { code: 'incident.no-higher-level' },
    })
    await accept('gulin-1', id)
    for (const { id: taskId, part, version } of (await fileOf(desk, id)).tasks) {
      if (part === 'lead') continue
      const off = { move: 'callOff', version, reason: '不需要' }
      expect((await desk.post(`/tasks/${taskId}/moves`, off)).status).toBe(200)
    }
    expect((await fileOf(desk, id)).incident.slots.map(({ id: slot }) => slot)).toEqual(['lead'])
    expect((await work('gulin-1', id)).status).toBe(200)
    expect((await fileOf(desk, id)).incident.state).toBe('handled')
  })

  it('sends a member’s place on to nobody when it sends back, and the desk sees what is missing', async () => {
    const desk = await server.as('chen')
    const { id } = await calledOut()
    await accept('emergency-1', id)
    expect((await step('emergency-1', id, 'sendBack', { reason: '车辆故障' })).status).toBe(200)
    await until(async () => (await fileOf(desk, id)).alarms.some(({ state }) => state === 'raised'))
    const { alarms, tasks, incident } = await fileOf(desk, id)
    expect(alarms).toMatchObject([{ kind: 'nobody-left', level: 'shift-lead' }])
    expect(
      tasks
        .filter(({ slot }) => slot === 'emergency')
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['open', 'sent-back'])
    const version = incident.version
    const why = { move: 'void', version, reason: '演练结束' }
    expect((await desk.post(`/incidents/${id}/moves`, why)).status).toBe(200)
    expect((await fileOf(desk, id)).alarms.every(({ state }) => state === 'cleared')).toBe(true)
  })
})

describe('a case held out to several at once', () => {
  it('is whoever’s accepts first: the others hear that it is taken', async () => {
    await server.onDuty({ name: 'gulin-2', ...NEAR })
    const desk = await server.as('chen')
    const { incident, offer } = await offered(desk)
    const { version } = (await fileOf(desk, incident.id)).incident
    const squadIds = ['squad-gulin-1', 'squad-gulin-2', 'squad-direct-1']
    const made = await desk.post<{ offers: Offer[] }>(`/incidents/${incident.id}/offers`, { squadIds, version })
    expect(made.status).toBe(201)
    // Whoever was asked before the others hears that it is not alone any more.
    expect(made.body.offers.map(({ broadcast }) => broadcast)).toEqual([true, true, true])
    const { timeline } = await fileOf(desk, incident.id)
    const widened = timeline.filter(({ body }) => 'move' in body && body.move === 'widen')
    expect(widened).toMatchObject([{ kind: 'offer.moved', body: { offer: { id: offer.id, broadcast: true } } }])
    // Chosen alone, it hears that too; then all three are asked after all.
    const alone = (squadIds: string[]) =>
      desk.post<{ offers: Offer[] }>(`/incidents/${incident.id}/offers`, { squadIds, version })
    expect((await alone(['squad-gulin-1'])).body.offers.map(({ broadcast }) => broadcast)).toEqual([false])
    made.body = (await alone(squadIds)).body
    const answers = await Promise.all(
      made.body.offers.map(async ({ id, squadId, version }) =>
        (await server.as(squadId.slice(6))).post<{ code?: string }>(`/offers/${id}/moves`, { move: 'accept', version }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status, body } of answers)
      if (status !== 200) expect({ status, body }).toMatchObject({ status: 409, body: { code: 'offer.taken' } })
    const { tasks, offers } = await fileOf(desk, incident.id)
    expect(tasks).toHaveLength(1)
    expect(offers.filter(({ state }) => state === 'accepted')).toHaveLength(1)
    expect(offers.filter(({ reason }) => reason === 'taken')).toHaveLength(2)
  })
})

describe('a squad that is wanted elsewhere', () => {
  const boundTo = async (desk: Seat, change: object = {}) => {
    const { body: incident } = await desk.post<Incident>('/incidents', aReport(change))
    await until(async () => (await fileOf(desk, incident.id)).offers.length > 0)
    const { version } = (await fileOf(desk, incident.id)).incident
    await desk.post(`/incidents/${incident.id}/offers`, { squadIds: ['squad-gulin-1'], version })
    await accept('gulin-1', incident.id)
    return incident
  }

  it('is taken from a case of lower priority with a reason; that case is routed again', async () => {
    const desk = await server.as('chen')
    const lower = await boundTo(desk)
    const { body: higher } = await desk.post<Incident>('/incidents', aReport({ urgent: true }))
    await until(async () => (await fileOf(desk, higher.id)).offers.length > 0)
    const preempts = (await taskOf('gulin-1', lower.id)).id
    const { version } = (await fileOf(desk, higher.id)).incident
    const take = { squadIds: ['squad-gulin-1'], version, preempts }
    expect(await desk.post(`/incidents/${higher.id}/offers`, take)).toMatchObject({
      status: 422,
      body: { code: 'move.reason-missing' },
    })
    const taken = await desk.post<{ offers: Offer[] }>(`/incidents/${higher.id}/offers`, { ...take, reason: '险情' })
    expect(taken).toMatchObject({ status: 201, body: { offers: [{ squadId: 'squad-gulin-1' }] } })
    expect((await taskOf('gulin-1', lower.id)).state).toBe('called-off')
    await until(async () => {
      const { offers } = await fileOf(desk, lower.id)
      return offers.some(({ endedAt, squadId }) => endedAt === null && squadId !== 'squad-gulin-1')
    })
  })

  it('is not taken from a case that is as urgent', async () => {
    const desk = await server.as('chen')
    const first = await boundTo(desk, { urgent: true })
    const { body: second } = await desk.post<Incident>('/incidents', aReport({ urgent: true }))
    await until(async () => (await fileOf(desk, second.id)).offers.length > 0)
    const preempts = (await taskOf('gulin-1', first.id)).id
    const { version } = (await fileOf(desk, second.id)).incident
    const take = { squadIds: ['squad-gulin-1'], version, preempts, reason: '险情' }
    const refused = await desk.post(`/incidents/${second.id}/offers`, take)
    expect(refused).toMatchObject({ status: 409, body: { code: 'offer.not-lower', params: { no: first.no } } })
    expect((await taskOf('gulin-1', first.id)).state).toBe('accepted')
  })

  it('is recalled: the next is asked at once, and it is not asked again by itself', async () => {
    const desk = await server.as('chen')
    const { id } = await boundTo(desk)
    const task = await taskOf('gulin-1', id)
    const recall = { move: 'recall', version: task.version, reason: '改由近处队伍' }
    expect((await desk.post(`/tasks/${task.id}/moves`, recall)).status).toBe(200)
    await until(async () => (await fileOf(desk, id)).offers.some(({ endedAt }) => endedAt === null))
    const { offers } = await fileOf(desk, id)
    expect(offers.find(({ endedAt }) => endedAt === null)?.squadId).not.toBe('squad-gulin-1')
  })
})
