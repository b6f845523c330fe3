import type { Alarm } from '@lianqin/shared/alarm'
import type { Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import type { Snapshot } from '@lianqin/shared/wall'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { locationBody } from '../src/device/jt808-terminal.codec.ts'
import { deviceOf, dial, register } from './device.kit.ts'
import { districtWith } from './district.kit.ts'
import { GULIN, type Seat, signIn, until, useServer } from './kit.ts'

const server = useServer({ JT808_PORT: '0' })
const SOS = 1

const PASSWORD = 'long enough it is'

let chen: Seat, zhou: Seat
beforeAll(async () => {
  const scope = { kind: 'area', areaId: 'area-gaoqiao' }
  const other = { name: 'gaoqiao', title: '高桥坐席', role: 'dispatcher', scope, password: PASSWORD }
  expect((await (await server.as('admin')).post('/people', other)).status).toBe(201)
  await districtWith(server, ({ settings }) => ({ settings: { ...settings, escalateAfterS: 2 } }))
  chen = await server.as('chen')
  zhou = await server.as('zhou')
})

interface Refusal {
  code: string
  params: Record<string, unknown>
}
/** Calls for help of a unit, the newest first. */
async function calls(unitId: string, by: Seat = chen): Promise<Alarm[]> {
  await server.app.distress.settle()
  const { alarms } = (await by.get<{ alarms: Alarm[] }>('/alarms')).body
  return alarms.filter((alarm) => alarm.unitId === unitId)
}
const move = (by: Seat, { id, version }: Alarm, name: string, reason?: string) =>
  by.post<Alarm & Refusal>(`/alarms/${id}/moves`, { move: name, version, ...(reason ? { reason } : {}) })
async function solved(unitId: string): Promise<void> {
  const [alarm] = await calls(unitId)
  if (!alarm || alarm.state === 'cleared') return
  const owned = alarm.state === 'owned' ? alarm : (await move(chen, alarm, 'own')).body
  expect((await move(chen, owned, 'clear', '已电话核实')).status).toBe(200)
  await until(() => !server.app.distress.stands(unitId as Unit['id']))
}

/** A phone of a unit on duty, and how it presses its button. */
async function phone(squad: string) {
  await server.onDuty({ name: squad, ...GULIN })
  const { secret, device } = await register(server, { name: `sos-${squad}`, unitId: `unit-${squad}` })
  const say = (query: string) => fetch(`${server.url}/osmand/${secret}?${query}`)
  const press = (at: number) => say(`lat=${GULIN.lat}&lon=${GULIN.lon}&timestamp=${at}&alarm=sos`)
  return { say, press, device, unitId: `unit-${squad}` }
}

describe('a call for help', () => {
  it('of a device of a unit on duty is one alarm at the desks, however often it is repeated', async () => {
    const { press, unitId, device } = await phone('gulin-1')
    const at = Date.now()
    for (let nth = 0; nth < 5; nth++) expect((await press(at + nth)).status).toBe(200)
    const [alarm, ...more] = await calls(unitId)
    expect(more).toEqual([])
    expect(alarm).toMatchObject({
      kind: 'sos',
      incidentId: null,
      taskId: null,
      areaId: 'area-gulin',
      level: 'dispatcher',
      state: 'raised',
      climbAt: expect.any(String),
    })
    const { rows } = await sql<{ audience: string[]; incidentId: string | null }>`
      select audience, incident_id from event_log where kind = 'alarm.raised' and body -> 'alarm' ->> 'unitId' = ${unitId}`.execute(
      server.app.db,
    )
    expect(rows).toEqual([{ audience: ['area-gulin'], incidentId: null }])
    await server.app.devices.flush()
    expect((await deviceOf(chen, device.id))?.alarms).toEqual({ sos: expect.any(String) })
  })

  it('is seen by the district and by its own township, and by no other, nor by its squad', async () => {
    const { press, unitId } = await phone('gulin-1')
    await press(Date.now())
    for (const name of ['chen', 'zhou', 'gulin'])
      expect(await calls(unitId, await server.as(name)), name).not.toEqual([])
    const leader = await server.as('gulin-1')
    expect((await leader.get<{ alarms: Alarm[] }>('/alarms')).body.alarms).toEqual([])
    const [alarm] = await calls(unitId)
    const others = await signIn(server.url, 'gaoqiao', PASSWORD)
    expect(await calls(unitId, others)).toEqual([])
    for (const by of [leader, others]) expect((await move(by, alarm as Alarm, 'own')).status).toBe(404)
  })

  it('that nobody owns climbs; owned, it may be released; cleared, it says why', async () => {
    const { press, unitId } = await phone('gulin-2')
    await press(Date.now())
    await until(async () => (await calls(unitId))[0]?.level === 'shift-lead')
    await until(async () => (await calls(unitId))[0]?.level === 'centre-head')
    const [alarm] = await calls(unitId)
    const owned = await move(zhou, alarm as Alarm, 'own')
    expect(owned.body).toMatchObject({ state: 'owned', ownerTitle: expect.any(String), climbAt: null })
    expect(await move(chen, alarm as Alarm, 'own')).toMatchObject({ status: 409, body: { code: 'alarm.stale' } })
    expect(await move(zhou, owned.body, 'clear')).toMatchObject({ body: { code: 'move.reason-missing' } })
    const released = await move(zhou, owned.body, 'release', '交给别人')
    expect(released.body).toMatchObject({ state: 'raised', ownerId: null })
    const again = await move(zhou, released.body, 'own')
    expect((await move(zhou, again.body, 'clear', '已到场，人员平安')).body).toMatchObject({
      state: 'cleared',
      reason: '已到场，人员平安',
    })
  })

  it('stands on the wall and among the newest lines of its log', async () => {
    const { press, unitId } = await phone('gulin-1')
    await press(Date.now())
    await calls(unitId)
    const screen = (await server.as('wall')).screen()
    const snapshot = new Promise<Snapshot>((resolve) => screen.once('snapshot', resolve))
    screen.once('connect', () => screen.emit('hello', { since: null }, () => {}))
    const { alarms, recent } = await snapshot
    expect(alarms).toContainEqual(expect.objectContaining({ kind: 'sos', unitId }))
    expect(recent).toContainEqual(
      expect.objectContaining({ kind: 'alarm.raised', body: { alarm: expect.objectContaining({ unitId }) } }),
    )
  })

  it('whose owner may not act any more calls again', async () => {
    const { press, unitId } = await phone('gulin-1')
    await press(Date.now())
    const admin = await server.as('admin')
    const scope = { kind: 'district' }
    const leaver = { name: 'leaver', title: '离席', role: 'dispatcher', scope, password: PASSWORD }
    const { body: person } = await admin.post<{ id: string; version: number }>('/people', leaver)
    const seat = await signIn(server.url, 'leaver', PASSWORD)
    const [alarm] = await calls(unitId)
    expect((await move(seat, alarm as Alarm, 'own')).status).toBe(200)
    const gone = { move: 'disable', version: person.version, reason: '离岗' }
    expect((await admin.post(`/people/${person.id}/moves`, gone)).status).toBe(200)
    expect((await calls(unitId))[0]).toMatchObject({ state: 'raised', ownerId: null })
  })

  it('goes with a hand-over, and keeps whoever owns it at the desk', async () => {
    const { press, unitId } = await phone('gulin-3')
    await press(Date.now())
    const [alarm] = await calls(unitId)
    await chen.post('/shift/moves', { move: 'sign-on' })
    expect((await move(chen, alarm as Alarm, 'own')).status).toBe(200)
    expect(await chen.post('/shift/moves', { move: 'sign-off' })).toMatchObject({
      status: 409,
      body: { code: 'shift.work-left', params: { n: 1, cases: 'SOS' } },
    })
    const { body: me } = await zhou.get<{ person: { id: string } }>('/session')
    const { body: handover } = await chen.post<{ id: string; version: number; open: { alarms: object[] } }>(
      '/handovers',
      { toId: me.person.id },
    )
    expect(handover.open.alarms).toContainEqual({ id: alarm?.id, incidentId: null, kind: 'sos' })
    const taken = await zhou.post(`/handovers/${handover.id}/moves`, { move: 'take', version: handover.version })
    expect(taken.status).toBe(200)
    expect((await calls(unitId))[0]).toMatchObject({ state: 'owned', ownerId: me.person.id })
    expect((await chen.post('/shift/moves', { move: 'sign-off' })).status).toBe(200)
  })

  it('is heard again when it is made again after the desk has cleared it, but not when it is only sent again', async () => {
    const { press, unitId } = await phone('gulin-4')
    const first = Date.now()
    await press(first)
    await solved(unitId)
    await press(first)
    expect(await calls(unitId)).toHaveLength(1)
    await press(Date.now())
    expect((await calls(unitId)).map(({ state }) => state)).toEqual(['raised', 'cleared'])
  })

  it('needs no place, and counts where its place is not believed', async () => {
    const { say, unitId } = await phone('gulin-5')
    await say('alarm=sos')
    expect(await calls(unitId)).toHaveLength(1)
    await solved(unitId)
    await say('lat=0&lon=0&alarm=sos')
    expect(await calls(unitId)).toHaveLength(2)
  })

  it('is not answered as long as nobody can be told; sent again, it is one alarm', async () => {
    const { press, unitId } = await phone('shiqi-1')
    const at = Date.now()
    await sql`alter table alarm rename to alarm_away`.execute(server.app.db)
    const unheard = await press(at).finally(() => sql`alter table alarm_away rename to alarm`.execute(server.app.db))
    expect(unheard.status).toBe(503)
    expect(await unheard.json()).toMatchObject({ code: 'server.busy' })
    await until(async () => (await press(at + 1)).status === 200)
    expect(await calls(unitId)).toHaveLength(1)
  })

  it('off duty is none, nor is one that was kept from before the duty', async () => {
    const squad = 'jishigang-1'
    const { secret, device } = await register(server, { name: 'off', unitId: `unit-${squad}` })
    const press = (at: number) =>
      fetch(`${server.url}/osmand/${secret}?lat=${GULIN.lat}&lon=${GULIN.lon}&timestamp=${at}&alarm=sos&batt=50`)
    await press(Date.now())
    const leader = await server.as(squad)
    const own = (await leader.get<{ squads: Squad[] }>('/squads')).body.squads[0] as Squad
    await leader.post(`/squads/${own.id}/moves`, { move: 'sign-on', version: own.version })
    await until(() => server.app.duty.since(own.id) > 0)
    await press(Date.now() - 3_600_000)
    expect(await calls(`unit-${squad}`)).toEqual([])
    await server.app.devices.flush()
    expect(await deviceOf(chen, device.id)).toMatchObject({ alarms: {}, told: null })
    await press(Date.now())
    expect(await calls(`unit-${squad}`)).toHaveLength(1)
  })
})

describe('the button of a terminal', () => {
  it('held through hundreds of reports is one alarm, also after the desk has cleared it; pressed again it is another', async () => {
    await server.onDuty({ name: 'gaoqiao-1', ...GULIN })
    const unitId = 'unit-gaoqiao-1'
    const made = await register(server, { protocol: 'jt808', name: '13000000099', unitId })
    const line = await dial(server, '13000000099')
    expect(await line.authenticate(made.secret ?? '')).toBe(0)
    const begin = Math.floor(Date.now() / 1000) * 1000 - 100_000
    const state = { second: 0 }
    const report = async (alarms: number, count: number) => {
      for (let nth = 0; nth < count; nth++) {
        const fix = { at: begin + 1000 * state.second++, ...GULIN, located: true }
        expect(await line.resultOf(0x0200, locationBody(fix, alarms))).toBe(0)
      }
    }
    await report(0, 1)
    await report(SOS, 30)
    expect(await calls(unitId)).toHaveLength(1)
    await solved(unitId)
    await report(SOS, 10)
    expect(await calls(unitId)).toHaveLength(1)
    await report(0, 1)
    await report(SOS, 5)
    expect((await calls(unitId)).map(({ state }) => state)).toEqual(['raised', 'cleared'])
    line.socket.destroy()
  })
})

describe('what a device says besides', () => {
  it('is shown with it at the desk, the last of each, and when it raised which alarm', async () => {
    await server.onDuty({ name: 'gaoqiao-2', ...GULIN })
    const { secret, device } = await register(server, { name: 'says', unitId: 'unit-gaoqiao-2' })
    const place = `lat=${GULIN.lat}&lon=${GULIN.lon}`
    await fetch(`${server.url}/osmand/${secret}?${place}&batt=80&charge=true&wifi=00-11-22-33-44-55,-60&odd=1`)
    await server.app.devices.flush()
    await fetch(`${server.url}/osmand/${secret}?${place}&batt=12&alarm=lowBattery&sat=9`)
    await server.app.devices.flush()
    const heard = await deviceOf(chen, device.id)
    expect(heard).toMatchObject({
      told: { at: heard?.heardAt, facts: { batteryPercent: 12, charging: true, satellites: 9 } },
      alarms: { 'battery-low': expect.any(String) },
    })
    expect(JSON.stringify(heard)).not.toContain('00:11')
    expect(await calls('unit-gaoqiao-2')).toEqual([])
  })
})
