import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeviceWithSecret } from '@lianqin/shared/device'
import { fixesIn } from '@lianqin/shared/track/track.codec'
import { toMoment } from '@lianqin/shared/wire/moment'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type ServerProcess, serverProcess } from './child.ts'
import { type Answer, call, GULIN, type Seat, signIn, until } from './kit.ts'
import { query } from './services.setup.ts'
import { type Service, startPostgres, startRedis } from './services.ts'
import { HOUR, type Receipt, type Sent, sent, signedOn, trackOf } from './track.kit.ts'

const mode = inject('mode')
const UNIT = 'unit-gulin-1'
/** What a server that is killed may lose of a track (GUARANTEES §6). */
const LOST_AT_MOST_MS = 5_000
const EVERY_MS = 100
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const held: {
  server?: ServerProcess
  postgres?: Service
  redis?: Service
  folder?: string
  desk?: Seat
  leader?: Seat
} = {}
const server = () => held.server as ServerProcess
const desk = () => held.desk as Seat
const leader = () => held.leader as Seat

beforeAll(async () => {
  held.folder = mkdtempSync(join(tmpdir(), 'lianqin-tracks-'))
  const environment: Record<string, string> = { DATA_DIR: held.folder }
  if (mode === 'embedded') cpSync(inject('prepared'), held.folder, { recursive: true })
  else {
    // Its own, because it will be killed.
    held.postgres = await startPostgres()
    environment.DATABASE_URL = held.postgres.url
    if (mode === 'redis') {
      held.redis = await startRedis()
      environment.REDIS_URL = held.redis.url
    }
  }
  held.server = await serverProcess(environment)
  await server().start()
  held.desk = await signIn(server().url, 'chen')
  held.leader = await signIn(server().url, 'gulin-1')
  await signedOn(leader(), 'gulin-1')
})
afterAll(async () => {
  await held.server?.kill('SIGKILL')
  await held.redis?.remove()
  await held.postgres?.remove()
  if (held.folder) rmSync(held.folder, { recursive: true, force: true })
})

interface Told {
  at: number
  /** Whether the server answered that it took it; what it did not answer, the phone still has. */
  taken: boolean
}

type Send = (fix: Sent) => Promise<Answer<Receipt>>
const byPhone: Send = (fix) => sent(leader(), [fix])

/** A platform that sends for the unit, with a secret of its own: nobody signed in is asked for. */
async function aPlatform(): Promise<Send> {
  const seat = await signIn(server().url, 'zhou')
  const order = { protocol: 'bulk', name: `platform-${Date.now()}`, unitId: null, crs: 'wgs84' }
  const { status, body } = await seat.post<DeviceWithSecret>('/devices', order)
  expect(status).toBe(201)
  const headers = { authorization: `Bearer ${body.secret}` }
  const send: Send = ({ at, ...fix }) =>
    call(`${server().url}/api/v1/positions/bulk`, 'POST', { fixes: [{ ...fix, at: toMoment(at) }] }, headers)
  await until(async () => (await send({ unitId: UNIT, at: Date.now(), ...GULIN })).status === 202)
  return send
}

/** Somebody who goes along the street until told to stop: what has no answer, the phone keeps. */
function walking(send: Send = byPhone) {
  const told: Told[] = []
  const state = { stopped: false }
  const start = Date.now()
  const walk = (async () => {
    while (!state.stopped) {
      const at = Date.now()
      const lon = Number((GULIN.lon + (at - start) * 1e-8).toFixed(6))
      const fix = { unitId: UNIT, at, lon, lat: GULIN.lat }
      const answer = await send(fix).catch(() => null)
      told.push({ at, taken: answer?.status === 202 && answer.body.taken === 1 })
      await pause(EVERY_MS)
    }
  })()
  return {
    told,
    async stop() {
      state.stopped = true
      await walk
      return told
    },
  }
}
const times = (told: readonly Told[], taken: boolean) => told.filter((one) => one.taken === taken).map(({ at }) => at)

/** What the track holds of that walk, in its own order. */
async function kept(told: readonly Told[]): Promise<number[]> {
  const [first, last] = [told[0]?.at ?? 0, told.at(-1)?.at ?? 0]
  return (await trackOf(desk(), UNIT, first, last + 1)).at
}
const resend = (fixes: readonly number[]) =>
  sent(
    leader(),
    fixes.map((at) => ({ unitId: UNIT, at, ...GULIN })),
  )

