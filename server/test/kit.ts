import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Incident, NewIncident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import type { FixReceipt } from '@lianqin/shared/unit'
import type { WallToClient, WallToServer } from '@lianqin/shared/wall'
import { bareDecoder } from '@lianqin/shared/wall-parser'
import { toMoment } from '@lianqin/shared/wire/moment'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { Decoder, Encoder } from 'socket.io-parser'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { type App, openApp } from '../src/app.ts'
import { check } from '../src/check/check.query.ts'
import { readConfig } from '../src/config.ts'
import { DEMO_PASSWORD } from '../src/demo/demo.moves.ts'
import { query, TEMPLATE } from './services.setup.ts'

/** Frames of positions come bare; see `wall-parser.ts`. */
const parser = { Encoder, Decoder: bareDecoder(Decoder) }

export type Screen = Socket<WallToClient, WallToServer>
/** `fetch`'s answer with its JSON read. */
export interface Answer<T = Record<string, unknown>> {
  status: number
  body: T
  headers: Headers
}

/** A fresh copy of the prepared database in this mode, as environment. */
interface Ground {
  environment: Record<string, string>
  drop: () => Promise<void>
}

export async function freshGround(): Promise<Ground> {
  const prepared = inject('prepared')
  if (inject('mode') === 'embedded') {
    const folder = mkdtempSync(join(tmpdir(), 'lianqin-test-'))
    cpSync(prepared, folder, { recursive: true })
    return { environment: { DATA_DIR: folder }, drop: async () => rmSync(folder, { recursive: true, force: true }) }
  }
  const name = `test_${randomBytes(6).toString('hex')}`
  await query(prepared, `create database ${name} template ${TEMPLATE}`)
  const environment: Record<string, string> = { DATABASE_URL: prepared.replace(/\/postgres$/, `/${name}`) }
  const redisUrl = inject('redisUrl')
  if (redisUrl) environment.REDIS_URL = redisUrl.replace(/\/0$/, `/${1 + (randomBytes(2).readUInt16BE() % 500)}`)
  return { environment, drop: async () => void (await query(prepared, `drop database if exists ${name} with (force)`)) }
}

export interface Server {
  url: string
  app: App
  /** What it stands on, as its process would be told. */
  environment: Record<string, string>
  as: (name: string) => Promise<Seat>
  /** Signs squads on and puts their first units at a place. */
  onDuty: (...squads: { name: string; lon: number; lat: number }[]) => Promise<void>
}

/** A server of one's own for a test file, in the mode of the run; every test ends with the checker clean. */
export function useServer(environment: Record<string, string> = {}): Server {
  const held: Partial<Server> & { drop?: () => Promise<void> } = {}
  const seats = new Map<string, Promise<Seat>>()
  beforeAll(async () => {
    const ground = await freshGround()
    const config = readConfig({
      ...ground.environment,
      PORT: '0',
      NODE_ENV: 'test',
      API_PER_10S: '1000000',
      ...environment,
    })
    held.app = await openApp(config, pino({ level: process.env.LOG_LEVEL ?? 'silent' }))
    held.url = await held.app.listen()
    held.drop = ground.drop
    held.environment = ground.environment
  })
  afterEach(async () => {
    if (held.app) expect(await check(held.app.db, 'haishu', { running: false })).toEqual([])
  })
  afterAll(async () => {
    for (const seat of seats.values()) (await seat).leave()
    await held.app?.close()
    await held.drop?.()
  })
  const server: Server = {
    get url() {
      return held.url ?? ''
    },
    get app() {
      if (!held.app) throw new Error('no server in this mode')
      return held.app
    },
    get environment() {
      return held.environment ?? {}
    },
    as(name) {
      const known = seats.get(name) ?? signIn(server.url, name)
      seats.set(name, known)
      return known
    },
    async onDuty(...squads) {
      for (const { name, lon, lat } of squads) {
        const leader = await server.as(name)
        const { body } = await leader.get<{ squads: Squad[] }>('/squads')
        const squad = body.squads[0]
        if (squad?.state === 'off-duty') {
          await leader.post(`/squads/${squad.id}/moves`, { move: 'sign-on', version: squad.version })
          longOnDuty(server.app, squad.id)
        }
        const unitId = `unit-${name}`
        await until(async () => {
          const fix = { unitId, at: toMoment(Date.now()), lon, lat, accuracyM: 5 }
          const { body: receipt } = await leader.post<FixReceipt>('/positions', { crs: 'wgs84', fixes: [fix] })
          // A unit that a device of its own speaks for stays where that device put it.
          return receipt.taken === 1 || receipt.refused.some(({ code }) => code === 'unit.led')
        })
      }
    },
  }
  return server
}

