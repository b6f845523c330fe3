import type { Alarm } from '@lianqin/shared/alarm'
import type { Approval } from '@lianqin/shared/approval'
import { after, leftMs, limitMs } from '@lianqin/shared/calendar'
import type { Incident } from '@lianqin/shared/incident'
import type { District } from '@lianqin/shared/jurisdiction'
import type { Offer } from '@lianqin/shared/offer'
import type { Supervision } from '@lianqin/shared/supervision'
import type { Task } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { districtWith } from './district.kit.ts'
import { aReport, GULIN, liveOfferOf, type Seat, until, useServer } from './kit.ts'

const server = useServer()
beforeAll(() => districtWith(server, ({ settings }) => ({ settings: { ...settings, stackAtMost: 100 } })))

interface File {
  incident: Incident
  tasks: Task[]
  offers: Offer[]
  alarms: Alarm[]
  approvals: Approval[]
  supervisions: Supervision[]
}
const fileOf = async (by: Seat, id: string) => (await by.get<File>(`/incidents/${id}`)).body
const report = async (by: Seat, change: object = {}) => (await by.post<Incident>('/incidents', aReport(change))).body

/** A case that is dispatched, and stays as it is: what is asked for it names a version that still holds. */
async function dispatched(by: Seat): Promise<Incident> {
  await server.onDuty({ name: 'gulin-1', ...GULIN })
  const { id } = await report(by)
  const offer = await liveOfferOf(by, id)
  const leader = await server.as(offer.squadId.slice(6))
  expect((await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: offer.version })).status).toBe(200)
  return (await fileOf(by, id)).incident
}
const ask = (by: Seat, { id, version }: Incident, more: object) =>
  by.post<Approval & { code?: string }>(`/incidents/${id}/approvals`, { version, reason: '需等部门会签', ...more })
const decide = (by: Seat, { id, version }: Approval, move: string, more: object = {}) =>
  by.post<Approval & { code?: string }>(`/approvals/${id}/moves`, { move, version, ...more })

describe('an extension', () => {
  it('adds one original limit when another agrees, at most twice; a refusal does not count', async () => {
    const [desk, lead] = [await server.as('chen'), await server.as('zhou')]
    const { body } = await desk.get<{ district: District }>('/reference')
    const { calendar } = body.district
    const first = await dispatched(desk)
    const { limit, dueAt } = first
    if (!limit || !dueAt) throw new Error('no limit')
    const refused = (await ask(desk, first, { subject: 'extend' })).body
    expect(await ask(desk, first, { subject: 'extend' })).toMatchObject({ body: { code: 'approval.asked-already' } })
    expect((await decide(desk, refused, 'grant')).body.code).toBe('approval.illegal-move')
    expect((await decide(lead, refused, 'refuse', { reason: '理由不足' })).status).toBe(200)
    const dues = [dueAt]
    for (const extensions of [1, 2]) {
      const { incident } = await fileOf(desk, first.id)
      const asked = (await ask(desk, incident, { subject: 'extend' })).body
      expect((await decide(lead, asked, 'grant')).body).toMatchObject({ state: 'granted', endedByTitle: '周敏' })
      const { incident: later } = await fileOf(desk, first.id)
      expect(later.extensions).toBe(extensions)
      expect(later.dueAt).toBe(after(limit.clock, dues.at(-1) ?? '', limitMs(limit, calendar), calendar))
      dues.push(later.dueAt ?? '')
    }
    const { incident } = await fileOf(desk, first.id)
    expect(await ask(desk, incident, { subject: 'extend' })).toMatchObject({
      status: 409,
      body: { code: 'approval.extended-twice' },
    })
  })

  it('is never given after the limit has passed, and a request that waited for it lapses', async () => {
    const [desk, lead] = [await server.as('chen'), await server.as('zhou')]
    const incident = await dispatched(desk)
    const asked = (await ask(desk, incident, { subject: 'extend' })).body
    const past = toMoment(Date.now() - 1_000)
    await server.app.db.transaction().execute(async (trx) => {
      await trx.updateTable('incident').set({ dueAt: past }).where('id', '=', incident.id).execute()
      await sql`update timer set due_at = ${past} where ref ->> 'approvalId' = ${asked.id}`.execute(trx)
    })
    expect((await decide(lead, asked, 'grant')).status).toBe(409)
    await until(async () => (await fileOf(desk, incident.id)).approvals[0]?.state === 'lapsed')
    expect(await ask(desk, incident, { subject: 'extend' })).toMatchObject({ body: { code: 'incident.overdue' } })
  })
})

