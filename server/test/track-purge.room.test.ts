import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { decodeChunk, encodeChunk } from '@lianqin/shared/track/track.codec'
import type { PurgeReport, ReadTrack, TrackDay, TrackView } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { type Db, openDb } from '../src/kernel/db.ts'
import { byClock, createWrite } from '../src/kernel/write.ts'
import { keepDays, keptDays } from '../src/track/days.ts'
import { appendChunks, type Chunk, chunksOfTrack } from '../src/track/folding.ts'
import { daysAgo, purgeTracks, wouldPurge } from '../src/track/purge.moves.ts'
import { close, handled } from './closing.ts'
import { districtWith } from './district.kit.ts'
import { drive } from './driving.ts'
import { freshGround, GULIN, type Seat, useServer } from './kit.ts'
import { DAY, HOUR, letSettle, longSignedOn, look, MINUTE, sent, trackOf } from './track.kit.ts'

const server = useServer()
const now = Date.now()
const COMMAND = fileURLToPath(new URL('../bin/tracks.ts', import.meta.url))
const FIXES = 200

/** Five in the morning, so many days ago. */
const ago = (days: number) => Math.floor((now - days * DAY) / DAY) * DAY + 5 * HOUR
const dayOf = (at: number) => toMoment(at).slice(0, 10)

/** One drive of a unit, on each of these days. */
async function driven(db: Db, days: readonly number[]): Promise<void> {
  const fixes = drive('old', FIXES, { every: 10, jitterMs: 0 })
  const first = fixes[0]?.at ?? 0
  for (const start of days.map(ago)) {
    const read = decodeChunk(
      encodeChunk(fixes.map((fix) => ({ ...fix, at: fix.at - first + start }))) ?? new Uint8Array(),
    )
    if (!read.ok) throw new Error(read.code)
    await keepDays(db, [dayOf(start)])
    await appendChunks(db, chunksOfTrack('unit-gulin-1', read.track))
  }
}
/** The same drive three hours later on that day. */
async function laterOn(days: number): Promise<Chunk> {
  const start = ago(days) + 3 * HOUR
  const fixes = drive('old', FIXES, { every: 10, jitterMs: 0 })
  const first = fixes[0]?.at ?? 0
  const body = encodeChunk(fixes.map((fix) => ({ ...fix, at: fix.at - first + start }))) ?? new Uint8Array()
  return { unitId: 'unit-gulin-1', fromAt: start, body }
}
const writeTo = (db: Db) => createWrite({ db, districtId: 'haishu', committed: () => {} })
const reports = async (db: Db) =>
  (
    await sql<{ report: PurgeReport; doer: { title: string } }>`
      select body -> 'report' as report, doer from event_log where kind = 'track.purged' order by seq`.execute(db)
  ).rows

describe('what has been kept long enough', () => {
  it('is dropped by whole days, counted, and told in the log', async () => {
    const { db } = server.app
    await driven(db, [100, 95, 40])
    const kept = (await keptDays(db)).length
    const report = await writeTo(db)(byClock, (trx) => purgeTracks(trx, daysAgo(trx.now, 90)))
    expect(report).toMatchObject({
      before: toMoment(Math.floor((now - 90 * DAY) / DAY) * DAY),
      days: 2,
      units: 1,
      chunks: 2,
      fixes: 2 * FIXES,
      fromAt: toMoment(ago(100)),
      toAt: toMoment(ago(95)),
      oldestAt: toMoment(ago(40)),
    })
    expect(report.bytes).toBeGreaterThan(2 * FIXES)
    expect(report.bytes).toBeLessThan(2 * FIXES * 8)
    expect(await keptDays(db)).toHaveLength(kept - 2)
    expect((await reports(db)).at(-1)?.report).toEqual(report)
  })

  it('is dropped once, and summed up once, however many purge at once', async () => {
    const { db } = server.app
    await driven(db, [120])
    const purge = () => writeTo(db)(byClock, (trx) => purgeTracks(trx, daysAgo(trx.now, 110)))
    const done = await Promise.all([purge(), purge(), purge()])
    expect(done.map(({ chunks }) => chunks).sort()).toEqual([0, 0, 1])
    const day = await db
      .selectFrom('trackDay')
      .selectAll()
      .where('day', '=', dayOf(ago(120)))
      .execute()
    expect(day).toMatchObject([{ unitId: 'unit-gulin-1', fixes: FIXES }])
  })

  it('is no less than thirty days, whoever asks', async () => {
    const { db } = server.app
    await expect(writeTo(db)(byClock, (trx) => purgeTracks(trx, daysAgo(trx.now, 29)))).rejects.toThrow()
    await expect(writeTo(db)(byClock, (trx) => purgeTracks(trx, daysAgo(trx.now, 30)))).resolves.toMatchObject({
      chunks: 1,
      oldestAt: null,
    })
  })

  it('is purged every night: one timer waits for it', async () => {
    const timers = await server.app.db
      .selectFrom('timer')
      .selectAll()
      .where('kind', '=', 'track.purge')
      .where('firedAt', 'is', null)
      .execute()
    expect(timers).toHaveLength(1)
    expect(Date.parse(timers[0]?.dueAt ?? '')).toBeGreaterThan(now)
  })

  it('is gone for whoever was granted a look before; who looked and why stays, for the squad too', async () => {
    const { db } = server.app
    await driven(db, [70])
    const desk = await server.as('chen')
    const span = { unitIds: ['unit-gulin-1'], from: toMoment(ago(70)), to: toMoment(ago(69)) }
    const [seen, file] = [await look(desk, span), await look(desk, { ...span, purpose: 'geojson' })]
    const track = async () => (await desk.get<ReadTrack>(`/tracks/unit-gulin-1?grant=${seen.body.id}`)).body.fixes
    const features = async () =>
      (await desk.get<{ features: object[] }>(`/track-exports/${file.body.id}`)).body.features.length
    expect([await track(), await features()]).toEqual([FIXES, 1])
    await writeTo(db)(byClock, (trx) => purgeTracks(trx, daysAgo(trx.now, 60)))
    expect([await track(), await features()]).toEqual([0, 0])
    const { views } = (await (await server.as('gulin-1')).get<{ views: TrackView[] }>('/track-views')).body
    expect(views.map(({ grantId }) => grantId)).toEqual(expect.arrayContaining([seen.body.id, file.body.id]))
  })
})

