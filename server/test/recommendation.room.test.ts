import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Recommendation } from '@lianqin/shared/recommendation'
import { afterAll, describe, expect, it } from 'vitest'
import { lastSeq } from '../src/kernel/event-log.ts'
import { aReport, GULIN, liveOfferOf, offered, type Seat, useServer } from './kit.ts'

/** A map service on this machine: whoever stands in the north must go round, and sometimes it answers nobody. */
const mood = { well: true }
const streets = createServer((request, response) => {
  if (!mood.well) return void response.writeHead(503).end()
  const places =
    decodeURI(request.url ?? '')
      .split('?')[0]
      ?.split('/')
      .at(-1)
      ?.split(';')
      .slice(0, -1) ?? []
  const durations = places.map((place) => [Number(place.split(',')[1]) > GULIN.lat + 0.004 ? 9 * 60 : 4 * 60])
  response.end(JSON.stringify({ code: 'Ok', durations }))
})
streets.listen(0, '127.0.0.1')
afterAll(() => void streets.close().closeAllConnections())

const { port } = await new Promise<AddressInfo>((resolve) =>
  streets.once('listening', () => resolve(streets.address() as AddressInfo)),
)
const server = useServer({ TRAVEL_URL: `http://127.0.0.1:${port}`, TRAVEL_KIND: 'osrm' })

const NORTH = { lon: GULIN.lon, lat: GULIN.lat + 0.006 }
const SOUTH = { lon: GULIN.lon, lat: GULIN.lat - 0.009 }
const GAOQIAO = { lon: 121.4519, lat: 29.9036 }
const question = { matterId: 'matter-e0406', place: { ...GULIN, crs: 'wgs84' } }
const names = ({ ranked }: Recommendation) => ranked.map(({ squadId }) => squadId.slice(6))
async function previewed(seat: Seat, body: object): Promise<Recommendation[]> {
  const answer = await seat.post<{ recommendations: Recommendation[] }>('/recommendations', body)
  expect(answer.status).toBe(200)
  return answer.body.recommendations
}
const travelOf = (why: Offer['why']) => why.find(({ code }) => code.startsWith('travel.'))

describe('a recommendation before anything is filed', () => {
  it('ranks as the case would be ranked, and writes nothing', async () => {
    await server.onDuty({ name: 'gulin-1', ...NORTH }, { name: 'gulin-2', ...SOUTH }, { name: 'gaoqiao-1', ...GULIN })
    const desk = await server.as('chen')
    const told = await lastSeq(server.app.db, 'haishu')
    const [preview] = await previewed(desk, question)
    expect(preview).toMatchObject({ incidentId: null, mode: 'empowered', shortfalls: [], slot: { part: 'lead' } })
    expect(preview && names(preview)).toEqual(['gulin-2', 'gulin-1'])
    const nearer = preview?.passedOver.find(({ squadId }) => squadId === 'squad-gaoqiao-1')
    expect(nearer).toMatchObject({ competent: false })
    expect(await lastSeq(server.app.db, 'haishu')).toBe(told)
    expect((await desk.get<{ incidents: Incident[] }>('/incidents')).body.incidents).toEqual([])
  })

  it('F12: dispatch in ≤3 clicks with top-3 units — nearest available authorised unit is first; a nearer unauthorised one is listed as "not authorised"', async () => {
    const { incident, offer } = await offered(await server.as('chen'))
    expect(offer).toMatchObject({ squadId: 'squad-gulin-2', minutes: 4 })
    const { body } = await (await server.as('chen')).get<Recommendation>(`/incidents/${incident.id}/recommendation`)
    expect(body.passedOver.find(({ squadId }) => squadId === 'squad-gaoqiao-1')).toMatchObject({
      competent: false,
      why: [{ code: 'area.elsewhere' }, { code: 'item.none' }, {}, {}, {}, {}],
    })
  })

  it('speaks for every place that the run card calls, the lead’s first', async () => {
    const gas = await previewed(await server.as('chen'), { ...question, matterId: 'matter-e0502' })
    expect(gas.map(({ slot }) => slot.id)).toEqual(['lead', 'cordon'])
    expect(gas[1]?.slot.forces).toContain('township')
  })

  it.each([
    ['a class nobody knows', { ...question, matterId: 'matter-none' }, 422, 'matter.missing'],
    ['a condition the class has not', { ...question, conditionCode: 'nonsense' }, 422, 'condition.missing'],
    ['a place outside the district', { ...question, place: { lon: 120, lat: 29, crs: 'wgs84' } }, 422, 'place.outside'],
    ['a place without its datum', { ...question, place: GULIN }, 400, 'request.invalid'],
    ['a field nobody knows', { ...question, squadId: 'squad-gulin-1' }, 400, 'request.invalid'],
  ])('is refused for %s', async (_, body, status, code) => {
    expect(await (await server.as('chen')).post('/recommendations', body)).toMatchObject({ status, body: { code } })
  })

  it('is for whoever dispatches, and a township learns of its own squads only', async () => {
    expect((await (await server.as('wall')).post('/recommendations', question)).status).toBe(403)
    const township = await server.as('gulin')
    expect(JSON.stringify(await previewed(township, question))).not.toContain('gaoqiao')
    const foreign = await township.post('/recommendations', { ...question, place: { ...GAOQIAO, crs: 'wgs84' } })
    expect(foreign).toMatchObject({ status: 422, body: { code: 'place.outside', params: { scope: 'area-gulin' } } })
  })
})

describe('travel times over streets', () => {
  it('decide who is asked: the job looks them up before it locks the case', async () => {
    const desk = await server.as('chen')
    const { offer } = await offered(desk, { place: { lon: GULIN.lon + 0.0005, lat: GULIN.lat, crs: 'wgs84' } })
    expect(offer.squadId).toBe('squad-gulin-2')
    expect(travelOf(offer.why)).toMatchObject({ code: 'travel.routed', params: { minutes: 4 } })
  })

  it('are estimated while the map service is silent: nothing waits for it', async () => {
    mood.well = false
    const desk = await server.as('chen')
    const { body: incident } = await desk.post<Incident>(
      '/incidents',
      aReport({ place: { lon: GULIN.lon, lat: GULIN.lat + 0.001, crs: 'wgs84' } }),
    )
    const offer = await liveOfferOf(desk, incident.id)
    expect(travelOf(offer.why)).toMatchObject({ code: 'travel.estimated' })
    mood.well = true
  })
})
