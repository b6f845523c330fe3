import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort, mosquittoServer } from '../test/services.ts'
import { signIn } from './client.ts'
import type { FanOrder, FanReport } from './fan-clients.ts'
import { startBroker } from './fan-mqtt.ts'
import { stop, watched } from './server.ts'
import { ms, ratio, type Table } from './table.ts'

/** Units, screens, and how often each unit moves. A desk's account may open ten screens, a wall's any number. */
const SCENES = [
  { units: 2_000, screens: 30, name: 'wall' },
  { units: 10_000, screens: 10, name: 'wall' },
  { units: 1_000, screens: 100, name: 'wall' },
  { units: 10_000, screens: 100, name: 'wall' },
] as const
const EVERY_MS = 1_000
const WINDOWS = 5
const WINDOW_MS = 2_000
const SETTLE_MS = 2_500

type Scene = (typeof SCENES)[number]
interface Found extends FanReport {
  /** Of one second of the server, all it does included. */
  cpu: number
  residentMb: number
  seconds: number
}

/** Positions on their way to many screens: the whole server, beside servers that do nothing but send. */
export async function benchDelivery(): Promise<Table[]> {
  const rows: string[][] = []
  const stalls: string[][] = []
  for (const scene of SCENES) {
    const own = await ofServer(scene)
    const [events, bare, broker] = [await ofBare(scene, 'events'), await ofBare(scene, 'bare'), await ofBroker(scene)]
    rows.push(...rowsOf(scene, own, events, bare), ...besideBroker(scene, own, broker))
    stalls.push(...own.stalls)
  }
  const notes = [
    `Every unit moves once a second. Medians of ${WINDOWS} windows of ${WINDOW_MS / 1000} s. A CPU-second is one of the server process, from /proc, database thread included. "screens alone" leaves out what the same server spends on the same positions with no screen open: taking them in, judging them, keeping them, and everything else it does.`,
    'Age: from the moment a position was handed in until a screen has it; a wall is told once a second, so half a second is the least median there is. Keyframes (every 10 s for each screen) are counted in bytes and positions, and left out of the ages.',
    'Socket.IO per event: one JSON event for each position. Bare ws: the same frames, laid anew each second, and nothing else. Mosquitto: one JSON message for each position, kept for nobody; its processor alone. All clients live in one process on the same machine.',
    ...(mosquittoServer() ? [] : ['*** LEFT OUT: mosquitto; install the Debian package mosquitto ***']),
  ]
  return [
    {
      title: 'Positions to screens',
      columns: ['', 'a CPU-second', 'bytes a position', 'age p50', 'p99', 'CPU', 'memory'],
      rows,
      notes,
    },
    {
      title: 'Half of the screens stalled',
      columns: ['', 'age p99', 'others, all awake', 'memory a stalled screen', 'cut'],
      rows: stalls,
      notes: ['Stalled screens read nothing; they are cut after ten seconds without a byte taken.'],
    },
  ]
}

/** Nothing where Debian's broker is not installed. */
function besideBroker({ units, screens }: Scene, own: Own, broker: Found | null): string[][] {
  if (!broker) return []
  const name = `${units.toLocaleString('en')} × ${screens}`
  const share = own.found.bytes / own.found.positions / (broker.bytes / broker.positions)
  const theirs = perCpu(broker, broker.cpu)
  return [
    rowOf(`${name}, mosquitto per message`, broker, broker.cpu),
    [
      `${name}, alone / mosquitto`,
      ratio(perCpu(own.found, own.found.cpu - own.idle.cpu) / theirs),
      ratio(share),
      '',
      '',
      '',
      '',
    ],
    [`${name}, whole / mosquitto`, ratio(perCpu(own.found, own.found.cpu) / theirs), '', '', '', '', ''],
  ]
}

const thousands = (count: number) => `${Math.round(count / 1000).toLocaleString('en')} k`
const perCpu = ({ positions, seconds }: Found, cpu: number) => positions / seconds / Math.max(cpu, 0.001)

const rowOf = (what: string, found: Found, cpu: number) => [
  what,
  thousands(perCpu(found, cpu)),
  (found.bytes / found.positions).toFixed(1),
  ms(found.p50),
  ms(found.p99),
  `${Math.round(cpu * 100)} %`,
  `${Math.round(found.residentMb)} MB`,
]

function rowsOf({ units, screens }: Scene, own: Own, events: Found, bare: Found): string[][] {
  const name = `${units.toLocaleString('en')} × ${screens}`
  const row = (what: string, found: Found, cpu = found.cpu) => rowOf(`${name}, ${what}`, found, cpu)
  const alone = own.found.cpu - own.idle.cpu
  const whole = perCpu(own.found, own.found.cpu)
  const screened = perCpu(own.found, alone)
  const share = own.found.bytes / own.found.positions / (events.bytes / events.positions)
  return [
    row('whole server', own.found),
    row('screens alone', own.found, alone),
    row('Socket.IO per event', events),
    row('bare ws', bare),
    [
      `${name}, alone / per event`,
      ratio(screened / perCpu(events, events.cpu)),
      ratio(share),
      '',
      '',
      '',
      ratio(own.found.residentMb / own.idle.residentMb),
    ],
    [`${name}, alone / bare ws`, ratio(screened / perCpu(bare, bare.cpu)), '', '', '', '', ''],
    [`${name}, whole / per event`, ratio(whole / perCpu(events, events.cpu)), '', '', '', '', ''],
  ]
}

