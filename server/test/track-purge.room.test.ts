import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { decodeChunk, encodeChunk } from '@lianqin/shared/track/track.codec'
import type { PurgeReport, ReadTrack, TrackView } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { type Db, openDb } from '../src/kernel/db.ts'
import { byClock, createWrite } from '../src/kernel/write.ts'
import { keepDays, keptDays } from '../src/track/days.ts'
import { appendChunks, chunksOfTrack } from '../src/track/folding.ts'
import { daysAgo, purgeTracks } from '../src/track/purge.moves.ts'
import { drive } from './driving.ts'
import { freshGround, GULIN, useServer } from './kit.ts'
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
    const counts = `  units   1\n  days    2\n  chunks  2\n  fixes   ${2 * FIXES}\n`
    const dry = await run(ground.environment, '--before', day, '--dry-run')
    expect(dry).toMatchObject({ code: 0, err: '' })
    expect(dry.out).toContain(`To drop, from before ${day}:\n${counts}`)
    const done = await run(ground.environment, '--before', day)
    expect(done.out.replace('Dropped', 'To drop').replace('that is kept', 'that would be kept')).toBe(dry.out)
    expect((await run(ground.environment, '--before', day)).out).toContain('chunks  0\n')
    const soon = await run(ground.environment, '--before', dayOf(ago(10)))
    expect(soon).toEqual({ code: 1, out: '', err: 'Refused: track.purge-too-soon {"days":30}\n' })
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
