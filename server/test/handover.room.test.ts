import type { Alarm } from '@lianqin/shared/alarm'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Handover, OpenWork } from '@lianqin/shared/handover'
import type { Incident } from '@lianqin/shared/incident'
import type { Colleague, DeskShift } from '@lianqin/shared/shift'
import { beforeAll, describe, expect, it } from 'vitest'
import { aReport, type Seat, signIn, until, useServer } from './kit.ts'

const server = useServer()
interface Desk {
  mine: DeskShift | null
  open: OpenWork
  onDuty: DeskShift[]
  colleagues: Colleague[]
  handovers: Handover[]
}
interface Refusal {
  code: string
  params: Record<string, unknown>
}
const deskOf = async (seat: Seat) => (await seat.get<Desk>('/shift')).body
const sign = (seat: Seat, move: 'sign-on' | 'sign-off') => seat.post<DeskShift & Refusal>('/shift/moves', { move })
const give = (seat: Seat, toId: string, note = '看好古林') =>
  seat.post<Handover & Refusal>('/handovers', { toId, note })
const step = (seat: Seat, { id, version }: Handover, move: string, more: object = {}) =>
  seat.post<Handover & Refusal>(`/handovers/${id}/moves`, { move, version, ...more })

let chen: Seat, zhou: Seat, gulin: Seat, gaoqiao: Seat
const person: Record<string, string> = {}

/** A case nobody can take, and its alarm, taken on by this desk. */
async function alarmOwnedBy(seat: Seat): Promise<{ incident: Incident; alarm: Alarm }> {
  const { body: incident } = await seat.post<Incident>('/incidents', aReport())
  const alarms = async () => (await seat.get<{ alarms: Alarm[] }>(`/incidents/${incident.id}`)).body.alarms
  await until(async () => (await alarms()).length > 0)
  const [alarm] = await alarms()
  if (!alarm) throw new Error('no alarm')
  const owned = await seat.post<Alarm>(`/alarms/${alarm.id}/moves`, { move: 'own', version: alarm.version })
  expect(owned.status).toBe(200)
  return { incident, alarm: owned.body }
}
async function alarmNow({ incident, alarm }: { incident: Incident; alarm: Alarm }): Promise<Alarm | undefined> {
  const { body } = await zhou.get<{ alarms: Alarm[] }>(`/incidents/${incident.id}`)
  return body.alarms.find(({ id }) => id === alarm.id)
}

beforeAll(async () => {
  const admin = await server.as('admin')
  const password = 'long enough it is'
  const scope = { kind: 'area', areaId: 'area-gaoqiao' }
  await admin.post('/people', { name: 'gaoqiao', title: '高桥坐席', role: 'dispatcher', scope, password })
  chen = await server.as('chen')
  zhou = await server.as('zhou')
  gulin = await server.as('gulin')
  gaoqiao = await signIn(server.url, 'gaoqiao', password)
  const { body } = await admin.get<{ people: { id: string; name: string }[] }>('/people')
  for (const { id, name } of body.people) person[name] = id
})

describe('a desk', () => {
  it('is taken once and left once, and whoever sits there is seen by the district and by that township', async () => {
    expect(await sign(gulin, 'sign-on')).toMatchObject({ status: 200, body: { state: 'on', areaId: 'area-gulin' } })
    expect(await sign(gulin, 'sign-on')).toMatchObject({ status: 409, body: { code: 'shift.illegal-move' } })
    const seen = async (seat: Seat) => (await deskOf(seat)).onDuty.map(({ personId }) => personId)
    expect(await seen(zhou)).toContain(person.gulin)
    expect(await seen(gulin)).toContain(person.gulin)
    expect(await seen(gaoqiao)).not.toContain(person.gulin)
    expect(await sign(gulin, 'sign-off')).toMatchObject({ status: 200, body: { state: 'over' } })
    expect(await sign(gulin, 'sign-off')).toMatchObject({ status: 409, body: { code: 'shift.illegal-move' } })
  })

  it('is not left while its person owns alarms: they are handed over first', async () => {
    await sign(chen, 'sign-on')
    const owned = await alarmOwnedBy(chen)
    expect(await sign(chen, 'sign-off')).toMatchObject({
      status: 409,
      body: { code: 'shift.work-left', params: { n: 1, cases: String(owned.incident.no) } },
    })
    expect((await deskOf(chen)).open.alarms).toEqual([
      { id: owned.alarm.id, incidentId: owned.incident.id, kind: owned.alarm.kind },
    ])
    const { body: handover } = await give(chen, person.zhou ?? '')
    // Offered is not taken: until then it stays hers.
    expect((await sign(chen, 'sign-off')).body.code).toBe('shift.work-left')
    expect(await step(zhou, handover, 'take')).toMatchObject({ status: 200, body: { state: 'taken' } })
    expect(await alarmNow(owned)).toMatchObject({ state: 'owned', ownerId: person.zhou, version: 3 })
    expect((await sign(chen, 'sign-off')).status).toBe(200)
  })
})

