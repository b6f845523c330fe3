import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import { toMoment } from '@lianqin/shared/wire/moment'
import { DEFAULT_SCHEMA } from 'bullmq'
import { Redis } from 'ioredis'
import { sql } from 'kysely'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { openApp } from '../src/app.ts'
import { check } from '../src/check/check.query.ts'
import { readConfig } from '../src/config.ts'
import type { Db } from '../src/kernel/db.ts'
import { aReport, freshGround, GULIN, offered, type Seat, signIn, until, useServer } from './kit.ts'

const server = useServer()
const SWEPT_WITHIN_MS = 2_500

/** Moves the answer-by of an offer, and its timer with it, as if it had been made earlier. The queue still has the old time. */
async function answerBy(db: Db, { id }: Pick<Offer, 'id'>, inMs: number): Promise<void> {
  const at = toMoment(Date.now() + inMs)
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('offer').set({ answerBy: at }).where('id', '=', id).execute()
    await sql`update timer set due_at = ${at} where kind = 'offer.lapse' and ref ->> 'offerId' = ${id}`.execute(trx)
  })
}
const offerRow = (db: Db, { id }: Pick<Offer, 'id'>) =>
  db.selectFrom('offer').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const timersOf = (db: Db, { id }: Pick<Offer, 'id'>) =>
  db
    .selectFrom('timer')
    .selectAll()
    .where('kind', '=', 'offer.lapse')
    .where(sql<boolean>`ref ->> 'offerId' = ${id}`)
    .execute()
const fileOf = async (by: Seat, { id }: Incident) =>
  (await by.get<{ offers: Offer[]; alarms: { kind: string; state: string }[] }>(`/incidents/${id}`)).body

describe('a timer that the queue does not ring', () => {
  it('is rung by the sweeper within two seconds of its moment', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const { offer } = await offered(await server.as('chen'))
    await answerBy(server.app.db, offer, 300)
    await until(async () => (await offerRow(server.app.db, offer)).state === 'lapsed', SWEPT_WITHIN_MS)
    const [timer] = await timersOf(server.app.db, offer)
    expect(timer).toMatchObject({ late: false, version: 1 })
    expect(Date.parse(timer?.firedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(timer?.dueAt ?? ''))
  })

  it('is rung all the same with the queue wiped: cases go on being offered, and offers to end', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const desk = await server.as('chen')
    const before = await offered(desk)
    await wipeQueue()
    const { body: incident } = await desk.post<Incident>('/incidents', aReport())
    await wipeQueue()
    await until(async () => (await fileOf(desk, incident)).offers.length > 0, SWEPT_WITHIN_MS)
    await answerBy(server.app.db, before.offer, 0)
    await until(async () => (await offerRow(server.app.db, before.offer)).state === 'lapsed', SWEPT_WITHIN_MS)
  })
})

/** Everything that the queue knows, gone: it held nothing that the rows do not. */
async function wipeQueue(): Promise<void> {
  if (server.environment.REDIS_URL) {
    const redis = new Redis(server.environment.REDIS_URL)
    expect(await redis.dbsize()).toBeGreaterThan(0)
    await redis.flushdb()
    redis.disconnect()
    return
  }
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = ${DEFAULT_SCHEMA} and tablename like 'job%'`.execute(server.app.db)
  expect(rows.length).toBeGreaterThan(0)
  for (const { name } of rows) await sql`delete from ${sql.table(`${DEFAULT_SCHEMA}.${name}`)}`.execute(server.app.db)
}

describe('a timer found long after its moment', () => {
  it('is marked late: the squad does not count as asked, and the desk is told once', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const desk = await server.as('chen')
    const { incident, offer } = await offered(desk)
    for (let outage = 1; outage <= 2; outage++) {
      const live = (await fileOf(desk, incident)).offers.find(({ endedAt }) => endedAt === null) as Offer
      await answerBy(server.app.db, live, -61_000)
      await until(async () => (await fileOf(desk, incident)).offers.length === 1 + outage)
      expect(await offerRow(server.app.db, live)).toMatchObject({ state: 'lapsed', reason: 'server-was-away' })
      expect(await timersOf(server.app.db, live)).toMatchObject([{ late: true }])
    }
    const { offers, alarms } = await fileOf(desk, incident)
    expect(offers.map(({ squadId }) => squadId)).toEqual(offers.map(() => offer.squadId))
    expect(alarms.filter(({ kind }) => kind === 'rang-late')).toMatchObject([{ state: 'raised' }])
  })

  it('but within the minute, only slowly rung, it counts: the squad was asked, and nobody is left', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const desk = await server.as('chen')
    const { incident, offer } = await offered(desk)
    await answerBy(server.app.db, offer, -50_000)
    await until(async () => (await fileOf(desk, incident)).alarms.length > 0)
    expect((await fileOf(desk, incident)).alarms).toMatchObject([{ kind: 'nobody-left', state: 'raised' }])
    expect(await timersOf(server.app.db, offer)).toMatchObject([{ late: false }])
  })
})

describe('a server that was stopped', () => {
  it('rings, once it is back, what came due meanwhile, and what is still to come at its moment', async () => {
    const ground = await freshGround()
    const open = async () => {
      const config = readConfig({ ...ground.environment, PORT: '0', NODE_ENV: 'test', API_PER_10S: '1000000' })
      const app = await openApp(config, pino({ level: 'silent' }))
      return { app, url: await app.listen() }
    }
    const first = await open()
    const [desk, leader] = [await signIn(first.url, 'chen'), await signIn(first.url, 'gulin-1')]
    await leader.post('/squads/squad-gulin-1/moves', { move: 'sign-on', version: 1 })
    await until(async () => {
      const fixes = [{ unitId: 'unit-gulin-1', at: toMoment(Date.now()), ...GULIN }]
      return (await leader.post<{ taken: number }>('/positions', { crs: 'wgs84', fixes })).body.taken === 1
    })
    const [due, coming] = [await offered(desk), await offered(desk)]
    await answerBy(first.app.db, due.offer, 200)
    await first.app.close()
    await new Promise((resolve) => setTimeout(resolve, 300))

    const second = await open()
    await until(async () => (await offerRow(second.app.db, due.offer)).state === 'lapsed', 5_000)
    expect((await offerRow(second.app.db, coming.offer)).state).toBe('made')
    await answerBy(second.app.db, coming.offer, 500)
    await until(async () => (await offerRow(second.app.db, coming.offer)).state === 'lapsed', SWEPT_WITHIN_MS)
    expect(await check(second.app.db, 'haishu', { running: true })).toEqual([])
    await second.app.close()
    await ground.drop()
  })
})