describe('a server that is killed', () => {
  it('loses the last five seconds of a track at the most; what it had not answered, the phone sends again', async () => {
    const walk = walking()
    await pause(9_000)
    await server().kill('SIGKILL')
    const killedAt = Date.now()
    await pause(500)
    const told = await walk.stop()
    await server().start()
    await until(async () => (await desk().get('/session')).status === 200)
    const found = await kept(told)
    const taken = times(told, true)
    expect(taken.length).toBeGreaterThan(50)
    for (const at of taken.filter((one) => one < killedAt - LOST_AT_MOST_MS)) expect(found).toContain(at)
    expect(new Set(found).size).toBe(found.length)
    const unanswered = times(told, false)
    expect(unanswered.length).toBeGreaterThan(0)
    const again = await resend(unanswered)
    expect(again.body.refused.filter(({ code }) => code !== 'fix.stale')).toEqual([])
    await until(async () => {
      const now = await kept(told)
      return unanswered.every((at) => now.includes(at))
    }, 8_000)
    const whole = await kept(told)
    expect(new Set(whole).size).toBe(whole.length)
    expect(whole).toEqual(whole.toSorted((a, b) => a - b))
  })

  it('loses nothing when it is told to stop', async () => {
    const walk = walking()
    await pause(1_500)
    await server().kill('SIGTERM')
    await pause(200)
    const told = await walk.stop()
    await server().start()
    await until(async () => (await desk().get('/session')).status === 200)
    const taken = times(told, true)
    expect(taken.length).toBeGreaterThan(5)
    expect((await kept(told)).filter((at) => taken.includes(at))).toEqual(taken)
  })
})

if (mode !== 'embedded') {
  describe('with the database away', () => {
    it('positions are taken in all the same, wait in memory, and are in the track once when it is back', async () => {
      const walk = walking(await aPlatform())
      await pause(2_000)
      await held.postgres?.kill('SIGKILL')
      const away = Date.now()
      await pause(7_000)
      const back = Date.now()
      await held.postgres?.start()
      await pause(2_000)
      const told = await walk.stop()
      const meanwhile = told.filter(({ at, taken }) => taken && at > away && at < back)
      expect(meanwhile.length).toBeGreaterThan(20)
      await until(async () => (await desk().get('/session')).status === 200)
      const taken = times(told, true)
      await until(async () => (await kept(told)).length >= taken.length, 15_000)
      expect((await kept(told)).filter((at) => taken.includes(at))).toEqual(taken)
      // What was refused meanwhile is sent again, as the phone does; what was taken already is taken once.
      await resend(told.map(({ at }) => at))
      await until(async () => (await kept(told)).length === told.length, 15_000)
      expect(await kept(told)).toEqual(told.map(({ at }) => at))
      expect(await storedSince(told[0]?.at ?? 0)).toBeLessThanOrEqual(2 * told.length)
    })

    it('who comes into a fence meanwhile is told of when it is back, once, and as of when it was', async () => {
      const send = await aPlatform()
      await held.postgres?.kill('SIGKILL')
      const at = Date.now()
      const market = { unitId: UNIT, lon: 121.446, lat: 29.835 }
      for (const seconds of [20, 30, 40, 50])
        expect((await send({ ...market, at: at + seconds * 1_000 })).body.taken).toBe(1)
      await pause(3_000)
      await held.postgres?.start()
      const passed = async () =>
        (
          await query(
            held.postgres?.url ?? '',
            `select body -> 'passage' ->> 'kind' as kind, (body -> 'passage' ->> 'at')::timestamptz as at
             from event_log where kind = 'unit.passed' order by seq`,
          )
        ).rows
      await until(async () => (await passed().catch(() => [])).length > 0, 15_000)
      await pause(1_500)
      expect(await passed()).toEqual([{ kind: 'enter', at: new Date(at + 20_000) }])
    })
  })
}

/** Fixes in rows that were begun since, each counted as often as it stands there. */
async function storedSince(at: number): Promise<number> {
  const { rows } = await query(
    held.postgres?.url ?? '',
    `select substring(body from 1 for 16) as head from track_piece where from_at >= '${new Date(at - HOUR).toISOString()}'`,
  )
  return rows.reduce((sum: number, { head }: { head: Uint8Array }) => sum + fixesIn(head), 0)
}
