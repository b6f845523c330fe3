import { wgs84ToGcj02 } from '@lianqin/shared/datum'
import { distanceM } from '@lianqin/shared/geo'
import type { Squad } from '@lianqin/shared/squad'
import type { Fix, FixReceipt } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Answer, GULIN, longOnDuty, type Seat, shuffled, until, useServer } from './kit.ts'
import { trackOf } from './track.kit.ts'
import { watcher } from './watcher.ts'

const server = useServer()
const at = (seconds: number) => toMoment(Date.now() + seconds * 1000)
const send = (by: Seat, crs: string, ...fixes: object[]): Promise<Answer<FixReceipt>> =>
  by.post('/positions', { crs, fixes })
const all = async (by: Seat) => (await by.get<{ fixes: Fix[] }>('/positions')).body.fixes
const newest = async (by: Seat, unitId: string) => (await all(by)).find((fix) => fix.unitId === unitId)

async function move(by: Seat, move: string) {
  const squad = (await by.get<{ squads: Squad[] }>('/squads')).body.squads[0] as Squad
  if (squad.state === (move === 'sign-on' ? 'on-duty' : 'off-duty')) return
  expect((await by.post(`/squads/${squad.id}/moves`, { move, version: squad.version })).status).toBe(200)
}
/** On duty and heard of: the log tells the positions who is on duty, a moment after the command. */
async function onDuty(name: string): Promise<Seat> {
  const leader = await server.as(name)
  await move(leader, 'sign-on')
  longOnDuty(server.app, `squad-${name}`)
  await until(
    async () =>
      (await send(leader, 'wgs84', { unitId: `unit-${name}`, at: at(-300), ...GULIN })).body.refused[0]?.code !==
      'unit.off-duty',
  )
  return leader
}