interface Own {
  found: Found
  idle: Found
  stalls: string[][]
}

async function ofServer(scene: Scene): Promise<Own> {
  const folder = mkdtempSync(join(tmpdir(), 'lianqin-bench-'))
  const server = start('crowd-server.ts', { UNITS: scene.units, EVERY_MS, DATA_DIR: folder, PORT: await freePort() })
  try {
    const { url, startedAt } = await told<{ url: string; startedAt: number }>(server)
    const { cookie } = await signIn(url, scene.name)
    const order: FanOrder = { url, kind: 'frames', cookies: [cookie], count: scene.screens, startedAt, stalled: false }
    const none = await openClients({ ...order, count: 0 })
    await pause(SETTLE_MS * 2)
    const idle = await measure(server, none)
    await stop(none)
    const clients = await openClients(order)
    await pause(SETTLE_MS)
    const found = await measure(server, clients)
    const stalled = await openClients({ ...order, stalled: true })
    const beside = await measure(server, clients)
    const left = await report(stalled)
    await Promise.all([stop(clients), stop(stalled)])
    const mb = (beside.residentMb - found.residentMb) / scene.screens
    const name = `${scene.units.toLocaleString('en')} × ${scene.screens} + ${scene.screens}`
    return {
      found,
      idle,
      stalls: [
        [
          name,
          ms(beside.p99),
          ms(found.p99),
          `${mb.toFixed(2)} MB`,
          `${scene.screens - left.open} of ${scene.screens}`,
        ],
      ],
    }
  } finally {
    await stop(server)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ofBare({ units, screens }: Scene, kind: 'events' | 'bare'): Promise<Found> {
  const server = start('fan-bare.ts', { UNITS: units, EVERY_MS, KIND: kind, PORT: await freePort() })
  try {
    const { url, startedAt } = await told<{ url: string; startedAt: number }>(server)
    await pause(300)
    const clients = await openClients({ url, kind, cookies: [''], count: screens, startedAt, stalled: false })
    await pause(1_000)
    const found = await measure(server, clients)
    await stop(clients)
    return { ...found, p50: null, p99: null }
  } finally {
    await stop(server)
  }
}

/** One message for each position through a broker of its own; null where none is installed. */
async function ofBroker({ units, screens }: Scene): Promise<Found | null> {
  const program = mosquittoServer()
  if (!program) return null
  const port = await freePort()
  const broker = startBroker(program, port)
  const teller = start('fan-bare.ts', { UNITS: units, EVERY_MS, KIND: 'messages', PORT: port })
  try {
    const { url, startedAt } = await told<{ url: string; startedAt: number }>(teller)
    const kind = 'messages'
    const clients = await openClients({ url, kind, cookies: [''], count: screens, startedAt, stalled: false })
    await pause(1_000)
    const found = await measure(broker, clients)
    await stop(clients)
    return { ...found, p50: null, p99: null }
  } finally {
    await stop(teller)
    await stop(broker)
  }
}

async function measure(server: ChildProcess, clients: ChildProcess): Promise<Found> {
  const { threadSeconds, residentKb } = watched(server)
  const windows: Found[] = []
  for (let window = 0; window < WINDOWS; window++) {
    clients.send('reset')
    const [before, from] = [threadSeconds(), performance.now()]
    await pause(WINDOW_MS)
    const heard = await report(clients)
    const seconds = (performance.now() - from) / 1000
    windows.push({ ...heard, seconds, cpu: (threadSeconds() - before) / seconds, residentMb: residentKb() / 1024 })
  }
  const [middle] = windows.toSorted((a, b) => a.cpu - b.cpu).slice(Math.floor(WINDOWS / 2))
  if (!middle) throw new Error('nothing measured')
  return middle
}

const pause = (length: number) => new Promise((resolve) => setTimeout(resolve, length))
const told = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a process of the bench ended'))
    child.once('exit', ended)
    child.once('message', (words) => {
      child.off('exit', ended)
      resolve(words as T)
    })
  })

function start(file: string, environment: Record<string, string | number>): ChildProcess {
  const env = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]))
  return fork(fileURLToPath(new URL(`./${file}`, import.meta.url)), { env: { PATH: process.env.PATH ?? '', ...env } })
}
async function openClients(order: FanOrder): Promise<ChildProcess> {
  const clients = start('fan-clients.ts', {})
  clients.send(order)
  await told(clients)
  return clients
}
function report(clients: ChildProcess): Promise<FanReport> {
  const answer = told<FanReport>(clients)
  clients.send('report')
  return answer
}
