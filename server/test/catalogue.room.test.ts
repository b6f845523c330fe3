import { readdir, readFile } from 'node:fs/promises'
import type { Catalogue, CatalogueBody, CatalogueSummary } from '@lianqin/shared/catalogue'
import type { Incident } from '@lianqin/shared/incident'
import type { EnforcementItem } from '@lianqin/shared/item'
import { defaultCondition } from '@lianqin/shared/matter'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Reference } from '@lianqin/shared/reference'
import type { Task } from '@lianqin/shared/task'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { byClock, createWrite } from '../src/kernel/write.ts'
import { loadCatalogue } from '../src/matter/catalogue.moves.ts'
import { aReport, GULIN, liveOfferOf, type Seat, until, useServer } from './kit.ts'

const server = useServer()
const HENGJIE = { lon: 121.3427, lat: 29.8657 }

const catalogueOf = async (seat: Seat, version = '') =>
  (await seat.get<Catalogue>(`/catalogue${version && `?version=${version}`}`)).body
const versionOf = async (seat: Seat) => (await seat.get<Reference>('/reference')).body.catalogueVersion

/** Loads a body as an import does, beside the running server, and waits until that serves it. */
async function load(body: CatalogueBody): Promise<number> {
  const write = createWrite({ db: server.app.db, districtId: 'haishu', committed: () => {} })
  const version = await write(byClock, (trx) => loadCatalogue(trx, body))
  const desk = await server.as('chen')
  await until(async () => (await versionOf(desk)) === version)
  return version
}

const bodyOf = ({ version: _, loadedAt: __, ...body }: Catalogue): CatalogueBody => body

/** So many items, the first of them the ones there are; so many of all in use, in so many lines. */
function withItems(
  { items, lines, ...body }: CatalogueBody,
  count: number,
  used: number,
  inLines: number,
): CatalogueBody {
  const [pattern] = items
  if (!pattern) throw new Error('no item')
  const made = Array.from(
    { length: count - items.length },
    (_, index): EnforcementItem => ({
      ...pattern,
      id: `item-made-${index}`,
      code: `M${index}`,
      line: lines[index % lines.length]?.code ?? '',
      lists: [],
    }),
  )
  const inUse = lines.slice(0, inLines).map(({ code }) => code)
  const open = { left: used }
  const all = [...items, ...made].map((item) => ({ ...item, exercised: inUse.includes(item.line) && open.left-- > 0 }))
  return { ...body, lines, items: all }
}

describe('the catalogue', () => {
  it('F07: catalogue 26 lines / 1 676 items with basis and delegation flag, versioned — a case opened before a list change keeps the old version', async () => {
    const desk = await server.as('chen')
    const first = await catalogueOf(desk)
    expect(first).toMatchObject({ version: 1 })
    const body = withItems(bodyOf(first), 1676, 174, 14)
    expect(await load(body)).toBe(2)
    const second = await catalogueOf(desk)
    expect(second.lines).toHaveLength(26)
    expect(second.items).toHaveLength(1676)
    expect(second.items.every(({ basis }) => basis.length > 0)).toBe(true)
    expect(second.items.find(({ code }) => code === 'S019')?.delegatedTo).toHaveLength(5)

    const opened = (await desk.post<Incident>('/incidents', aReport())).body
    const matters = body.matters.map((matter) =>
      matter.code === 'E0406'
        ? {
            ...matter,
            conditions: [{ ...defaultCondition(matter), limit: { clock: 'urgent_hour' as const, amount: 9 } }],
          }
        : matter,
    )
    expect(await load({ ...body, matters })).toBe(3)
    const before = (await desk.get<{ incident: Incident }>(`/incidents/${opened.id}`)).body.incident
    const since = (await desk.post<Incident>('/incidents', aReport())).body
    const hours = ({ filedAt, dueAt }: Incident) => (Date.parse(dueAt ?? '') - Date.parse(filedAt ?? '')) / 3_600_000
    expect([hours(before), hours(since)]).toEqual([2, 9])
    expect([before.catalogueVersion, since.catalogueVersion]).toEqual([2, 3])
    expect([before.limit, since.limit].map((limit) => limit?.amount)).toEqual([2, 9])
    const limits = await Promise.all(
      ['2', '3'].map(async (version) => {
        const matter = (await catalogueOf(desk, version)).matters.find(({ code }) => code === 'E0406')
        return matter && defaultCondition(matter).limit.amount
      }),
    )
    expect(limits).toEqual([2, 9])
  })

  it('F08: exercised-item view — 174 of 1 676 in 14 lines gives 10.4 %', async () => {
    const desk = await server.as('chen')
    await load(withItems(bodyOf(await catalogueOf(desk)), 1676, 174, 14))
    const { status, body } = await desk.get<CatalogueSummary>('/catalogue/summary')
    expect(status).toBe(200)
    expect(body).toMatchObject({ items: 1676, lines: 26, exercised: 174, exercisedLines: 14, sharePercent: 10.4 })
    expect((await desk.get<Reference>('/reference')).body.exercised).toHaveLength(174)
  })

  it('makes no new version of the same content, and says of a version that never was that it is missing', async () => {
    const desk = await server.as('chen')
    const current = await catalogueOf(desk)
    expect(await load(bodyOf(current))).toBe(current.version)
    expect((await desk.get('/catalogue?version=99')).body).toMatchObject({
      code: 'catalogue.missing',
      params: { version: 99 },
    })
    expect((await desk.get('/catalogue?version=0')).status).toBe(400)
  })

  it('takes no new case under a class that a later version has not, and still names the old ones', async () => {
    const desk = await server.as('chen')
    const body = bodyOf(await catalogueOf(desk))
    const opened = (await desk.post<Incident>('/incidents', aReport({ matterId: 'matter-e0187' }))).body
    await load({ ...body, matters: body.matters.filter(({ id }) => id !== 'matter-e0187') })
    const { body: refused } = await desk.post('/incidents', aReport({ matterId: 'matter-e0187' }))
    expect(refused).toMatchObject({ code: 'matter.missing' })
    const { retired, matters } = (await desk.get<Reference>('/reference')).body
    expect(retired.map(({ id }) => id)).toEqual(['matter-e0187'])
    expect(matters.some(({ id }) => id === 'matter-e0187')).toBe(false)
    const version = (await desk.get<{ incident: Incident }>(`/incidents/${opened.id}`)).body.incident.version
    const moved = await desk.post(`/incidents/${opened.id}/moves`, { move: 'void', version, reason: '重复' })
    expect(moved.status).toBe(200)
    await load(body)
  })

  it('is known by its new version to every screen, the phone of one squad too', async () => {
    const leader = await server.as('gulin-1')
    const screen = leader.screen()
    const heard: string[] = []
    screen.on('events', ({ events }) => heard.push(...events.map(({ kind }) => kind)))
    const welcome = await new Promise((resolve) => screen.emit('hello', { since: null }, resolve))
    expect(welcome).toMatchObject({ ok: true })
    const body = bodyOf(await catalogueOf(leader))
    await load({ ...body, name: { zh: '另一版', en: 'Another one' } })
    await until(() => heard.includes('catalogue.loaded'))
  })
})

