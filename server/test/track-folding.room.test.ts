import { decodeChunk, encodeChunk } from '@lianqin/shared/track/track.codec'
import type { Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { describe, expect, inject, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { openDb } from '../src/kernel/db.ts'
import { foldHours } from '../src/track/folding.ts'
import { GULIN, useServer } from './kit.ts'
import { DAY, HOUR, letSettle, longSignedOn, MINUTE, sent, trackOf } from './track.kit.ts'

const server = useServer()
const now = Date.now()

const rowsIn = async (table: 'trackPiece' | 'trackChunk') =>
  server.app.db.selectFrom(table).select(['unitId', 'fromAt', 'body']).orderBy('fromAt').execute()
const fixesIn = async (table: 'trackPiece' | 'trackChunk', unitId: string) =>
  (await rowsIn(table))
    .filter((row) => row.unitId === unitId)
    .flatMap(({ body }) => {
      const read = decodeChunk(body)
      if (!read.ok) throw new Error(read.code)
      return [...read.track.at]
    })
    .sort((a, b) => a - b)

/** So many fixes from a moment on, sent by the squad and written. */
async function went(name: string, start: number, count: number, everyMs: number): Promise<number[]> {
  const leader = await longSignedOn(server, name)
  const times = Array.from({ length: count }, (_, n) => start + n * everyMs)
  for (let from = 0; from < count; from += 1_000) {
    const fixes = times.slice(from, from + 1_000).map((at) => ({ unitId: `unit-${name}`, at, ...GULIN }))
    expect((await sent(leader, fixes)).status).toBe(202)
  }
  await server.app.tracks.settle()
  await letSettle(server.app.db)
  return times
}

describe('a night', () => {
  it('is kept by days of UTC, and read as one across midnight, before it is folded and after', async () => {
    const midnight = Math.floor(now / DAY) * DAY - DAY
    const times = await went('gulin-1', midnight - 3 * MINUTE, 72, 5_000)
    const desk = await server.as('chen')
    const read = (from: number, to: number) => trackOf(desk, 'unit-gulin-1', from, to)
    async function expectWhole() {
      expect((await read(midnight - HOUR, midnight + HOUR)).at).toEqual(times)
      expect((await read(midnight - MINUTE, midnight)).at).toEqual(
        times.filter((at) => at >= midnight - MINUTE && at < midnight),
      )
      expect((await read(midnight, midnight + MINUTE)).at).toEqual(
        times.filter((at) => at >= midnight && at < midnight + MINUTE),
      )
    }
    await expectWhole()
    await server.app.tracks.fold()
    await expectWhole()
    const { rows } = await sql<{ day: string; from: string }>`
      select tableoid::regclass::text as day, from_at as "from" from track_chunk where unit_id = 'unit-gulin-1' order by 2`.execute(
      server.app.db,
    )
    expect(rows.map(({ day }) => day)).toEqual(
      [midnight - 1, midnight].map((at) => `track_chunk_${toMoment(at).slice(0, 10).replaceAll('-', '')}`),
    )
    expect(rows.map(({ from }) => Date.parse(from))).toEqual([midnight - 3 * MINUTE, midnight])
  })
})

describe('folding that is cut half-way', () => {
  it('has folded nothing; readers see everything throughout, and when it runs again it is done once', async () => {
    const { db } = server.app
    const start = Math.floor(now / HOUR) * HOUR - 6 * HOUR
    const times = await went('gulin-2', start, 3 * 60, MINUTE)
    const desk = await server.as('chen')
    const read = async () => (await trackOf(desk, 'unit-gulin-2', start, start + 4 * HOUR)).at
    const pieces = (await rowsIn('trackPiece')).length
    await sql`
      create function cut_here() returns trigger language plpgsql as $$ begin
        if new.from_at >= ${sql.lit(toMoment(start + 2 * HOUR))}::timestamptz then raise exception 'cut here'; end if;
        return new; end $$`.execute(db)
    await sql`create trigger cut_here before insert on track_chunk for each row execute function cut_here()`.execute(db)
    await expect(server.app.tracks.fold()).rejects.toThrow('cut here')
    expect(await rowsIn('trackPiece')).toHaveLength(pieces)
    expect(await fixesIn('trackChunk', 'unit-gulin-2')).toEqual([])
    expect(await read()).toEqual(times)
    await sql`drop trigger cut_here on track_chunk`.execute(db)
    await sql`drop function cut_here`.execute(db)
    for (let again = 0; again < 2; again++) {
      await server.app.tracks.fold()
      expect(await fixesIn('trackChunk', 'unit-gulin-2')).toEqual(times)
      expect(await fixesIn('trackPiece', 'unit-gulin-2')).toEqual([])
      expect(await read()).toEqual(times)
    }
  })
})

describe('two servers that fold the same hour', () => {
  it('fold every piece once between them', async () => {
    const { db } = server.app
    const { databaseUrl, dataDir } = readConfig(server.environment)
    // An embedded database has one server: there both turns are its own.
    const second = inject('mode') === 'embedded' ? null : await openDb({ url: databaseUrl, directory: dataDir })
    const start = Math.floor((now - 2 * DAY) / DAY) * DAY + 7 * HOUR
    const units = Array.from({ length: 50 }, (_, n): Unit['id'] => `unit-many-${n}`)
    const pieces = units.flatMap((unitId) =>
      Array.from({ length: 120 }, (_, n) => {
        const at = start + n * 30_000
        const fix = { at, ...GULIN, speedMps: 0, headingDeg: 0, accuracyM: 5, flags: 0 }
        return { unitId, fromAt: toMoment(at), body: Buffer.from(encodeChunk([fix]) ?? []).toString('hex') }
      }),
    )
    await sql`
      insert into track_piece (writer, no, unit_id, from_at, written_at, body)
      select 'gone', row_number() over (), "unitId", "fromAt", now() - interval '10 minutes', decode(body, 'hex')
      from jsonb_to_recordset(${JSON.stringify(pieces)}::jsonb) as sent("unitId" text, "fromAt" timestamptz, body text)`.execute(
      db,
    )
    const took = await Promise.all(
      [db, second?.db ?? db].map(async (one) => {
        let taken = 0
        for (let count = await foldHours(one); count > 0; count = await foldHours(one)) taken += count
        return taken
      }),
    )
    await second?.close()
    expect(took.reduce((sum, taken) => sum + taken, 0)).toBe(pieces.length)
    expect(await db.selectFrom('trackPiece').select('no').where('writer', '=', 'gone').execute()).toEqual([])
    for (const unitId of units)
      expect(await fixesIn('trackChunk', unitId)).toEqual(Array.from({ length: 120 }, (_, n) => start + n * 30_000))
  })
})
