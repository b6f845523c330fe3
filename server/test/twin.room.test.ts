import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Task } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { aReport, call, GULIN, offered, type Seat, type Server, until, useServer } from './kit.ts'
import { watcher } from './watcher.ts'

// The same morning in one township twice: in a district where nothing else happens, and in one where the neighbour has a
// busy day. What the township and its squad hear and can ask must be the same to the byte.

const alone = useServer()
const crowded = useServer()
const GAOQIAO = { lon: 121.4519, lat: 29.9036 }
const [YESTERDAY, TOMORROW] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString())
const TODAY = `from=${YESTERDAY}&to=${TOMORROW}`
const elsewhere = { place: { ...GAOQIAO, crs: 'wgs84' as const } }

/** One case of the neighbour's, from the report to the end, and a few loose ends. */
async function noise(server: Server): Promise<void> {
  const desk = await server.as('chen')
  const leader = await server.as('gaoqiao-1')
  const { offer } = await offered(desk, elsewhere)
  await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: 1 })
  const task = (await leader.get<{ tasks: Task[] }>('/tasks?open=true')).body.tasks[0] as Task
  await leader.post(`/tasks/${task.id}/moves`, { move: 'sendBack', version: task.version, reason: '别处要紧' })
  await desk.post('/incidents', aReport({ ...elsewhere, filed: false }))
  const zhou = await server.as('zhou')
  await zhou.post('/duty/tables', { areaId: 'area-gaoqiao', fromDay: '2026-12-01', toDay: '2026-12-07' })
  await zhou.post('/officers', {
    name: '邻镇人',
    kind: 'auxiliary',
    ownerForceId: 'force-gaoqiao',
    dutySquadId: 'squad-gaoqiao-2',
    licenceNo: null,
    licenceScope: ['all'],
    licenceUntil: null,
  })
  const platform = { protocol: 'bulk', name: 'noise', unitId: null, areaId: 'area-gaoqiao', crs: 'wgs84' }
  const { body: device } = await zhou.post<{ secret: string }>('/devices', platform)
  const nowhere = { unitId: 'unit-gaoqiao-1', at: new Date().toISOString(), lon: 0, lat: 0 }
  await call(
    `${server.url}/api/v1/positions/bulk`,
    'POST',
    { fixes: [nowhere] },
    { authorization: `Bearer ${device.secret}` },
  )
  await fetch(`${server.url}/osmand?id=nobody&lat=1&lon=1`)
  await leader.post('/positions', {
    crs: 'wgs84',
    fixes: [{ unitId: 'unit-gaoqiao-1', at: new Date().toISOString(), ...GULIN }],
  })
}

interface Heard {
  events: unknown[]
  units: Set<string>
  /** Which numbers stand for which units. */
  tables: unknown[]
  answers: unknown[]
}

async function listen(seat: Seat): Promise<Heard & { reach: { to: number } }> {
  const heard = {
    events: [] as unknown[],
    units: new Set<string>(),
    tables: [] as unknown[],
    answers: [] as unknown[],
    reach: { to: 0 },
  }
  const { screen, ever, told } = await watcher(seat)
  screen.on('snapshot', ({ seq: _, at: __, recent: ___, ...rows }) => void heard.events.push(rows))
  screen.on('events', ({ to, events }) => {
    heard.events.push(...events)
    heard.reach.to = to
  })
  Object.assign(heard, { units: ever, tables: told })
  await new Promise((resolve) => screen.emit('hello', { since: null }, resolve))
  return heard
}