describe('tracks of a case', () => {
  const UNIT = 'unit-gulin-1'
  /** What is left of a day of that unit, as a desk sees it. */
  async function leftOf(days: number): Promise<number> {
    return (await trackOf(await server.as('chen'), UNIT, ago(days) - 5 * HOUR, ago(days) + HOUR)).fixes
  }
  const purge = (before: number) => {
    const { db } = server.app
    return writeTo(db)(byClock, (trx) => purgeTracks(trx, daysAgo(trx.now, before)))
  }

  it('follow the case: its squad’s chunks from acceptance to finish stay until the case is kept no longer', async () => {
    const { db } = server.app
    await districtWith(server, ({ settings }) => ({ settings: { ...settings, caseDays: 180 } }))
    const desk = await server.as('chen')
    const incident = await handled(server)
    await close(desk, incident, { outcome: 'settled' })
    const [task] = await db.selectFrom('task').selectAll().where('incidentId', '=', incident.id).execute()
    expect(task?.squadId).toBe('squad-gulin-1')
    const [accepted, finished] = [ago(200) + 10 * MINUTE, ago(200) + 20 * MINUTE].map(toMoment)
    await sql`update task set accepted_at = ${accepted}, handled_at = ${finished} where incident_id = ${incident.id}`.execute(
      db,
    )
    const closed = (days: number) =>
      sql`update incident set closed_at = ${toMoment(ago(days))} where id = ${incident.id}`.execute(db)
    await closed(170)
    await driven(db, [201, 200, 199])
    // An hour later the same day: nothing of the task lies in there.
    await appendChunks(db, [await laterOn(200)])

    const dry = await wouldPurge(db, daysAgo(toMoment(Date.now()), 150), toMoment(Date.now()))
    const report = await purge(150)
    expect(report).toEqual(dry)
    expect(report).toMatchObject({ chunks: 3, kept: { chunks: 1, fixes: FIXES, cases: 1 }, released: { chunks: 0 } })
    expect([await leftOf(201), await leftOf(200), await leftOf(199)]).toEqual([0, FIXES, 0])
    expect(await purge(150)).toMatchObject({ chunks: 0, kept: { chunks: 0 } })
    expect(await leftOf(200)).toBe(FIXES)

    await closed(190)
    expect(await purge(150)).toMatchObject({ chunks: 0, released: { chunks: 1, fixes: FIXES } })
    expect(await leftOf(200)).toBe(0)
  })

  it('stay while the case is open, and while its squad is at work on it', async () => {
    const { db } = server.app
    const incident = await handled(server)
    const at = toMoment(ago(300))
    await sql`update task set accepted_at = ${at}, handled_at = ${at} where incident_id = ${incident.id}`.execute(db)
    await driven(db, [300])
    expect(await purge(150)).toMatchObject({ kept: { chunks: 1, cases: 1 } })
    expect(await leftOf(300)).toBe(FIXES)
  })

  it('leave a summary of each unit’s day besides, without a place, for whoever may see the unit', async () => {
    interface Days {
      days: TrackDay[]
    }
    const days = (by: Seat, from: number) =>
      by.get<Days>(`/track-days?from=${dayOf(ago(from))}&to=${dayOf(ago(from - 3))}`)
    const { body } = await days(await server.as('gulin'), 201)
    const [first, second, third] = body.days
    expect(body.days.map(({ unitId, squadId }) => [unitId, squadId])).toEqual(
      Array.from({ length: 3 }, () => [UNIT, 'squad-gulin-1']),
    )
    // Five in the morning by UTC is one in the afternoon there.
    expect(first).toMatchObject({ day: dayOf(ago(201)), firstAt: toMoment(ago(201)), fixes: FIXES })
    expect(second).toMatchObject({ fixes: 2 * FIXES })
    expect(first?.metres).toBeGreaterThan(0)
    expect(second?.metres).toBe(2 * (third?.metres ?? 0))
    expect(JSON.stringify(body)).not.toMatch(/lon|lat/)
    expect((await days(await server.as('gaoqiao-1'), 201)).body.days).toEqual([])
  })
})

