import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DeviceWithSecret, NewDevice } from '@lianqin/shared/device'
import { addressee, writeFrame } from '../src/device/jt808-header.codec.ts'
import { authenticationBody, locationBody } from '../src/device/jt808-terminal.codec.ts'
import { median } from '../src/drill/figures.engine.ts'
import { freePort } from '../test/services.ts'
import { PLACE, putOnDuty, signIn } from './client.ts'
import { type Caller, flagsIn, headsIn, openCaller } from './ingest-load.ts'
import { freshGround, launch, type Running, type Services, stop, watched } from './server.ts'
import { perSecond, ratio, type Table } from './table.ts'

const RUNS = 5
const SQUADS = 40
const DEVICES = 500
/** What a phone or a terminal may send at once, less what the next runs need. */
const EACH = 90
/** Lines opened at once that nobody knows yet. */
const OPEN_AT_ONCE = 25
/** A terminal that waits for each answer, and phones with a connection kept open. */
const AHEAD = 1
const PHONES = 64

type Word = string | Uint8Array
interface Target {
  name: string
  /** Positions taken for each second of the server's processor, one run. */
  run: (nth: number) => Promise<number>
  close: () => Promise<void>
}

/** Positions taken in for each second of processor, over HTTP and by JT/T 808, beside what only reads and answers. */
export async function benchIngest(services: Services): Promise<Table[]> {
  const ground = await freshGround(services, 'embedded')
  const jt808 = await freePort()
  const server = await launch({ ...ground.environment, JT808_PORT: String(jt808) })
  try {
    const names = await squadNames(server.url)
    await putOnDuty(server.url, names)
    const phones = await register(server.url, names, 'osmand', (RUNS + 1) * DEVICES)
    const terminals = await register(server.url, names, 'jt808', DEVICES)
    const port = Number(new URL(server.url).port)
    const http = [
      target('whole path', server, (nth) => phoneCalls(port, phones.slice(nth * DEVICES, (nth + 1) * DEVICES))),
      await bare('fastify', 'bare Fastify', (at) => phoneCalls(at, phones.slice(0, DEVICES))),
      await bare('http', 'bare node:http', (at) => phoneCalls(at, phones.slice(0, DEVICES))),
    ]
    const line = [
      target('whole path', server, () => terminalCalls(jt808, terminals)),
      await bare('line', 'bare parser that answers', (at) => terminalCalls(at, terminals)),
    ]
    return [
      await tableOf('Positions in, OsmAnd over HTTP', http, 'credentials, datum, duty, plausibility, newest, counts'),
      await tableOf(
        'Positions in, JT/T 808 over TCP',
        line,
        'session, all of the message, the same path, an answer each',
      ),
    ]
  } finally {
    await server.stop()
    await ground.drop()
  }
}

async function tableOf(title: string, targets: readonly Target[], whole: string): Promise<Table> {
  const found = new Map<Target, number[]>()
  // In turn, so that what else the machine does falls on all alike. The first round warms up.
  for (let nth = 0; nth <= RUNS; nth++) {
    for (const one of targets) {
      const rate = await one.run(nth)
      if (nth > 0) found.set(one, [...(found.get(one) ?? []), rate])
    }
  }
  for (const one of targets) await one.close()
  const rates = targets.map((one) => median(found.get(one) ?? []) ?? Number.NaN)
  return {
    title,
    columns: ['', 'a second of server CPU', 'whole / this'],
    rows: targets.map(({ name }, nth) => [
      name,
      perSecond(rates[nth] ?? 0),
      ratio((rates[0] ?? 0) / (rates[nth] ?? 1)),
    ]),
    notes: [
      `Medians of ${RUNS} runs of ${DEVICES * EACH} positions of ${DEVICES} devices, each waiting for its answer. Whole path: ${whole}; CPU from /proc, database thread included.`,
    ],
  }
}

/** Opens what calls, and hands back how it says everything; opening is not measured. */
type Prepare = (nth: number) => Promise<{ say: () => Promise<void>; hangUp: () => void }>

function target(name: string, watched: Pick<Running, 'cpuSeconds'>, prepare: Prepare, close = async () => {}): Target {
  return {
    name,
    close,
    async run(nth) {
      const { say, hangUp } = await prepare(nth)
      const before = watched.cpuSeconds()
      await say()
      const seconds = watched.cpuSeconds() - before
      hangUp()
      return (DEVICES * EACH) / seconds
    },
  }
}

