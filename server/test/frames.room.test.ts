import type { Squad } from '@lianqin/shared/squad'
import { seenIds, seenUnit } from '@lianqin/shared/unit-sight'
import type { Heard } from '@lianqin/shared/wall'
import { toMoment } from '@lianqin/shared/wire/moment'
import { pino } from 'pino'
import { describe, expect, inject, it } from 'vitest'
import { openApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { GULIN, liveOfferOf, offered, type Screen, type Seat, signIn, until, useServer } from './kit.ts'
import { watcher } from './watcher.ts'

const server = useServer()
const GAOQIAO = { lon: 121.4519, lat: 29.9036 }
const KEYFRAME_MS = 10_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
async function stand(name: string, place: { lon: number; lat: number }) {
  const fix = { unitId: `unit-${name}`, at: toMoment(Date.now()), ...place, accuracyM: 5, speedMps: 8, headingDeg: 90 }
  await (await server.as(name)).post('/positions', { crs: 'wgs84', fixes: [fix] })
}
async function signOff(by: Seat, name: string) {
  const squad = (await by.get<{ squads: Squad[] }>('/squads')).body.squads.find(({ id }) => id === `squad-${name}`)
  await by.post(`/squads/${squad?.id}/moves`, { move: 'sign-off', version: squad?.version })
}
const look = (screen: Screen, bounds: unknown): Promise<Heard> =>
  new Promise((resolve) => screen.emit('view', { bounds } as never, resolve))
const around = ({ lon, lat }: { lon: number; lat: number }) => [lon - 0.005, lat - 0.005, lon + 0.005, lat + 0.005]

describe('positions on a screen', () => {
  it('begin with who the units are and where all of them stand; from then on only who moved is told, newest only', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN }, { name: 'gaoqiao-1', ...GAOQIAO })
    const desk = await watcher(await server.as('chen'))
    expect(desk.told).toHaveLength(1)
    expect(seenIds(desk.sight)).toEqual(expect.arrayContaining(['unit-gulin-1', 'unit-gaoqiao-1']))
    await pause(600)
    const before = desk.frames.length
    for (let step = 1; step <= 5; step++) await stand('gulin-1', { ...GULIN, lon: GULIN.lon + step * 1e-5 })
    await until(() => (seenUnit(desk.sight, 'unit-gulin-1')?.lon ?? 0) > GULIN.lon + 4.5e-5)
    const since = desk.frames.slice(before)
    expect(since.length).toBeLessThan(5)
    for (const read of since) expect(read).toMatchObject({ ok: true, frame: { kind: 'delta', count: 1 } })
    expect(seenUnit(desk.sight, 'unit-gulin-1')).toMatchObject({ headingDeg: 90, state: 'available' })
    expect(desk.faults).toEqual([])
  })

  it('come every quarter of a second to a desk and every second to a wall and a phone', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const [desk, wall, phone] = await Promise.all(
      ['chen', 'wall', 'gulin-1'].map(async (name) => watcher(await server.as(name))),
    )
    const end = performance.now() + 4_000
    for (let step = 0; performance.now() < end; step++) {
      await stand('gulin-1', { ...GULIN, lat: GULIN.lat + step * 1e-6 })
      await pause(40)
    }
    const deltas = (of: typeof desk) => of?.frames.filter((read) => read.ok && read.frame.kind === 'delta').length ?? 0
    expect(deltas(desk)).toBeGreaterThanOrEqual(10)
    expect(deltas(desk)).toBeLessThanOrEqual(17)
    for (const slow of [wall, phone]) {
      expect(deltas(slow)).toBeGreaterThanOrEqual(2)
      expect(deltas(slow)).toBeLessThanOrEqual(5)
    }
  })

  it('of another township are in no frame, and neither is how many there are', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN }, { name: 'gaoqiao-1', ...GAOQIAO })
    const [gulin, leader] = await Promise.all(['gulin', 'gulin-1'].map(async (name) => watcher(await server.as(name))))
    // What changed before they came may still be told once.
    await pause(1_200)
    for (const screen of [gulin, leader]) screen?.frames.splice(0)
    for (let step = 1; step <= 8; step++) {
      await stand('gaoqiao-1', { ...GAOQIAO, lat: GAOQIAO.lat + step * 1e-5 })
      await pause(150)
    }
    for (const screen of [gulin, leader]) {
      expect([...(screen?.told[0]?.unitIds ?? [])].filter((id) => id.includes('gaoqiao'))).toEqual([])
      expect([...(screen?.ever ?? [])].filter((id) => id.includes('gaoqiao'))).toEqual([])
      expect(screen?.frames.filter((read) => read.ok && read.frame.kind === 'delta' && read.frame.count > 0)).toEqual(
        [],
      )
      expect(screen?.faults).toEqual([])
    }
    expect(leader?.told[0]?.unitIds.every((id) => id.startsWith('unit-gulin-1'))).toBe(true)
  })

  it('tell what a unit is doing as soon as the log does, and that it is gone when it signs off', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const desk = await server.as('chen')
    const wall = await watcher(desk)
    const state = () => seenUnit(wall.sight, 'unit-gulin-1')?.state
    const { incident, offer } = await offered(desk)
    expect((await liveOfferOf(desk, incident.id)).squadId).toBe('squad-gulin-1')
    await until(() => state() === 'offered')
    const leader = await server.as('gulin-1')
    await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: 1 })
    await until(() => state() === 'accepted')
    const { body } = await leader.get<{ tasks: { id: string; version: number }[] }>('/tasks?open=true')
    await leader.post(`/tasks/${body.tasks[0]?.id}/moves`, { move: 'depart', version: body.tasks[0]?.version })
    await until(() => state() === 'en-route')
    await leader.post(`/tasks/${body.tasks[0]?.id}/moves`, {
      move: 'sendBack',
      version: (body.tasks[0]?.version ?? 0) + 1,
      reason: '别处要紧',
    })
    await until(() => state() === 'available')
    await signOff(leader, 'gulin-1')
    await until(() => !seenIds(wall.sight).includes('unit-gulin-1'))
  })

  it('that were lost on the way are healed by the next keyframe', async () => {
    await server.onDuty({ name: 'gulin-2', ...GULIN }, { name: 'gulin-3', ...GULIN })
    const wall = await watcher(await server.as('wall'))
    const lost = { ...GULIN, lon: GULIN.lon + 0.0004 }
    // What this screen knows is made wrong, as if frames had not come.
    await stand('gulin-2', lost)
    await signOff(await server.as('gulin-3'), 'gulin-3')
    await until(() => !seenIds(wall.sight).includes('unit-gulin-3'))
    wall.sight.isSeen.fill(1)
    wall.sight.lon.fill(0)
    await until(() => Math.abs((seenUnit(wall.sight, 'unit-gulin-2')?.lon ?? 0) - lost.lon) < 1e-6, KEYFRAME_MS + 2_000)
    expect(seenIds(wall.sight)).not.toContain('unit-gulin-3')
  })

  it('are only those in the part of the map that a screen has told it shows', async () => {
    await server.onDuty({ name: 'gulin-2', ...GULIN }, { name: 'gaoqiao-1', ...GAOQIAO })
    const desk = await watcher(await server.as('chen'))
    expect(await look(desk.screen, around(GAOQIAO))).toEqual({ ok: true })
    await until(() => !seenIds(desk.sight).includes('unit-gulin-2'))
    expect(seenIds(desk.sight)).toContain('unit-gaoqiao-1')
    await stand('gulin-2', { ...GULIN, lat: GULIN.lat + 0.0004 })
    await stand('gaoqiao-1', { ...GAOQIAO, lat: GAOQIAO.lat + 0.0004 })
    await until(() => (seenUnit(desk.sight, 'unit-gaoqiao-1')?.lat ?? 0) > GAOQIAO.lat + 0.00035)
    expect(seenIds(desk.sight)).not.toContain('unit-gulin-2')
    expect(await look(desk.screen, null)).toEqual({ ok: true })
    await until(() => seenIds(desk.sight).includes('unit-gulin-2'))
  })

  it('of another township are in no frame of a township’s seat that looks there, only its own units that stand there', async () => {
    await server.onDuty({ name: 'gulin-3', ...GAOQIAO }, { name: 'gaoqiao-1', ...GAOQIAO })
    const gulin = await watcher(await server.as('gulin'))
    expect(await look(gulin.screen, around(GAOQIAO))).toEqual({ ok: true })
    for (let step = 1; step <= 6; step++) {
      await stand('gaoqiao-1', { ...GAOQIAO, lat: GAOQIAO.lat + step * 1e-5 })
      await stand('gulin-3', { ...GAOQIAO, lon: GAOQIAO.lon + step * 1e-5 })
      await pause(150)
    }
    await until(() => (seenUnit(gulin.sight, 'unit-gulin-3')?.lon ?? 0) > GAOQIAO.lon + 5e-5)
    expect([...gulin.ever].filter((id) => id.includes('gaoqiao'))).toEqual([])
    expect(gulin.faults).toEqual([])
  })

  it.each([[{}], [['a', 0, 1, 1]], [[0, 0, 1]], [[-181, 0, 1, 1]], ['all']])(
    'are not changed by a view of %j, which is refused',
    async (bounds) => {
      const { screen } = await watcher(await server.as('chen'))
      expect(await look(screen, bounds)).toMatchObject({ ok: false, problem: { code: 'request.invalid' } })
      screen.disconnect()
    },
  )

  it('stop for a screen whose rights end, within the same breath', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const wall = await watcher(await server.as('gulin'))
    const ended = new Promise((resolve) => wall.screen.on('disconnect', resolve))
    const admin = await server.as('admin')
    const { body } = await admin.get<{ people: { id: string; name: string; version: number }[] }>('/people')
    const person = body.people.find(({ name }) => name === 'gulin')
    const moved = await admin.post(`/people/${person?.id}/moves`, {
      move: 'disable',
      version: person?.version,
      reason: '离岗',
    })
    expect(moved.status).toBe(200)
    await ended
    const heard = wall.frames.length
    await stand('gulin-1', { ...GULIN, lon: GULIN.lon + 0.0002 })
    await pause(600)
    expect(wall.frames.length).toBe(heard)
  })
})