const DAYS_AGO = 100
/** To the positions it has been on duty for ages: tests send positions of the past. */
export function longOnDuty(app: App, squadId: Squad['id']): void {
  const at = toMoment(Date.now() - DAYS_AGO * 86_400_000)
  const squad = { id: squadId, state: 'on-duty' }
  app.duty.hear({ kind: 'squad.moved', at, body: { move: 'sign-on', squad } } as never)
}

export interface Seat {
  cookie: string
  get: <T = Record<string, unknown>>(path: string) => Promise<Answer<T>>
  post: <T = Record<string, unknown>>(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer<T>>
  screen: () => Screen
  leave: () => void
}

const KNOCKS = 20
const KNOCK_AGAIN_MS = 300

export async function signIn(url: string, name: string, password = DEMO_PASSWORD): Promise<Seat> {
  const knock = () => call(`${url}/api/v1/session`, 'POST', { name, password })
  let answer = await knock()
  // On a machine that many tests share, a server may say that it is busy.
  for (let again = 0; answer.status === 503 && again < KNOCKS; again++) {
    await new Promise((resolve) => setTimeout(resolve, KNOCK_AGAIN_MS))
    answer = await knock()
  }
  if (answer.status !== 200) throw new Error(`${name} could not sign in: ${JSON.stringify(answer.body)}`)
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const screens: Screen[] = []
  return {
    cookie,
    get: (path) => call(`${url}/api/v1${path}`, 'GET', undefined, { cookie }),
    post: (path, body, headers = {}) => call(`${url}/api/v1${path}`, 'POST', body, { cookie, ...headers }),
    screen() {
      const screen: Screen = io(`${url}/wall`, {
        transports: ['websocket'],
        parser,
        extraHeaders: { cookie },
        forceNew: true,
        reconnection: false,
      })
      screens.push(screen)
      return screen
    },
    leave() {
      for (const screen of screens) screen.disconnect()
    },
  }
}

export async function call<T>(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const answer = await fetch(url, {
    method,
    headers: { ...json, ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, body: (text ? JSON.parse(text) : null) as T, headers: answer.headers }
}

/** In any order. */
export function shuffled<T>(items: readonly T[]): T[] {
  const keys = new Map(items.map((item) => [item, Math.random()]))
  return items.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
}

/** Looks until it is so; what is done by jobs and sockets is never waited for by the clock. */
export async function until(isSo: () => Promise<boolean> | boolean, withinMs = 10_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('it did not come to be so in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** In 古林, an empowered township. */
export const GULIN = { lon: 121.4426, lat: 29.832 }

export const aReport = (change: Partial<NewIncident> = {}): NewIncident => ({
  matterId: 'matter-e0406',
  place: { ...GULIN, crs: 'wgs84' },
  filed: true,
  ...change,
})

/** Files a report and waits for the offer that the job makes of it. */
export async function offered(
  by: Seat,
  change: Partial<NewIncident> = {},
): Promise<{ incident: Incident; offer: Offer }> {
  const { body: incident } = await by.post<Incident>('/incidents', aReport(change))
  const offer = await liveOfferOf(by, incident.id)
  return { incident, offer }
}

export async function liveOfferOf(by: Seat, incidentId: string): Promise<Offer> {
  const found: { offer?: Offer | undefined } = {}
  await until(async () => {
    const { body } = await by.get<{ offers: Offer[] }>(`/incidents/${incidentId}`)
    found.offer = body.offers.find(({ endedAt }) => endedAt === null)
    return found.offer !== undefined
  })
  if (!found.offer) throw new Error('no offer')
  return found.offer
}
