import type { Around } from '@lianqin/shared/around'
import { wgs84ToGcj02 } from '@lianqin/shared/datum'
import type { Incident } from '@lianqin/shared/incident'
import { toMoment } from '@lianqin/shared/wire/moment'
import { describe, expect, it } from 'vitest'
import { aReport, GULIN, type Seat, useServer } from './kit.ts'

const server = useServer()
const METRE_NORTH = 1 / 111_195
const GAOQIAO = { lon: 121.4519, lat: 29.9036 }

/** Far from everything else that this file reports. */
const spot = (metres: number, from = { lon: 121.4426, lat: 29.8 }) => ({
  ...from,
  lat: from.lat + metres * METRE_NORTH,
})
const report = async (by: Seat, place: { lon: number; lat: number }) =>
  (await by.post<Incident>('/incidents', aReport({ place: { ...place, crs: 'wgs84' }, filed: false }))).body
const around = async (by: Seat, query: Record<string, string | number>) =>
  by.get<Around>(
    `/incidents/around?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, `${value}`]))}`,
  )
const here = { ...spot(0), crs: 'wgs84', metres: 200, hours: 24 }

describe('what is around a place', () => {
  it('is told nearest first with its distance: what is open however old, and what was reported lately', async () => {
    const desk = await server.as('chen')
    const [far, near, gone] = [
      await report(desk, spot(150)),
      await report(desk, spot(30)),
      await report(desk, spot(60)),
    ]
    const beyond = await report(desk, spot(230))
    const old = toMoment(Date.now() - 100 * 3_600_000)
    const { db } = server.app
    await db.updateTable('incident').set({ reportedAt: old }).where('id', 'in', [far.id, gone.id]).execute()
    await desk.post(`/incidents/${gone.id}/moves`, { move: 'reject', version: 1, reason: '情况不实' })
    const told = async (over: object) =>
      (await around(desk, { ...here, ...over })).body.cases.map(({ incident, metres }) => [incident.id, metres])
    expect(await told({})).toEqual([
      [near.id, 30],
      [far.id, 150],
    ])
    expect((await told({ hours: 168 })).map(([id]) => id)).toEqual([near.id, gone.id, far.id])
    expect((await told({ metres: 50 })).map(([id]) => id)).toEqual([near.id])
    expect((await told({ metres: 500 })).map(([id]) => id)).toContain(beyond.id)
  })

  it('is asked in a declared datum: the same numbers in another lie half a kilometre away', async () => {
    const desk = await server.as('chen')
    const place = spot(0, { lon: 121.43, lat: 29.81 })
    const only = await report(desk, place)
    const ask = async (lon: number, lat: number, crs: string) =>
      (await around(desk, { lon: lon.toFixed(9), lat: lat.toFixed(9), crs, metres: 50, hours: 24 })).body.cases.map(
        ({ incident }) => incident.id,
      )
    const shifted = wgs84ToGcj02(place)
    expect(await ask(shifted.lon, shifted.lat, 'gcj02')).toEqual([only.id])
    expect(await ask(place.lon, place.lat, 'gcj02')).toEqual([])
  })

  it.each([
    { metres: 0 },
    { metres: 2001 },
    { metres: 'near' },
    { hours: 721 },
    { hours: -1 },
    { crs: 'unknown' },
    { lon: '181' },
    { lat: '1e3' },
    { other: '1' },
  ])('is not asked beyond its limits: %o', async (over) => {
    const answer = await around(await server.as('chen'), { ...here, ...over })
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
  })

  it('is told only of cases that one may see', async () => {
    const desk = await server.as('chen')
    const foreign = await report(desk, GAOQIAO)
    const seen = async (name: string) =>
      (await around(await server.as(name), { ...GAOQIAO, crs: 'wgs84', metres: 2000, hours: 24 })).body.cases.map(
        ({ incident }) => incident.id,
      )
    expect(await seen('chen')).toContain(foreign.id)
    expect(await seen('gulin')).toEqual([])
    expect(await seen('gulin-1')).toEqual([])
  })
})

describe('the file of a case', () => {
  interface File {
    repeats: Incident[]
    linked: Incident[]
  }
  const fileOf = async (by: Seat, { id }: Incident) => (await by.get<File>(`/incidents/${id}`)).body
  const ids = (rows: Incident[]) => rows.map(({ id }) => id)

  it('names the reports merged into it with what each said, and each of them leads back', async () => {
    const desk = await server.as('chen')
    const first = await report(desk, GULIN)
    const again = aReport({ filed: false, source: 'hotline', description: '第二位来电人' })
    const second = (await desk.post<Incident>('/incidents', again)).body
    const merge = { move: 'void', version: 1, reason: '重复上报', duplicateOf: first.id }
    await desk.post(`/incidents/${second.id}/moves`, merge)
    expect((await fileOf(desk, first)).repeats).toMatchObject([
      { id: second.id, source: 'hotline', description: '第二位来电人' },
    ])
    expect(ids((await fileOf(desk, second)).linked)).toEqual([first.id])
  })

  it('names the major incident that it belongs to, and of that one those that belong to it', async () => {
    const desk = await server.as('chen')
    const [major, part] = [await report(desk, GULIN), await report(desk, GAOQIAO)]
    await desk.post(`/incidents/${major.id}/amendments`, { version: 1, major: true })
    const linked = await desk.post(`/incidents/${part.id}/amendments`, { version: 1, partOf: major.id })
    expect(linked.status).toBe(200)
    expect(ids((await fileOf(desk, major)).linked)).toEqual([part.id])
    expect(ids((await fileOf(desk, part)).linked)).toEqual([major.id])
    // A township hears of its own part, and not of what lies beyond it.
    expect((await fileOf(await server.as('gulin'), major)).linked).toEqual([])
  })
})