describe('a screen that stalls', () => {
  it('is cut within twenty seconds, and costs the others nothing', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const desk = await watcher(await server.as('chen'))
    const stalled = await watcher(await server.as('chen'))
    const { ws } = stalled.screen.io.engine.transport as unknown as { ws: { pause: () => void } }
    const screens = async () =>
      Number(/^lianqin_screens (\d+)/m.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1])
    const before = await screens()
    ws.pause()
    const moving = setInterval(() => void stand('gulin-1', GULIN), 100)
    const heard = desk.frames.length
    await pause(3_000)
    expect(desk.frames.length - heard).toBeGreaterThanOrEqual(8)
    await until(async () => (await screens()) === before - 1, 20_000)
    clearInterval(moving)
    expect(desk.screen.connected).toBe(true)
  })
})

it.runIf(inject('mode') === 'redis')(
  'a position that one process takes in is on the screens of another within its tick, and on the first ones too',
  async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const second = await openApp(
      readConfig({ ...server.environment, PORT: '0', NODE_ENV: 'test', API_PER_10S: '1000000' }),
      pino({ level: 'silent' }),
    )
    try {
      const there = await watcher(await signIn(await second.listen(), 'chen'))
      const here = await watcher(await server.as('chen'))
      expect(there.told).toEqual(here.told)
      await pause(600)
      for (let step = 1; step <= 5; step++) {
        const lon = GULIN.lon + step * 2e-5
        await stand('gulin-1', { ...GULIN, lon })
        const isThere = (of: typeof here) => Math.abs((seenUnit(of.sight, 'unit-gulin-1')?.lon ?? 0) - lon) < 1e-6
        await until(() => isThere(there) && isThere(here), 1_000)
        await pause(30)
      }
      there.screen.disconnect()
    } finally {
      await second.close()
    }
  },
)

describe('the socket', () => {
  it('cuts whoever keeps saying words that nobody knows', async () => {
    const { screen } = await watcher(await server.as('wall'))
    const ended = new Promise((resolve) => screen.on('disconnect', resolve))
    for (let count = 0; count < 12; count++) {
      screen.emit('everything' as 'hello', { since: null }, () => {})
      await pause(60)
    }
    await ended
  })

  it('cuts whoever says more than twenty words a second', async () => {
    const { screen } = await watcher(await server.as('wall'))
    const ended = new Promise((resolve) => screen.on('disconnect', resolve))
    for (let count = 0; count < 60; count++) screen.emit('view', { bounds: null }, () => {})
    await ended
  })
})
