import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from '../src/drill/figures.engine.ts'
import { freePort } from '../test/services.ts'
import { batchCalls, DEVICES, EACH, IN_BATCH, phoneCalls, RUNS, type Said, terminalCalls } from './ingest-calls.ts'
import { openIngestGround } from './ingest-ground.ts'
import { openCaller } from './ingest-load.ts'
import { type Running, type Services, stop, watched } from './server.ts'
import { perSecond, ratio, type Table } from './table.ts'

interface Target {
  name: string
  /** Positions taken for each second of the server's processor, one run. */
  run: (nth: number) => Promise<number>
  close: () => Promise<void>
}

/** Platforms, each within its rate. */
const PLATFORMS = 50

/** Positions taken in for each second of processor, by every way in, beside what only reads and answers. */
export async function benchIngest(services: Services): Promise<Table[]> {
  const { server, jt808, register, close } = await openIngestGround(services, DEVICES)
  try {
    const phones = await register('osmand', (RUNS + 1) * DEVICES)
    const ofRun = (nth: number) => phones.slice(nth * DEVICES, (nth + 1) * DEVICES)
    const terminals = await register('jt808', DEVICES)
    const platforms = await register('bulk', PLATFORMS)
    const port = Number(new URL(server.url).port)
    const http = [
      target('whole path', server, (nth) => phoneCalls(port, ofRun(nth), nth)),
      await bare('fastify', 'bare Fastify', (at, nth) => phoneCalls(at, ofRun(nth), nth)),
      await bare('http', 'bare node:http', (at, nth) => phoneCalls(at, ofRun(nth), nth)),
    ]
    const line = [
      target('whole path', server, (nth) => terminalCalls(jt808, terminals, nth)),
      await bare('line', 'bare parser that answers', (at, nth) => terminalCalls(at, terminals, nth)),
    ]
    const batches = [
      target('whole path', server, (nth) => batchCalls(port, platforms, nth)),
      await bare('bulk', 'bare Fastify', (at, nth) => batchCalls(at, platforms, nth)),
    ]
    const whole = 'credentials, datum, duty, plausibility, newest, track, counts'
    return [
      await tableOf('Positions in, OsmAnd over HTTP', http, whole),
      await tableOf('Positions in, JT/T 808 over TCP', line, `session, all of the message, ${whole}, an answer each`),
      await tableOf(`Positions in, ${IN_BATCH} at once from a platform`, batches, `schema, reach, ${whole}`),
    ]
  } finally {
    await close()
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
      `Medians of ${RUNS} runs of ${DEVICES * EACH} positions of ${DEVICES} units. Whole path: ${whole}; CPU from /proc, database thread included.`,
    ],
  }
}

/** Opens what calls, and hands back how it says everything; opening is not measured. */
type Prepare = (nth: number) => Promise<Said>

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
async function bare(kind: string, name: string, prepare: (port: number, nth: number) => ReturnType<Prepare>) {
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
    (nth) => prepare(port, nth),
    () => stop(child),
  )
}