/** The township's own morning; after each step the neighbour may have one too. */
async function morning(server: Server, between: () => Promise<void>): Promise<Record<string, Heard>> {
  await server.onDuty({ name: 'gulin-1', ...GULIN })
  await between()
  const [desk, gulin, leader] = [await server.as('chen'), await server.as('gulin'), await server.as('gulin-1')]
  const heard = { gulin: await listen(gulin), 'gulin-1': await listen(leader) }
  const { incident, offer } = await offered(desk)
  await between()
  const ask = async () => {
    for (const [name, seat] of Object.entries({ gulin, 'gulin-1': leader })) {
      for (const path of [
        '/incidents',
        '/tasks',
        '/offers',
        '/alarms',
        '/leads',
        '/squads',
        '/officers',
        '/duty/roster',
        '/duty/tables?from=2026-01-01&to=2099-12-31',
        '/reference',
        '/devices',
        '/devices/doubts',
        '/devices/strangers',
        `/evaluation?${TODAY}&by=matter`,
        `/evaluation?${TODAY}&by=officer`,
        `/evaluation/cases?${TODAY}&list=reported`,
        `/incidents/${incident.id}`,
        `/incidents/${incident.id}/similar`,
        `/incidents/around?lon=${GULIN.lon}&lat=${GULIN.lat}&crs=wgs84&metres=2000&hours=720`,
      ])
        heard[name as 'gulin'].answers.push((await seat.get(path)).body)
    }
    heard.gulin.answers.push((await gulin.get('/shift')).body)
    heard.gulin.answers.push((await gulin.get(`/incidents/${incident.id}/recommendation`)).body)
  }
  await ask()
  await leader.post<Offer>(`/offers/${offer.id}/moves`, { move: 'see', version: 1 })
  await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: 2 })
  await between()
  let task = (await leader.get<{ tasks: Task[] }>('/tasks?open=true')).body.tasks[0] as Task
  for (const move of ['depart', 'arrive', 'finish'])
    task = (
      await leader.post<Task>(`/tasks/${task.id}/moves`, {
        move,
        version: task.version,
        ...(move === 'finish' ? { result: '完成' } : {}),
      })
    ).body
  await between()
  const file = await gulin.get<{ incident: Incident }>(`/incidents/${incident.id}`)
  await gulin.post(`/incidents/${incident.id}/moves`, { move: 'close', version: file.body.incident.version })
  const waiting = await gulin.post<Incident>('/incidents', aReport())
  await until(
    async () => (await gulin.get<{ offers: Offer[] }>(`/incidents/${waiting.body.id}`)).body.offers.length > 0,
  )
  const live = (await gulin.get<{ offers: Offer[] }>('/offers?live=true')).body.offers[0] as Offer
  await leader.post(`/offers/${live.id}/moves`, { move: 'decline', version: 1, reason: 'busy' })
  await until(async () => (await gulin.get<{ alarms: unknown[] }>('/alarms?open=true')).body.alarms.length > 0)
  await between()
  await ask()
  await until(() => heard.gulin.reach.to === heard['gulin-1'].reach.to)
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  return heard
}

/** Without what must differ: numbers of the log, moments and ages, and the names of rows, which are made of time and chance. */
function normalised(heard: unknown[]): string {
  const names = new Map<string, string>()
  const nameOf = (id: string) => {
    if (!names.has(id)) names.set(id, `<${id.split('-')[0]} ${names.size}>`)
    return names.get(id) ?? ''
  }
  const plain = JSON.stringify(heard, (key, value) => {
    if (['seq', 'no', 'ageS', 'requestId', 'next'].includes(key)) return 0
    if (/ms$/i.test(key) && value !== null) return 0
    return value
  })
  return plain
    .replace(/"(incident|task|offer|alarm|person)-[0-9a-z]{20,}"/g, (id) => nameOf(id.slice(1, -1)))
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<moment>')
}

describe('what a township and a squad hear and can ask', () => {
  it('is the same to the byte, whether or not anything happens elsewhere', async () => {
    const quiet = await morning(alone, async () => {})
    await crowded.onDuty(
      { name: 'gaoqiao-1', ...GAOQIAO },
      { name: 'jishigang-1', lon: GULIN.lon, lat: GULIN.lat + 0.01 },
    )
    const busy = await morning(crowded, () => noise(crowded))
    for (const name of ['gulin', 'gulin-1']) {
      const [one, other] = [quiet[name] as Heard, busy[name] as Heard]
      expect(one.events.length, name).toBeGreaterThan(5)
      expect(normalised(other.events), name).toBe(normalised(one.events))
      expect(normalised(other.answers), name).toBe(normalised(one.answers))
      expect([...other.units].sort()).toEqual([...one.units].sort())
      expect(other.tables).toEqual(one.tables)
      expect(one.tables.length).toBeGreaterThan(0)
    }
  })
})
