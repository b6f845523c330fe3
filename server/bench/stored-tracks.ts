import { unpacker } from '@lianqin/shared/track/pack.codec'
import type { TrackFix } from '@lianqin/shared/track/track'
import { decodeChunk, encodeChunk } from '@lianqin/shared/track/track.codec'
import type { TrackGrant } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { median } from '../src/drill/figures.engine.ts'
import { type Db, openDb } from '../src/kernel/db.ts'
import { chunksOf } from '../src/track/chunks.rank.ts'
import { keepDays } from '../src/track/days.ts'
import { appendChunks, type Chunk, HOUR_MS } from '../src/track/folding.ts'
import { drive } from '../test/driving.ts'
import { type Seat, signIn } from './client.ts'
import { freshGround, launch, type Mode, type Services } from './server.ts'
import { ms, ratio, type Table } from './table.ts'
import { bytesEach } from './timing.ts'

const UNITS = 200
const EVERY_S = 10
const SHIFT_MS = 8 * HOUR_MS
const RUNS = 5
const ROWS_AT_ONCE = 5_000

interface Filled {
  from: number
  to: number
  fixes: number
  chunkBytes: number
  rowBytes: number
}

/** Eight hours of 200 units in the real database: what they take there beside a row for each, and how soon they replay. */
export async function benchStoredTracks(services: Services): Promise<Table[]> {
  const rows: string[][] = []
  for (const mode of services.modes.filter((one) => one !== 'redis')) rows.push(await one(services, mode))
  return [
    {
      title: `Eight hours of ${UNITS} units in the database, told every ${EVERY_S} s`,
      columns: ['', 'a fix', 'a row', 'chunk / row', 'first page of the log', 'all tracks decoded', 'replay ready'],
      rows,
      notes: [
        `Bytes as the database counts its tables with their indexes, after a vacuum. Times by the clock on the wall, medians of ${RUNS}, over HTTP from the reason given to the last chunk decoded in the client’s process.`,
      ],
    },
  ]
}

async function one(services: Services, mode: Mode): Promise<string[]> {
  const ground = await freshGround(services, mode)
  // Started once, so that there is a district; what is written below is by another process, as the server is away.
  await (await launch(ground.environment)).stop()
  const filled = await fill(ground.environment)
  const server = await launch(ground.environment)
  const times = await replayed(await signIn(server.url, 'chen'), filled)
  await server.stop()
  await ground.drop()
  const { fixes, chunkBytes, rowBytes } = filled
  return [
    mode,
    bytesEach(chunkBytes, fixes),
    bytesEach(rowBytes, fixes),
    ratio(chunkBytes / rowBytes),
    ...(['log', 'tracks', 'ready'] as const).map((what) => ms(median(times.map((time) => time[what])) ?? null)),
  ]
}

async function fill(environment: Record<string, string>): Promise<Filled> {
  const database = await openDb({ url: environment.DATABASE_URL ?? null, directory: environment.DATA_DIR ?? '' })
  const { db } = database
  const to = Math.floor(Date.now() / 1000) * 1000
  const from = to - SHIFT_MS
  await sql`create table fix_row (unit_id text, at timestamptz, lon float8, lat float8, speed_mps float4, heading_deg float4, accuracy_m float4)`.execute(
    db,
  )
  await sql`create index on fix_row (unit_id, at)`.execute(db)
  await keepDays(db, [...new Set([from, to].map((at) => toMoment(at).slice(0, 10)))])
  let fixes = 0
  for (let n = 0; n < UNITS; n++) {
    const unitId: Unit['id'] = `unit-bench-${n}`
    await sql`insert into unit (id, squad_id, kind, name) values (${unitId}, 'squad-gulin-1', 'car', '{"zh": "试", "en": "x"}')`.execute(
      db,
    )
    const driven = drive(`unit ${n}`, SHIFT_MS / 1000 / EVERY_S, { every: EVERY_S, jitterMs: 0 })
    const shift = to - (driven.at(-1)?.at ?? 0)
    const own = driven.map((fix) => ({ ...fix, at: fix.at + shift })).filter(({ at }) => at >= from)
    fixes += own.length
    await appendChunks(
      db,
      chunksOf(own, HOUR_MS).map((part) => chunk(unitId, part)),
    )
    for (let at = 0; at < own.length; at += ROWS_AT_ONCE) await appendRows(db, unitId, own.slice(at, at + ROWS_AT_ONCE))
  }
  await sql`vacuum`.execute(db)
  const chunkBytes = await sizeOf(
    db,
    `select sum(pg_total_relation_size(inhrelid)) as bytes from pg_inherits where inhparent = 'track_chunk'::regclass`,
  )
  const rowBytes = await sizeOf(db, `select pg_total_relation_size('fix_row') as bytes`)
  await database.close()
  return { from, to, fixes, chunkBytes, rowBytes }
}

function chunk(unitId: Unit['id'], fixes: readonly TrackFix[]): Chunk {
  const body = encodeChunk(fixes)
  if (!body) throw new Error('no chunk')
  return { unitId, fromAt: fixes[0]?.at ?? 0, body }
}

const appendRows = (db: Db, unitId: Unit['id'], fixes: readonly TrackFix[]) =>
  sql`insert into fix_row select ${unitId}, at, lon, lat, speed, heading, accuracy from jsonb_to_recordset(${JSON.stringify(
    fixes.map(({ at, lon, lat, speedMps, headingDeg, accuracyM }) => ({
      ...{ at: toMoment(at), lon, lat },
      ...{ speed: speedMps, heading: headingDeg, accuracy: accuracyM },
    })),
  )}::jsonb) as sent(at timestamptz, lon float8, lat float8, speed float4, heading float4, accuracy float4)`.execute(db)

async function sizeOf(db: Db, query: string): Promise<number> {
  const { rows } = await sql.raw<{ bytes: number }>(query).execute(db)
  return Number(rows[0]?.bytes ?? 0)
}

async function replayed(desk: Seat, { from, to, fixes }: Filled) {
  const times: { log: number; tracks: number; ready: number }[] = []
  for (let run = 0; run <= RUNS; run++) {
    const began = performance.now()
    const unitIds = Array.from({ length: UNITS }, (_, n) => `unit-bench-${n}`)
    const wish = { unitIds, from: toMoment(from), to: toMoment(to + 1), purpose: 'replay', reason: 'bench' }
    const grant = await desk.post<TrackGrant>('/track-views', wish)
    const asked = performance.now()
    const log = desk.get(`/replay?from=${grant.fromAt}&to=${grant.toAt}`).then(() => performance.now() - asked)
    const [logMs, read] = await Promise.all([log, decoded(desk, grant)])
    if (read !== fixes) throw new Error(`${read} of ${fixes} fixes came back`)
    const now = performance.now()
    // The first warms the server up and does not count.
    if (run > 0) times.push({ log: logMs, tracks: now - asked, ready: now - began })
  }
  return times
}

async function decoded({ url, cookie }: Seat, { id }: TrackGrant): Promise<number> {
  const answer = await fetch(`${url}/api/v1/replay/tracks?grant=${id}`, { headers: { cookie } })
  const unpack = unpacker()
  let fixes = 0
  for await (const piece of answer.body ?? []) {
    for (const { body } of unpack(piece) ?? []) {
      const read = decodeChunk(body)
      if (read.ok) fixes += read.track.count
    }
  }
  return fixes
}