it('F03: empowered vs liaison mode per area — penalty task in 横街 for a non-delegated item routes to a department lead with the township as liaison; same item in 古林 routes to the township squad', async () => {
  const desk = await server.as('chen')
  await server.onDuty(
    { name: 'hengjie-1', ...HENGJIE },
    { name: 'city-1', lon: HENGJIE.lon + 0.03, lat: HENGJIE.lat },
    { name: 'gulin-1', ...GULIN },
  )
  const { matters, items } = await catalogueOf(desk)
  const item = items.find(({ id }) => id === matters.find(({ code }) => code === 'E0406')?.itemId)
  expect(item?.delegatedTo).toContain('area-gulin')
  expect(item?.delegatedTo).not.toContain('area-hengjie')
  const routed = async (place: { lon: number; lat: number }) => {
    const { body: incident } = await desk.post<Incident>('/incidents', aReport({ place: { ...place, crs: 'wgs84' } }))
    const { squadId } = await liveOfferOf(desk, incident.id)
    const { body: file } = await desk.get<{ tasks: Task[] }>(`/incidents/${incident.id}`)
    const { body: advice } = await desk.get<Recommendation>(`/incidents/${incident.id}/recommendation`)
    return { squadId, liaison: file.tasks[0]?.liaisonForceId, mode: advice.mode }
  }
  expect(await routed(HENGJIE)).toEqual({ squadId: 'squad-city-1', liaison: 'force-hengjie', mode: 'joint-liaison' })
  expect(await routed(GULIN)).toEqual({ squadId: 'squad-gulin-1', liaison: null, mode: 'empowered' })
})

it('keeps the one limit that a class had before there were conditions, and makes what was loaded version 1', async () => {
  const folder = new URL('../migrations/', import.meta.url)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const run = async (name: string) => sql.raw(await readFile(new URL(name, folder), 'utf8'))
  const undone = new Error('undone')
  const work = server.app.db.transaction().execute(async (trx) => {
    await sql`create schema before`.execute(trx)
    await sql`set local search_path = before`.execute(trx)
    for (const name of names.filter((one) => one < '0004')) await (await run(name)).execute(trx)
    await sql`insert into district values ('haishu', '{"name": {"zh": "区", "en": "District"}}')`.execute(trx)
    await sql`insert into force values ('force-city', '{}', '{}', 'department', null)`.execute(trx)
    await sql`insert into matter values ('matter-e0406', 'E0406', '{"zh": "占道经营", "en": "Trading on the road"}', '{}',
      '{"clock": "urgent_hour", "amount": 2}', true, 'force-city', '[]')`.execute(trx)
    for (const name of names.filter((one) => one.startsWith('0004'))) await (await run(name)).execute(trx)
    const { rows } = await sql<{ kind: string; conditions: unknown; body: CatalogueBody; version: number }>`
      select matter.kind, matter.conditions, catalogue.body, catalogue.version from matter, catalogue`.execute(trx)
    const name = { zh: '占道经营', en: 'Trading on the road' }
    const conditions = [{ code: 'default', name, limit: { clock: 'urgent_hour', amount: 2 }, urgent: true }]
    expect(rows).toMatchObject([
      { kind: 'event', conditions, version: 1, body: { matters: [{ code: 'E0406', conditions }] } },
    ])
    throw undone
  })
  await expect(work).rejects.toBe(undone)
})