const BARE = fileURLToPath(new URL('./bare-ingest.ts', import.meta.url))
const LOOK_MS = 25
async function bare(kind: string, name: string, prepare: (port: number) => ReturnType<Prepare>): Promise<Target> {
  const port = await freePort()
  const env = { PATH: process.env.PATH ?? '', PORT: String(port) }
  const child: ChildProcess = spawn(process.execPath, [BARE, kind], { env, stdio: 'inherit' })
  const isOpen = () =>
    openCaller(port, () => 0).then(
      ({ socket }) => socket.destroy(),
      () => null,
    )
  while (!(await isOpen())) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  return target(
    name,
    watched(child),
    () => prepare(port),
    () => stop(child),
  )
}

interface Known {
  name: string
  secret: string
}
async function phoneCalls(port: number, phones: readonly Known[]) {
  const begin = Date.now() - EACH * DEVICES
  // Round by round and a millisecond apart, so that nearly all of them are the newest of their unit.
  const words = Array.from({ length: EACH * DEVICES }, (_, nth) => {
    const { secret } = phones[nth % DEVICES] ?? { secret: '' }
    const lon = (PLACE.lon + Math.floor(nth / DEVICES) * 1e-6).toFixed(6)
    const query = `lat=${PLACE.lat}&lon=${lon}&timestamp=${begin + nth}&speed=3.2&bearing=90&accuracy=6&batt=80`
    return `GET /osmand/${secret}?id=phone&${query} HTTP/1.1\r\nhost: localhost\r\nuser-agent: Dalvik\r\naccept-encoding: gzip\r\n\r\n`
  })
  const callers = await Promise.all(Array.from({ length: PHONES }, () => openCaller(port, headsIn)))
  return calls(
    callers,
    callers.map((_, nth) => words.filter((_word, index) => index % PHONES === nth)),
  )
}

async function terminalCalls(port: number, terminals: readonly Known[]) {
  const begin = Math.floor(Date.now() / 1000) * 1000 - EACH * 1000
  const callers: Caller[] = []
  for (let from = 0; from < terminals.length; from += OPEN_AT_ONCE) {
    const some = terminals.slice(from, from + OPEN_AT_ONCE)
    callers.push(...(await Promise.all(some.map((known) => admitted(port, known)))))
  }
  const words = terminals.map(({ name }, index) =>
    Array.from({ length: EACH }, (_, nth) => {
      const fix = {
        ...PLACE,
        lon: PLACE.lon + (nth + index) * 1e-6,
        at: begin + nth * 1000,
        located: true,
        speedMps: 3,
      }
      return writeFrame(addressee(name, null), { id: 0x0200, serial: nth, body: locationBody(fix, 0) })
    }),
  )
  return calls(callers, words)
}

async function admitted(port: number, { name, secret }: Known): Promise<Caller> {
  const caller = await openCaller(port, flagsIn)
  const body = authenticationBody({ code: secret, imei: null, software: null })
  await caller.say([writeFrame(addressee(name, null), { id: 0x0102, serial: 1, body })], AHEAD)
  return caller
}

const calls = (callers: readonly Caller[], words: readonly (readonly Word[])[]) => ({
  say: async () => void (await Promise.all(callers.map(({ say }, nth) => say(words[nth] ?? [], AHEAD)))),
  hangUp: () => {
    for (const { socket } of callers) socket.destroy()
  },
})

async function squadNames(url: string): Promise<string[]> {
  const demo = (await (await fetch(`${url}/api/v1/demo`)).json()) as { accounts: { name: string; role: string }[] }
  return demo.accounts
    .filter(({ role }) => role === 'squad-leader')
    .map(({ name }) => name)
    .slice(0, SQUADS)
}

async function register(url: string, squads: readonly string[], protocol: NewDevice['protocol'], count: number) {
  const zhou = await signIn(url, 'zhou')
  const known: Known[] = []
  for (let nth = 0; nth < count; nth++) {
    const name = protocol === 'jt808' ? String(13_000_000_000 + nth) : `phone-${nth}`
    const unitId = `unit-${squads[nth % squads.length]}` as const
    const { secret } = await zhou.post<DeviceWithSecret>('/devices', { protocol, name, unitId, crs: 'wgs84' })
    known.push({ name, secret: secret ?? '' })
  }
  return known
}