describe('a suspension', () => {
  it('stops the clock on the word of two, frees the squad, and ends by itself with what was left', async () => {
    const [desk, lead, head] = [await server.as('chen'), await server.as('zhou'), await server.as('wang')]
    const { calendar } = (await desk.get<{ district: District }>('/reference')).body.district
    const incident = await dispatched(desk)
    const until_ = toMoment(Date.now() + 3_000)
    const leader = await server.as('gulin-1')
    const asked = (await ask(leader, incident, { subject: 'suspend', until: until_ })).body
    expect(asked).toMatchObject({ step: 1, role: 'shift-lead', squadId: 'squad-gulin-1' })
    expect((await decide(lead, asked, 'grant')).status).toBe(200)
    const second = (await fileOf(desk, incident.id)).approvals.at(-1) as Approval
    expect(second).toMatchObject({ step: 2, role: 'centre-head', state: 'asked' })
    expect((await decide(lead, second, 'grant')).body.code).toBe('approval.illegal-move')
    expect((await decide(head, second, 'grant')).status).toBe(200)
    const stopped = await fileOf(desk, incident.id)
    expect(stopped.incident).toMatchObject({ state: 'suspended', dueAt: null, suspendedUntil: until_ })
    expect(stopped.tasks.map(({ state }) => state)).toEqual(['called-off'])
    await until(async () => (await fileOf(desk, incident.id)).incident.suspendedUntil === null)
    const { incident: again } = await fileOf(desk, incident.id)
    const left = stopped.incident.leftMs ?? -1
    expect(leftMs(incident.limit?.clock ?? 'work_hour', again.askedSince ?? '', again.dueAt ?? '', calendar)).toBe(left)
    await liveOfferOf(desk, incident.id)
  })

  it.each([
    ['no date', {}],
    ['a date that is past', { until: '2020-01-01T00:00:00Z' }],
    ['a date more than a year ahead', { until: '2099-01-01T00:00:00Z' }],
  ])('names a date at most a year ahead: %s is refused', async (_, more) => {
    const desk = await server.as('chen')
    const incident = await dispatched(desk)
    expect(await ask(desk, incident, { subject: 'suspend', ...more })).toMatchObject({
      status: 422,
      body: { code: 'approval.until-unfit' },
    })
  })
})

describe('a forced close', () => {
  it('needs the shift lead and the centre head, not the one who asks, and no squad may ask for it', async () => {
    const [desk, lead, head] = [await server.as('chen'), await server.as('zhou'), await server.as('wang')]
    const incident = await dispatched(desk)
    expect((await ask(await server.as('gulin-1'), incident, { subject: 'force-close' })).status).toBe(403)
    const asked = (await ask(lead, incident, { subject: 'force-close', reason: '责任主体已注销' })).body
    expect((await decide(lead, asked, 'grant')).body.code).toBe('approval.own')
    expect((await decide(desk, asked, 'withdraw')).body.code).toBe('approval.own')
    expect((await decide(head, asked, 'grant')).status).toBe(200)
    const second = (await fileOf(desk, incident.id)).approvals.at(-1) as Approval
    expect((await decide(head, second, 'grant')).status).toBe(200)
    const { incident: over, tasks } = await fileOf(desk, incident.id)
    expect(over).toMatchObject({ state: 'closed', outcome: 'forced' })
    expect(tasks.map(({ state }) => state)).toEqual(['called-off'])
  })
})

describe('a supervision order', () => {
  it('that is not answered in its time calls the shift lead, and no longer once it is answered', async () => {
    const [desk, lead, leader] = [await server.as('chen'), await server.as('zhou'), await server.as('gulin-1')]
    const incident = await dispatched(desk)
    const order = {
      kind: 'order',
      squadId: 'squad-gulin-1',
      text: '请说明',
      limit: { clock: 'urgent_hour', amount: 1 / 3600 },
    }
    const foreign = { ...order, squadId: 'squad-gulin-2' }
    expect(await lead.post(`/incidents/${incident.id}/supervisions`, foreign)).toMatchObject({
      status: 422,
      body: { code: 'supervision.squad-unfit' },
    })
    const { body: issued } = await lead.post<Supervision>(`/incidents/${incident.id}/supervisions`, order)
    await until(async () => (await fileOf(desk, incident.id)).alarms.some(({ kind }) => kind === 'supervision-overrun'))
    const { supervisions } = await fileOf(leader, incident.id)
    expect(supervisions[0]).toMatchObject({ id: issued.id, state: 'issued' })
    expect(supervisions[0]?.overrunAt).not.toBeNull()
    const answer = { move: 'answer', version: supervisions[0]?.version, reason: '已整改' }
    expect((await leader.post(`/supervisions/${issued.id}/moves`, answer)).status).toBe(200)
    const { alarms } = await fileOf(desk, incident.id)
    expect(alarms.find(({ kind }) => kind === 'supervision-overrun')?.state).toBe('cleared')
  })
})
