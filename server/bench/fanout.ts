import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Batch } from '@lianqin/shared/wall'
import { percentile } from '../src/drill/figures.engine.ts'
import { freePort } from '../test/services.ts'
import { aReport, openWall, type Seat, signIn, type Wall } from './client.ts'
import { freshGround, launch, type Services, stop, watched } from './server.ts'
import { ms, ratio, type Table } from './table.ts'

const WALLS = [30, 300]
const EVENTS = 60
const WARM_UP = 10
const PAUSE_MS = 60
/** The door lets 200 screens in a second. */
const OPEN_AT_ONCE = 20
const OPEN_PAUSE_MS = 150

interface Found {
  p50: number | null
  p99: number | null
  spreadP50: number | null
  cpuMs: number
  bytes: number
}

/** One event to many walls, until all have it, beside a bare emit of the same bytes from a bare Socket.IO server. */
export async function benchFanout(services: Services): Promise<Table[]> {
  const rows: string[][] = []
  for (const count of WALLS) {
    const whole = await ofServer(services, count)
    const bare = await ofBareEmit(count, whole.sample)
    const line = (name: string, found: Found) => [
      `${count} walls, ${name}`,
      ms(found.p50),
      ms(found.p99),
      ms(found.spreadP50),
      `${found.bytes} B`,
      ms(found.cpuMs),
    ]
    rows.push(line('whole path', whole), line('bare emit', bare))
    rows.push([
      `${count} walls, whole / bare`,
      relation(whole.p50, bare.p50),
      relation(whole.p99, bare.p99),
      relation(whole.spreadP50, bare.spreadP50),
      ratio(whole.bytes / bare.bytes),
      ratio(whole.cpuMs / bare.cpuMs),
    ])
  }
  return [
    {
      title: 'Fan-out: one event to all walls',
      columns: ['', 'sent → all p50', 'p99', 'first → last p50', 'bytes a wall', 'server CPU an event'],
      rows,
      notes: [
        `${EVENTS} events, one at a time. Sent → all: from sending the command (bare: the words to emit) until the last wall has its event; first → last: between the first wall and the last.`,
        'All walls live in one client process on the same machine, whose own reading is in these times.',
        'The whole path is a report: session, schema, transaction, log, hash, rights. Server CPU from /proc, database thread included.',
      ],
    },
  ]
}

const relation = (a: number | null, b: number | null) => (a === null || b === null ? '–' : ratio(a / b))

async function ofServer(services: Services, count: number): Promise<Found & { sample: Batch }> {
  const ground = await freshGround(services, 'embedded')
  const server = await launch(ground.environment)
  try {
    const desk = await signIn(server.url, 'chen')
    const round = createRound(count)
    const walls = await openWalls(await signIn(server.url, 'wall'), count, round.heard)
    const samples: Batch[] = []
    walls[0]?.on('events', (batch) => void samples.push(batch))
    const found = await measure(round, server.cpuSeconds, () => desk.post('/incidents', aReport(false)))
    for (const wall of walls) wall.disconnect()
    const sample = samples.at(-1)
    if (!sample) throw new Error('no event came')
    return { ...found, sample, bytes: frameOf(sample) }
  } finally {
    await server.stop()
    await ground.drop()
  }
}

const BARE = fileURLToPath(new URL('./bare-emit.ts', import.meta.url))

async function ofBareEmit(count: number, sample: Batch): Promise<Found> {
  const port = await freePort()
  const child = spawn(process.execPath, [BARE], { env: { PORT: String(port) }, stdio: 'inherit' })
  const url = `http://127.0.0.1:${port}`
  try {
    while (!(await fetch(url).catch(() => null))) await pause(PAUSE_MS)
    const round = createRound(count)
    const seat: Seat = { url, cookie: '', post: async () => null as never, get: async () => null as never }
    const walls = await openWalls(seat, count, round.heard)
    const body = JSON.stringify(sample)
    const found = await measure(round, watched(child).cpuSeconds, () =>
      fetch(url, { method: 'POST', body }).then((answer) => answer.text()),
    )
    for (const wall of walls) wall.disconnect()
    return { ...found, bytes: frameOf(sample) }
  } finally {
    await stop(child)
  }
}

const frameOf = (batch: Batch) => Buffer.byteLength(`42/wall,${JSON.stringify(['events', batch])}`)
const pause = (length: number) => new Promise((resolve) => setTimeout(resolve, length))

async function openWalls(seat: Seat, count: number, heard: (event: LoggedEvent) => void): Promise<Wall[]> {
  const walls: Wall[] = []
  while (walls.length < count) {
    const some = Math.min(OPEN_AT_ONCE, count - walls.length)
    walls.push(...(await Promise.all(Array.from({ length: some }, () => openWall(seat, heard)))))
    await pause(OPEN_PAUSE_MS)
  }
  return walls
}

/** Counts the walls that have an event, and knows when the first and the last had it. */
function createRound(count: number) {
  const held = { had: 0, first: 0, done: () => {} }
  return {
    heard() {
      if (held.had++ === 0) held.first = performance.now()
      if (held.had === count) held.done()
    },
    whenAll: (send: () => Promise<unknown>) => {
      held.had = 0
      const sent = performance.now()
      return new Promise<{ length: number; spread: number }>((resolve, reject) => {
        held.done = () => resolve({ length: performance.now() - sent, spread: performance.now() - held.first })
        send().catch(reject)
      })
    },
  }
}

async function measure(
  round: ReturnType<typeof createRound>,
  cpuSeconds: () => number,
  send: () => Promise<unknown>,
): Promise<Omit<Found, 'bytes'>> {
  for (let sent = 0; sent < WARM_UP; sent++) await round.whenAll(send)
  const lengths: number[] = []
  const spreads: number[] = []
  const cpuBefore = cpuSeconds()
  for (let sent = 0; sent < EVENTS; sent++) {
    const { length, spread } = await round.whenAll(send)
    lengths.push(length)
    spreads.push(spread)
  }
  const cpuMs = ((cpuSeconds() - cpuBefore) * 1000) / EVENTS
  return { p50: percentile(lengths, 0.5), p99: percentile(lengths, 0.99), spreadP50: percentile(spreads, 0.5), cpuMs }
}