describe('a position', () => {
  it.each(['gcj02', 'bd09'])(
    'that comes in %s lies, in WGS-84, where it was measured: not half a kilometre beside',
    async (crs) => {
      const name = crs === 'gcj02' ? 'gulin-1' : 'gulin-2'
      const leader = await onDuty(name)
      // BD-09 of the same place, from the published conversion of GCJ-02.
      const gcj = wgs84ToGcj02(GULIN)
      const z = Math.hypot(gcj.lon, gcj.lat) + 0.00002 * Math.sin((gcj.lat * Math.PI * 3000) / 180)
      const theta = Math.atan2(gcj.lat, gcj.lon) + 0.000003 * Math.cos((gcj.lon * Math.PI * 3000) / 180)
      const given = crs === 'gcj02' ? gcj : { lon: z * Math.cos(theta) + 0.0065, lat: z * Math.sin(theta) + 0.006 }
      expect(distanceM(given, GULIN)).toBeGreaterThan(400)
      expect((await send(leader, crs, { unitId: `unit-${name}`, at: at(0), ...given, accuracyM: 5 })).body).toEqual({
        taken: 1,
        refused: [],
      })
      const fix = await newest(leader, `unit-${name}`)
      expect(distanceM(fix as Fix, GULIN)).toBeLessThan(1)
    },
  )

  it('that is older than the newest known never moves the marker back, in whatever order a batch holds them', async () => {
    const leader = await onDuty('gulin-3')
    const now = Date.now()
    const fixes = [-30, -10, -20, -10, -40].map((seconds, index) => ({
      unitId: 'unit-gulin-3',
      at: toMoment(now + seconds * 1000),
      lon: GULIN.lon + index * 1e-5,
      lat: GULIN.lat,
    }))
    const { body } = await send(leader, 'wgs84', ...fixes)
    expect(body.taken).toBe(2)
    expect(body.refused).toEqual([2, 3, 4].map((index) => ({ index, code: 'fix.stale' })))
    expect(await newest(leader, 'unit-gulin-3')).toMatchObject({ at: fixes[1]?.at, lon: fixes[1]?.lon })
    const again = await send(leader, 'wgs84', ...fixes)
    expect(again.body).toMatchObject({ taken: 0 })
    expect(await newest(leader, 'unit-gulin-3')).toMatchObject({ at: fixes[1]?.at })
  })

  it('that cannot be true is refused by its place in the batch and by name, and the others are taken', async () => {
    const leader = await onDuty('gulin-4')
    const unitId = 'unit-gulin-4'
    const { body, status } = await send(
      leader,
      'wgs84',
      { unitId, at: at(-60), ...GULIN },
      { unitId, at: at(180), ...GULIN },
      { unitId, at: at(-50), ...GULIN, accuracyM: 101 },
      { unitId, at: at(-50), lon: 0, lat: 0 },
      { unitId, at: at(-50), lon: GULIN.lon + 0.1, lat: GULIN.lat },
      { unitId: 'unit-gulin-1', at: at(-50), ...GULIN },
      { unitId: 'unit-nobody', at: at(-50), ...GULIN },
      { unitId: 'unit-gaoqiao-1', at: at(-50), ...GULIN },
      { unitId, at: at(-40), lon: GULIN.lon + 0.001, lat: GULIN.lat },
    )
    expect(status).toBe(202)
    expect(body).toEqual({
      taken: 2,
      refused: [
        'fix.future',
        'fix.inaccurate',
        'fix.nowhere',
        'fix.jump',
        'unit.missing',
        'unit.missing',
        'unit.missing',
      ].map((code, index) => ({ index: index + 1, code })),
    })
    expect(await newest(leader, unitId)).toMatchObject({ lon: GULIN.lon + 0.001 })
  })

  it('of a squad off duty is not taken; and at the sign-off every trace of where it was is gone', async () => {
    const leader = await onDuty('gulin-5')
    await send(leader, 'wgs84', { unitId: 'unit-gulin-5', at: at(0), ...GULIN })
    const { db } = server.app
    const kept = () => db.selectFrom('fix').selectAll().where('unitId', '=', 'unit-gulin-5').execute()
    await until(async () => (await kept()).length === 1)
    await move(leader, 'sign-off')
    await until(
      async () =>
        (await kept()).length === 0 &&
        (await all(await server.as('chen'))).every(({ unitId }) => unitId !== 'unit-gulin-5'),
    )
    const late = await send(leader, 'wgs84', { unitId: 'unit-gulin-5', at: at(0), ...GULIN })
    expect(late.body).toEqual({ taken: 0, refused: [{ index: 0, code: 'unit.off-duty' }] })
    // Nor does what was on its way to the table come back.
    await new Promise((resolve) => setTimeout(resolve, 1_300))
    expect(await kept()).toEqual([])
  })

  it('measured before the sign-on is off duty, whenever it is sent; and one of an earlier duty moves no marker', async () => {
    const leader = await server.as('gaoqiao-2')
    const unitId = 'unit-gaoqiao-2'
    const outcome = async (at: string) =>
      (await send(leader, 'wgs84', { unitId, at, ...GULIN })).body.refused[0]?.code ?? 'taken'
    const before = at(-1)
    await move(leader, 'sign-on')
    await until(async () => (await outcome(at(0))) === 'taken')
    expect(await outcome(before)).toBe('unit.off-duty')
    const onDuty = at(0)
    await move(leader, 'sign-off')
    await until(async () => (await outcome(at(0))) === 'unit.off-duty')
    const between = at(0)
    await new Promise((resolve) => setTimeout(resolve, 20))
    await move(leader, 'sign-on')
    await until(async () => (await outcome(onDuty)) === 'fix.stale')
    expect(await outcome(between)).toBe('unit.off-duty')
    expect(await newest(leader, unitId)).toBeUndefined()
    expect(await outcome(at(0))).toBe('taken')
  })

  it('numbered by its phone is taken once; refused off duty, it may come again', async () => {
    const leader = await server.as('gaoqiao-3')
    const unitId = 'unit-gaoqiao-3'
    const post = async (seq: number, at: string) => {
      const body = { crs: 'wgs84', device: 'phone-1', fixes: [{ unitId, at, seq, ...GULIN }] }
      return (await leader.post<FixReceipt>('/positions', body)).body.refused[0]?.code ?? 'taken'
    }
    expect(await post(7, at(0))).toBe('unit.off-duty')
    await onDuty('gaoqiao-3')
    const [seventh, eighth] = [at(0), at(1)]
    expect(await post(7, seventh)).toBe('taken')
    expect(await post(8, eighth)).toBe('taken')
    expect(await post(7, at(2))).toBe('fix.stale')
  })

  it('is in the track whatever its number: 10,000 that a phone kept and sends in any order lose none', async () => {
    const leader = await onDuty('gulin-3')
    const unitId = 'unit-gulin-3'
    const begin = Math.floor(Date.now() / 1000) * 1000 - 10_001_000
    const kept = shuffled(
      Array.from({ length: 10_000 }, (_, seq) => ({ unitId, seq, at: toMoment(begin + seq * 1000), ...GULIN })),
    )
    for (let from = 0; from < kept.length; from += 1_000) {
      const fixes = kept.slice(from, from + 1_000)
      expect((await leader.post('/positions', { crs: 'wgs84', device: 'phone-1', fixes })).status).toBe(202)
    }
    await server.app.tracks.settle()
    const { at: times } = await trackOf(await server.as('chen'), unitId, begin, begin + 10_000_000)
    const moments = new Set(times)
    expect(kept.filter(({ at }) => !moments.has(Date.parse(at)))).toEqual([])
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  it('that the table could not take is there once it can again', async () => {
    const leader = await onDuty('gulin-4')
    const { db } = server.app
    const kept = () => db.selectFrom('fix').select('at').where('unitId', '=', 'unit-gulin-4').executeTakeFirst()
    await until(async () => (await kept()) !== undefined)
    const last = at(0)
    await sql`alter table fix rename to fix_away`.execute(db)
    await send(leader, 'wgs84', { unitId: 'unit-gulin-4', at: last, ...GULIN })
    // Longer than a turn of writing takes.
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await sql`alter table fix_away rename to fix`.execute(db)
    await until(async () => (await kept())?.at === last)
  })

  it('sent while the squad signs off stays nowhere, however the two meet', async () => {
    const leader = await server.as('gulin-2')
    const { db } = server.app
    for (let round = 0; round < 4; round++) {
      await onDuty('gulin-2')
      const sending = Promise.all(
        Array.from({ length: 40 }, async (_, index) => {
          await new Promise((resolve) => setTimeout(resolve, index * 30))
          await send(leader, 'wgs84', { unitId: 'unit-gulin-2', at: at(0), ...GULIN })
        }),
      )
      await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 700))
      await move(leader, 'sign-off')
      await sending
    }
    await new Promise((resolve) => setTimeout(resolve, 1_300))
    expect(await db.selectFrom('fix').selectAll().where('unitId', '=', 'unit-gulin-2').execute()).toEqual([])
    expect(await newest(await server.as('chen'), 'unit-gulin-2')).toBeUndefined()
  })

  it('is seen by its district, its township and its squad, and by no other; on the wall too', async () => {
    const leader = await onDuty('gulin-1')
    await onDuty('gaoqiao-1')
    await send(leader, 'wgs84', { unitId: 'unit-gulin-1', at: at(0), ...GULIN })
    const seen = async (name: string) => (await all(await server.as(name))).map(({ unitId }) => unitId)
    for (const name of ['chen', 'wall', 'admin', 'gulin', 'gulin-1'])
      expect(await seen(name), name).toContain('unit-gulin-1')
    for (const name of ['gulin-2', 'gaoqiao-1']) expect(await seen(name), name).not.toContain('unit-gulin-1')
    expect(await seen('gulin')).not.toContain('unit-gaoqiao-1')

    const heard = new Map<string, Set<string>>()
    for (const name of ['wall', 'gulin', 'gaoqiao-1']) {
      heard.set(name, (await watcher(await server.as(name))).ever)
    }
    await send(leader, 'wgs84', { unitId: 'unit-gulin-1', at: at(0), lon: GULIN.lon + 0.0001, lat: GULIN.lat })
    await until(() => (heard.get('wall')?.has('unit-gulin-1') && heard.get('gulin')?.has('unit-gulin-1')) || false)
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(heard.get('gulin')?.has('unit-gaoqiao-1')).toBe(false)
    expect([...(heard.get('gaoqiao-1') ?? [])].filter((unitId) => !unitId.startsWith('unit-gaoqiao'))).toEqual([])
  })

  it('that a dispatcher, a wall or a stranger sends is refused', async () => {
    const fix = { unitId: 'unit-gulin-1', at: at(0), ...GULIN }
    for (const name of ['chen', 'gulin', 'wall', 'admin'])
      expect((await send(await server.as(name), 'wgs84', fix)).status).toBe(403)
  })

  it('without its datum, or in one that we do not know, is refused whole', async () => {
    const leader = await server.as('gulin-1')
    const fixes = [{ unitId: 'unit-gulin-1', at: at(0), ...GULIN }]
    expect((await leader.post('/positions', { fixes })).status).toBe(400)
    expect((await leader.post('/positions', { crs: 'mercator', fixes })).status).toBe(400)
    expect((await leader.post('/positions', { crs: 'wgs84', fixes: [] })).status).toBe(400)
    expect(
      (await leader.post('/positions', { crs: 'wgs84', fixes: Array.from({ length: 1_001 }, () => fixes[0]) })).status,
    ).toBe(400)
  })
})
