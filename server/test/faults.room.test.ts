import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Incident } from '@lianqin/shared/incident'
import type { Person } from '@lianqin/shared/person'
import { toMoment } from '@lianqin/shared/wire/moment'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type ServerProcess, serverProcess } from './child.ts'
import { type Follower, follow } from './follower.ts'
import { aReport, GULIN, liveOfferOf, type Seat, signIn, until } from './kit.ts'
import { type Service, startPostgres, startRedis } from './services.ts'

const mode = inject('mode')
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const held: {
  server?: ServerProcess
  postgres?: Service
  redis?: Service
  folder?: string
  desk?: Seat
  admin?: Seat
} = {}
const server = () => held.server as ServerProcess
const desk = () => held.desk as Seat

beforeAll(async () => {
  held.folder = mkdtempSync(join(tmpdir(), 'lianqin-faults-'))
  const environment: Record<string, string> = { DATA_DIR: held.folder }
  if (mode === 'embedded') cpSync(inject('prepared'), held.folder, { recursive: true })
  else {
    held.postgres = await startPostgres()
    environment.DATABASE_URL = held.postgres.url
    if (mode === 'redis') {
      held.redis = await startRedis()
      environment.REDIS_URL = held.redis.url
    }
  }
  held.server = await serverProcess(environment)
  await held.server.start()
  held.desk = await signIn(server().url, 'chen')
  held.admin = await signIn(server().url, 'admin')
  const leader = await signIn(server().url, 'gulin-1')
  await leader.post('/squads/squad-gulin-1/moves', { move: 'sign-on', version: 1 })
  const fixes = [{ unitId: 'unit-gulin-1', at: toMoment(Date.now()), ...GULIN }]
  await until(
    async () => (await leader.post<{ taken: number }>('/positions', { crs: 'wgs84', fixes })).body.taken === 1,
  )
})
afterAll(async () => {
  desk().leave()
  await held.server?.kill('SIGKILL')
  await held.redis?.remove()
  await held.postgres?.remove()
  if (held.folder) rmSync(held.folder, { recursive: true, force: true })
})

/** Files a case, and waits until a squad is asked and the screen has heard of it. */
async function expectItWorks(wall: Follower, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs
  const { status, body } = await desk().post<Incident>('/incidents', aReport())
  expect(status).toBe(201)
  await liveOfferOf(desk(), body.id)
  await until(() => wall.events.some((event) => event.kind === 'offer.made' && event.body.incident.id === body.id))
  expect(performance.now()).toBeLessThan(end)
  // The one squad on duty has only so much room: it is free again for the next.
  const { incident } = (await desk().get<{ incident: Incident }>(`/incidents/${body.id}`)).body
  const gone = { move: 'void', version: incident.version, reason: '测试' }
  expect((await desk().post(`/incidents/${body.id}/moves`, gone)).status).toBe(200)
}

describe('a server that is told to stop', () => {
  it('answers what it has begun, ends within ten seconds, and has everything when it starts again', async () => {
    const sent = Array.from({ length: 20 }, () =>
      desk()
        .post<Incident>('/incidents', aReport({ filed: false }))
        .catch(() => null),
    )
    await pause(60)
    const stopping = server().kill('SIGTERM')
    const begun = performance.now()
    const answers = (await Promise.all(sent)).filter((answer) => answer?.status === 201)
    await stopping
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(server().exitCode()).toBe(0)
    await server().start()
    for (const answer of answers) expect((await desk().get(`/incidents/${answer?.body.id}`)).status).toBe(200)
  })
})

if (mode === 'embedded') {
  describe('an embedded database', () => {
    it('belongs to one server: a second one on its directory is refused in words, and the first goes on', async () => {
      const second = await serverProcess({ DATA_DIR: held.folder ?? '' })
      await expect(second.start()).rejects.toThrow(/is in use by process \d+: stop it, or choose another DATA_DIR/)
      expect((await desk().get('/session')).status).toBe(200)
    })
  })
}

if (mode !== 'embedded') {
  describe('with PostgreSQL away', () => {
    it('the server says that it is busy, stays alive, and works again, screens and timers included, once it is back', async () => {
      const wall = follow(desk().screen())
      await expectItWorks(wall, 10_000)
      await held.postgres?.kill('SIGKILL')
      const away = performance.now()
      const heard: number[] = []
      while (performance.now() - away < 3_000) {
        const answer = await desk().post('/incidents', aReport({ filed: false }))
        heard.push(answer.status)
        if (answer.status !== 201) expect(answer).toMatchObject({ status: 503, body: { code: 'server.busy' } })
        await pause(100)
      }
      expect(heard).toContain(503)
      expect(await statusOf('/health/live')).toBe(200)
      expect(await statusOf('/health/ready')).toBe(503)
      await held.postgres?.start()
      await until(async () => (await statusOf('/health/ready')) === 200, 5_000)
      expect(server().isAlive()).toBe(true)
      await until(async () => (await desk().get('/session')).status === 200)
      await expectItWorks(wall, 10_000)
      await until(() => wall.reading().turn === 'settled')
      expect((await held.admin?.get('/check'))?.body).toEqual({ clean: true, violations: [] })
    })
  })
}

const statusOf = async (path: string) => (await fetch(server().url + path)).status

if (mode === 'redis') {
  describe('with Redis away', () => {
    it('nobody notices: cases are offered, screens follow, people are sent out, and its return changes nothing', async () => {
      const wall = follow(desk().screen())
      await until(() => wall.reading().turn === 'settled')
      await held.redis?.kill('SIGKILL')
      await pause(200)
      for (let round = 0; round < 3; round++) await expectItWorks(wall, 4_000)

      const person = {
        name: 'li.si',
        title: '李四',
        role: 'viewer',
        scope: { kind: 'district' },
        password: 'long enough it is',
      }
      const added = await held.admin?.post<Person>('/people', person)
      const seat = await signIn(server().url, 'li.si', 'long enough it is')
      const screen = seat.screen()
      const retired = new Promise<void>((resolve) => screen.on('retire', resolve))
      await new Promise((resolve) => screen.emit('hello', { since: null }, resolve))
      await held.admin?.post(`/people/${added?.body.id}/moves`, { move: 'disable', version: 1, reason: '离岗' })
      await Promise.race([
        retired,
        pause(2_000).then(() => Promise.reject(new Error('not retired within two seconds'))),
      ])

      await held.redis?.start()
      await pause(500)
      for (let round = 0; round < 3; round++) await expectItWorks(wall, 4_000)
      expect(wall.reading().turn).toBe('settled')
      expect((await held.admin?.get('/check'))?.body).toEqual({ clean: true, violations: [] })
    })
  })
}