describe('a purge while tracks are written, folded and read', () => {
  it('takes nothing of what is younger, and stops nobody', async () => {
    const { db } = server.app
    const [desk, leader] = [await server.as('chen'), await longSignedOn(server, 'gulin-2')]
    const start = ago(31) + HOUR
    const expected: number[] = []
    const ended = { is: false }
    async function send() {
      for (let index = 0; index < 60; index++) {
        const fixes = Array.from({ length: 5 }, (_, n) => ({
          ...{ unitId: 'unit-gulin-2', at: start + index * MINUTE + n * 5_000 },
          ...GULIN,
        }))
        const { body } = await sent(leader, fixes)
        expect(body.refused.filter(({ code }) => code !== 'fix.stale')).toEqual([])
        expected.push(...fixes.map(({ at }) => at))
        if (index % 10 === 0) await server.app.tracks.settle()
      }
      ended.is = true
    }
    async function whileSending(work: () => Promise<unknown>) {
      while (!ended.is) await work()
    }
    await Promise.all([
      send(),
      whileSending(async () => {
        await driven(db, [80, 79, 78])
        await writeTo(db)(byClock, (trx) => purgeTracks(trx, daysAgo(trx.now, 60)))
      }),
      whileSending(async () => {
        await letSettle(db)
        await server.app.tracks.fold()
      }),
      whileSending(() => trackOf(desk, 'unit-gulin-2', start - HOUR, start + 2 * HOUR)),
    ])
    await server.app.tracks.settle()
    expect((await trackOf(desk, 'unit-gulin-2', start - HOUR, start + 2 * HOUR)).at).toEqual(expected)
    expect((await reports(db)).length).toBeGreaterThan(3)
  })
})

describe('npm run tracks -- purge', () => {
  const run = (environment: Record<string, string>, ...words: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const { DATABASE_URL: _, ...env } = process.env
      const child = execFile(
        process.execPath,
        [COMMAND, 'purge', ...words],
        { env: { ...env, ...environment }, timeout: 60_000 },
        (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
      )
    })

  it('counts, drops the same, writes a line of the log, and finds nothing the second time', async () => {
    const ground = await freshGround()
    const open = () => {
      const { databaseUrl, dataDir } = readConfig(ground.environment)
      return openDb({ url: databaseUrl, directory: dataDir })
    }
    const before = await open()
    await driven(before.db, [100, 95, 40])
    await before.close()
    const day = dayOf(ago(50))
    const counts = `the tracks of 1 unit on 2 days from before ${day}: ${2 * FIXES} fixes in 2 chunks (`
    const dry = await run(ground.environment, '--before', day, '--dry-run')
    expect(dry).toMatchObject({ code: 0, err: '' })
    expect(dry.out).toContain(`Would drop ${counts}`)
    expect(dry.out).toContain('To drop it, say the same without --dry-run.')
    const done = await run(ground.environment, '--before', day)
    expect(done).toMatchObject({ code: 0, err: '' })
    expect(done.out).toContain(`Dropped ${counts}`)
    expect(done.out).toContain(`The oldest other track that is left begins at ${dayOf(ago(40))} 05:00 UTC.`)
    expect((await run(ground.environment, '--before', day)).out).toContain(
      `There is nothing to drop from before ${day}.`,
    )
    const soon = await run(ground.environment, '--before', dayOf(ago(10)))
    expect(soon).toEqual({
      code: 1,
      out: '',
      err: `Nothing was dropped: no track of the last 30 days may be. Give ${daysAgo(toMoment(Date.now()), 30).slice(0, 10)} or an earlier day.\n`,
    })
    for (const [words, said] of [
      [['--before', '2026-02-30'], '--before takes a day such as 2026-03-01, and there is no day 2026-02-30.'],
      [[], 'Say up to which day: --before 2026-03-01.'],
    ] as const) {
      const { code, err } = await run(ground.environment, ...words)
      expect([code, err.split('\n')[0]]).toEqual([2, said])
    }
    const after = await open()
    expect(await keptDays(after.db)).toEqual([dayOf(ago(40))])
    expect((await reports(after.db)).map(({ report, doer }) => [report.chunks, doer.title])).toEqual([
      [2, 'npm run tracks'],
      [0, 'npm run tracks'],
    ])
    await after.close()
    await ground.drop()
  })
})
