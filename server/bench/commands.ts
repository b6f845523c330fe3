import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import pg from 'pg'
import { median, percentile } from '../src/drill/figures.engine.ts'
import { EmbeddedPool } from '../src/kernel/embedded.ts'
import { aReport, openWall, putOnDuty, type Seat, signIn } from './client.ts'
import { freshGround, launch, type Mode, type Services } from './server.ts'
import { ms, perSecond, ratio, type Table } from './table.ts'

const RUNS = 5
const PER_RUN = 150
const WARM_UP = 50
const AT_ONCE = 8
const QUIET_MS = 600
const WAIT_MS = 10_000
const SQUADS = ['gulin-1', 'gulin-2', 'gulin-3', 'direct-1']

interface Found {
  mode: Mode
  perSecond: number
  p50: number | null
  p99: number | null
  offerP50: number | null
  offerP99: number | null
  barePerSecond: number
}

/** Reports through the whole path, until the event is on a wall; filed ones until their offer is. */
export async function benchCommands(services: Services): Promise<Table[]> {
  const found: Found[] = []
  for (const mode of services.modes) found.push(await inMode(services, mode))
  return [
    {
      title: 'Commands: report → event on a wall',
      columns: ['mode', 'through', 'p50', 'p99', 'filed → offer p50', 'p99', 'bare insert', 'through / bare'],
      rows: found.map((row) => [
        row.mode,
        perSecond(row.perSecond),
        ms(row.p50),
        ms(row.p99),
        ms(row.offerP50),
        ms(row.offerP99),
        perSecond(row.barePerSecond),
        ratio(row.perSecond / row.barePerSecond),
      ]),
      notes: [
        `Medians of ${RUNS} runs of ${PER_RUN} reports, ${AT_ONCE} at once: rate until the last event is on the wall, and from sending a report to its event.`,
        'Filed → offer: the same, filed, from sending until the offer that the queue’s job makes is on the wall, one case after the other.',
        `Bare insert: single-row inserts of the same row size into the same kind of database, ${AT_ONCE} at once, in the same run.`,
      ],
    },
  ]
}

async function inMode(services: Services, mode: Mode): Promise<Found> {
  const ground = await freshGround(services, mode)
  const server = await launch(ground.environment)
  try {
    const desk = await signIn(server.url, 'chen')
    const watch = createWatch()
    const wall = await openWall(await signIn(server.url, 'wall'), watch.heard)
    await putOnDuty(server.url, SQUADS)
    await burst(desk, watch, WARM_UP)
    const runs = []
    for (let run = 0; run < RUNS; run++) runs.push(await burst(desk, watch, PER_RUN))
    const offers = await offersOf(desk, watch)
    wall.disconnect()
    const bare = await bareInserts(services, mode)
    return {
      mode,
      perSecond: median(runs.map((run) => run.perSecond)) ?? 0,
      p50: median(runs.flatMap(({ p50 }) => p50 ?? [])),
      p99: median(runs.flatMap(({ p99 }) => p99 ?? [])),
      offerP50: percentile(offers, 0.5),
      offerP99: percentile(offers, 0.99),
      barePerSecond: bare,
    }
  } finally {
    await server.stop()
    await ground.drop()
  }
}

/** When which fact about which case came to the wall. */
function createWatch() {
  const seen = new Map<string, number>()
  const waiting = new Map<string, () => void>()
  return {
    heard(event: LoggedEvent) {
      if (event.kind !== 'incident.reported' && event.kind !== 'offer.made') return
      const key = `${event.kind} ${event.body.incident.id}`
      seen.set(key, performance.now())
      waiting.get(key)?.()
      waiting.delete(key)
    },
    /** Resolves to the moment it came. */
    async came(kind: 'incident.reported' | 'offer.made', id: Incident['id']): Promise<number> {
      const key = `${kind} ${id}`
      if (!seen.has(key)) {
        await new Promise<void>((resolve, reject) => {
          waiting.set(key, resolve)
          setTimeout(() => reject(new Error(`no ${key} came to the wall`)), WAIT_MS).unref()
        })
      }
      return seen.get(key) ?? Number.NaN
    },
  }
}
type Watch = ReturnType<typeof createWatch>

async function burst(desk: Seat, watch: Watch, count: number) {
  const lengths: number[] = []
  const left = { count }
  const started = performance.now()
  const worker = async () => {
    while (left.count-- > 0) {
      const sent = performance.now()
      const { id } = await desk.post<Incident>('/incidents', aReport(false))
      lengths.push((await watch.came('incident.reported', id)) - sent)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const seconds = (performance.now() - started) / 1000
  return { perSecond: count / seconds, p50: percentile(lengths, 0.5), p99: percentile(lengths, 0.99) }
}

const OFFERS = 60

async function offersOf(desk: Seat, watch: Watch): Promise<number[]> {
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
  const lengths: number[] = []
  for (let made = 0; made < OFFERS; made++) {
    const sent = performance.now()
    const { id } = await desk.post<Incident>('/incidents', aReport(true))
    lengths.push((await watch.came('offer.made', id)) - sent)
    // Squads have only so much room: this one is free again for the next.
    const { incident } = await desk.get<{ incident: Incident }>(`/incidents/${id}`)
    await desk.post(`/incidents/${id}/moves`, { move: 'void', version: incident.version, reason: 'bench' })
  }
  return lengths
}

const BARE_PER_RUN = 500
/** About what a row of incident and its line of the log hold. */
const ROW = JSON.stringify({ filler: 'x'.repeat(900) })

/** What the database alone does: one row, one transaction, at the same number at once. */
async function bareInserts({ postgres }: Services, mode: Mode): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'lianqin-bare-'))
  const pool =
    mode === 'embedded' || !postgres
      ? await EmbeddedPool.open(folder)
      : new pg.Pool({ connectionString: postgres.url, max: AT_ONCE })
  try {
    await pool.query('drop table if exists bare')
    await pool.query('create table bare (id bigserial primary key, body jsonb not null)')
    const rates: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const left = { count: BARE_PER_RUN }
      const started = performance.now()
      const worker = async () => {
        while (left.count-- > 0) await pool.query('insert into bare (body) values ($1)', [ROW])
      }
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
      rates.push(BARE_PER_RUN / ((performance.now() - started) / 1000))
    }
    return median(rates) ?? 0
  } finally {
    await pool.end()
    rmSync(folder, { recursive: true, force: true })
  }
}
