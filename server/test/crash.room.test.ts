import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Alarm } from '@lianqin/shared/alarm'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type ServerProcess, serverProcess } from './child.ts'
import { GULIN, type Seat, signIn, until } from './kit.ts'
import { emptyLedger, type Ledger, sendReport, work } from './ledger.ts'
import { type Service, startPostgres, startRedis } from './services.ts'

const ROUNDS = 20
const FIRST_ACTION_WITHIN_MS = 5_000
const SQUADS = ['gulin-1', 'gulin-2', 'gulin-3']
const mode = inject('mode')
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const held: { server?: ServerProcess; postgres?: Service; redis?: Service; folder?: string } = {}
const seats: { desk?: Seat; admin?: Seat; leaders: Seat[] } = { leaders: [] }

beforeAll(async () => {
  const environment: Record<string, string> = {}
  if (mode === 'embedded') {
    held.folder = mkdtempSync(join(tmpdir(), 'lianqin-crash-'))
    cpSync(inject('prepared'), held.folder, { recursive: true })
    environment.DATA_DIR = held.folder
  } else {
    // Its own, because it will be killed.
    held.postgres = await startPostgres()
    environment.DATABASE_URL = held.postgres.url
    if (mode === 'redis') {
      held.redis = await startRedis()
      environment.REDIS_URL = held.redis.url
    }
  }
  held.server = await serverProcess(environment)
  await held.server.start()
  const { url } = held.server
  seats.desk = await signIn(url, 'chen')
  seats.admin = await signIn(url, 'admin')
  for (const name of SQUADS) seats.leaders.push(await signOn(url, name))
})

afterAll(async () => {
  await held.server?.kill('SIGKILL')
  await held.redis?.remove()
  await held.postgres?.remove()
  if (held.folder) rmSync(held.folder, { recursive: true, force: true })
})

async function signOn(url: string, name: string): Promise<Seat> {
  const leader = await signIn(url, name)
  await leader.post<Squad>(`/squads/squad-${name}/moves`, { move: 'sign-on', version: 1 })
  const fixes = [{ unitId: `unit-${name}`, at: toMoment(Date.now()), ...GULIN }]
  await until(
    async () => (await leader.post<{ taken: number }>('/positions', { crs: 'wgs84', fixes })).body.taken === 1,
  )
  // Positions reach the table within a second; what follows is about everything else.
  await pause(1_200)
  return leader
}

interface File {
  incident: Incident
  tasks: Task[]
  offers: Offer[]
  alarms: Alarm[]
}

/** Asks until it is answered: after an outage of the database the first answers are 503. */
async function fileOf(desk: Seat, id: string): Promise<File> {
  const found: { file?: File } = {}
  await until(async () => {
    const { status, body } = await desk.get<File>(`/incidents/${id}`)
    expect([200, 503]).toContain(status)
    if (status === 200) found.file = body
    return status === 200
  })
  return found.file as File
}

/** Whatever was answered is there, in at least that state. */
async function expectKept(desk: Seat, ledger: Ledger): Promise<void> {
  const cases = new Set([...ledger.rows.values()].map((row) => ('incidentId' in row ? row.incidentId : row.id)))
  const rows = new Map<string, { version: number; state: string }>()
  for (const { incident, tasks, offers } of await Promise.all([...cases].map((id) => fileOf(desk, id))))
    for (const row of [incident, ...tasks, ...offers]) rows.set(row.id, row)
  for (const promised of ledger.rows.values()) {
    const kept = rows.get(promised.id)
    expect(kept?.version, `${promised.id} ${promised.state}`).toBeGreaterThanOrEqual(promised.version)
    if (kept?.version === promised.version) expect(kept.state).toBe(promised.state)
  }
}

/** Reports whose answer the kill cut off are sent again with their keys: each is one case, whichever of the two made it. */
async function expectOnce(desk: Seat, ledger: Ledger): Promise<void> {
  for (const [key, answer] of ledger.reports) {
    if (answer) continue
    const again = await sendReport(desk, key)
    expect(again.status).toBe(201)
    ledger.rows.set(again.body.id, again.body)
  }
}

const promised = (ledger: Ledger) => [...ledger.rows.values()].filter((row): row is Incident => 'matterId' in row)

/** Each filed case has been offered to a squad, or stands as an alarm. */
async function expectFirstAction(desk: Seat, ledger: Ledger): Promise<void> {
  const waiting = new Set(promised(ledger).map(({ id }) => id))
  await until(async () => {
    for (const { incident, offers, alarms } of await Promise.all([...waiting].map((id) => fileOf(desk, id))))
      if (offers.length + alarms.length > 0) waiting.delete(incident.id)
    return waiting.size === 0
  }, FIRST_ACTION_WITHIN_MS)
}

/** In some rounds what the server stands on goes first, and comes back while it goes on. */
async function killGround(round: number): Promise<void> {
  const service =
    mode === 'redis' && round % 3 === 1 ? held.redis : mode === 'postgres' && round % 6 === 2 ? held.postgres : null
  if (!service) return
  await service.kill('SIGKILL')
  await pause(300)
  expect(held.server?.isAlive()).toBe(true)
  await service.start()
  await pause(200)
}

it(`everything answered is there after ${ROUNDS} kills at random moments, each case once, and every offer ends once`, async () => {
  const { server } = held
  const { desk, admin, leaders } = seats
  if (!server || !desk || !admin) throw new Error('nothing was started')
  const total = emptyLedger()
  for (let round = 0; round < ROUNDS; round++) {
    const ledger = emptyLedger()
    const working = work(ledger, { desk, leaders })
    await pause(150 + Math.random() * 450)
    await killGround(round)
    await server.kill('SIGKILL')
    await working.stop()
    await server.start()
    await expectOnce(desk, ledger)
    await expectFirstAction(desk, ledger)
    await expectKept(desk, ledger)
    for (const [id, row] of ledger.rows) total.rows.set(id, row)
    for (const [key, row] of ledger.reports) total.reports.set(key, row)
  }
  await expectKept(desk, total)
  expect(total.rows.size).toBeGreaterThan(ROUNDS * 5)

  const addresses = (await everyIncident(desk)).map(({ address }) => address)
  expect(addresses.length).toBe(total.reports.size)
  expect(new Set(addresses)).toEqual(new Set(total.reports.keys()))
  // Among it: every open offer has a timer, every offer ended at most once, the log is whole.
  await until(async () => (await admin.get('/check')).status === 200)
  expect((await admin.get('/check')).body).toEqual({ clean: true, violations: [] })
}, 400_000)

async function everyIncident(desk: Seat): Promise<Incident[]> {
  const all: Incident[] = []
  for (let next: number | null = 1_000_000; next !== null; ) {
    const { body }: { body: { incidents: Incident[]; next: number | null } } = await desk.get(
      `/incidents?limit=200&before=${next}`,
    )
    all.push(...body.incidents)
    next = body.next
  }
  return all
}