describe('a hand-over', () => {
  it('keeps the note and what was open, and moves every alarm the giver owns when it is taken, each a line of its case', async () => {
    const first = await alarmOwnedBy(gulin)
    const offered = await give(gulin, person.chen ?? '', '菜场路口的摊位要盯')
    expect(offered).toMatchObject({ status: 201, body: { state: 'offered', note: '菜场路口的摊位要盯' } })
    const { open } = offered.body
    expect(open.alarms.map(({ id }) => id)).toEqual([first.alarm.id])
    expect(open.cases).toBeGreaterThan(0)
    expect(open.incidentIds).toContain(first.incident.id)
    // What comes in between goes along.
    const second = await alarmOwnedBy(gulin)
    await step(chen, offered.body, 'take')
    for (const owned of [first, second]) {
      expect(await alarmNow(owned)).toMatchObject({ ownerId: person.chen, ownerTitle: '陈立' })
      const { body } = await gulin.get<{ timeline: LoggedEvent[] }>(`/incidents/${owned.incident.id}`)
      const last = body.timeline.at(-1)
      expect(last).toMatchObject({ kind: 'alarm.moved', body: { move: 'handOver' }, by: { personId: person.chen } })
    }
    await give(chen, person.zhou ?? '').then(({ body }) => step(zhou, body, 'take'))
  })

  it('is its two people’s: nobody else takes, declines or withdraws it, nor twice, nor on a stale version', async () => {
    const { body: handover } = await give(gulin, person.chen ?? '')
    expect((await step(zhou, handover, 'take')).body).toMatchObject({
      code: 'handover.not-yours',
      params: { who: '陈立' },
    })
    expect((await step(gulin, handover, 'take')).body.code).toBe('handover.not-yours')
    expect((await step(chen, handover, 'withdraw')).body.code).toBe('handover.not-yours')
    expect((await step(chen, handover, 'decline')).body.code).toBe('move.reason-missing')
    expect((await give(gulin, person.zhou ?? '')).body).toMatchObject({
      code: 'handover.pending',
      params: { to: '陈立' },
    })
    const declined = await step(chen, handover, 'decline', { reason: '人手不够' })
    expect(declined).toMatchObject({ status: 200, body: { state: 'declined', reason: '人手不够' } })
    expect((await step(chen, handover, 'take')).body.code).toBe('handover.stale')
    expect((await step(chen, declined.body, 'take')).body.code).toBe('handover.illegal-move')
    const { body: again } = await give(gulin, person.zhou ?? '')
    expect((await step(gulin, again, 'withdraw')).status).toBe(200)
  })

  it('goes only to somebody at a desk who reaches as far: a township’s work not to another township', async () => {
    const names = async (seat: Seat) => (await deskOf(seat)).colleagues.map(({ id }) => id)
    expect(await names(gulin)).toEqual(expect.arrayContaining([person.chen, person.zhou]))
    for (const stranger of [
      person.gaoqiao,
      person['gulin-1'],
      person.gulin,
      person.wall,
      person.admin,
      'person-none',
    ]) {
      expect(await names(gulin)).not.toContain(stranger)
      expect((await give(gulin, stranger ?? '')).body.code, stranger).toBe('handover.no-taker')
    }
    // The district's work does not fit into a township.
    expect((await give(chen, person.gulin ?? '')).body.code).toBe('handover.no-taker')
  })

  it('of one township is never seen by another, neither read nor heard', async () => {
    const heard: LoggedEvent[] = []
    const screen = gaoqiao.screen()
    screen.on('events', ({ events }) => heard.push(...events))
    await new Promise<void>((resolve) =>
      screen.on('connect', () => screen.emit('hello', { since: null }, () => resolve())),
    )
    const own: LoggedEvent[] = []
    const listener = gulin.screen()
    listener.on('events', ({ events }) => own.push(...events))
    await new Promise<void>((resolve) =>
      listener.on('connect', () => listener.emit('hello', { since: null }, () => resolve())),
    )
    await sign(gulin, 'sign-on')
    const { body: handover } = await give(gulin, person.chen ?? '')
    await step(gulin, handover, 'withdraw')
    const district = (await give(chen, person.zhou ?? '')).body
    await step(chen, district, 'withdraw')
    await sign(gulin, 'sign-off')
    const kinds = (events: LoggedEvent[]) =>
      events.map(({ kind }) => kind).filter((kind) => /^(shift|handover)/.test(kind))
    await until(() => kinds(own).length === 4)
    expect(kinds(own)).toEqual(['shift.moved', 'handover.offered', 'handover.moved', 'shift.moved'])
    expect(kinds(heard)).toEqual([])
    expect((await deskOf(gaoqiao)).handovers).toEqual([])
    const foreign = { ...handover, version: 2 }
    const asked = await step(gaoqiao, foreign, 'take')
    expect(asked).toMatchObject({ status: 404, body: { code: 'handover.missing' } })
    expect((await deskOf(gulin)).handovers.some(({ id }) => id === district.id)).toBe(false)
  })
})
