import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fix } from '@lianqin/shared/unit'
import { afterEach, describe, expect, it } from 'vitest'
import { NOON } from '../../test/samples.ts'
import { estimateMinutes, isBelievable } from './travel.rank.ts'
import { MOST_WAYS, openTravel } from './travel.ts'
import type { RouterAddress } from './travel-router.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

interface Service extends RouterAddress {
  /** What it was asked: the path, and the body if there was one. */
  asked: { url: string; body: string }[]
}

/** A map service on this machine that answers with whatever the test wants. */
async function service(kind: RouterAddress['kind'], answer: (request: { url: string; body: string }) => unknown) {
  const asked: Service['asked'] = []
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const heard = { url: request.url ?? '', body: Buffer.concat(chunks).toString() }
      asked.push(heard)
      const said = answer(heard)
      if (said === undefined) return
      const [status, body] = typeof said === 'number' ? [said, ''] : [200, said]
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  }
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await new Promise((resolve) => server.once('listening', resolve))
  return { kind, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked } satisfies Service
}

const CASE = { lon: 121.4426, lat: 29.832 }
const METRE_NORTH = 1 / 111_195
const fixAt = (name: string, metres: number): Fix => ({
  unitId: `unit-${name}`,
  at: NOON,
  lon: CASE.lon,
  lat: CASE.lat + metres * METRE_NORTH,
  accuracyM: 5,
  speedMps: 0,
  headingDeg: 0,
})
const TWO = [fixAt('a', 1_000), fixAt('b', 2_000)]
const book = (fixes: readonly Fix[]) => new Map(fixes.map((fix) => [fix.unitId, fix]))
const osrm = (...seconds: (number | null)[]) => ({ code: 'Ok', durations: seconds.map((one) => [one]) })

function travelWith(router: RouterAddress, answerWithinMs = 2_000) {
  const held = { now: 1_000_000, faults: [] as unknown[], outcomes: [] as string[] }
  const failed = (_: string, error: unknown) => void held.faults.push(error)
  const counted = (outcome: string) => void held.outcomes.push(outcome)
  const travel = openTravel({ router, clock: () => held.now, failed, counted, answerWithinMs })
  const minutes = async (fixes: readonly Fix[] = TWO) => {
    await travel.ask(CASE, fixes)
    return Object.fromEntries(travel.known(CASE, book(fixes)))
  }
  return { travel, held, minutes }
}

describe('ways over streets', () => {
  it('are asked of OSRM as one column of its table', async () => {
    const router = await service('osrm', () => osrm(240, 300))
    const { minutes } = travelWith(router)
    expect(await minutes()).toEqual({ 'unit-a': 4, 'unit-b': 5 })
    expect(router.asked).toEqual([
      {
        url: '/table/v1/driving/121.442600,29.840993;121.442600,29.849986;121.442600,29.832000?sources=0;1&destinations=2&annotations=duration',
        body: '',
      },
    ])
  })

  it.each([
    ['in words', [[{ time: 240, distance: 1.2 }], [{ time: null }]]],
    ['in columns', { durations: [[240], [null]] }],
  ])('are asked of Valhalla, which answers %s', async (_, matrix) => {
    const router = await service('valhalla', () => ({ sources_to_targets: matrix }))
    const { minutes } = travelWith({ ...router, url: `${router.url}/` })
    expect(await minutes()).toEqual({ 'unit-a': 4 })
    expect(router.asked[0]?.url).toBe('/sources_to_targets')
    expect(JSON.parse(router.asked[0]?.body ?? '')).toMatchObject({ targets: [CASE], costing: 'auto' })
  })

  it('are remembered while the unit stands where it was and for two minutes, and only what is missing is asked again', async () => {
    const router = await service('osrm', ({ url }) => osrm(...(url.match(/,/g) ?? []).slice(1).map(() => 240)))
    const { minutes, held, travel } = travelWith(router)
    await minutes()
    await minutes()
    expect(router.asked.length).toBe(1)
    const moved = [fixAt('a', 1_100), fixAt('b', 2_300)]
    expect(Object.fromEntries(travel.known(CASE, book(moved)))).toEqual({ 'unit-a': 4 })
    await minutes(moved)
    expect(router.asked[1]?.url).toContain('?sources=0&destinations=1&')
    held.now += 121_000
    expect(travel.known(CASE, book(TWO)).size).toBe(0)
  })

  it('are asked for the likeliest only', async () => {
    const many = Array.from({ length: MOST_WAYS + 20 }, (_, n) => fixAt(`u${n}`, 1_000 + n))
    const router = await service('osrm', () => osrm(...many.slice(0, MOST_WAYS).map(() => 240)))
    expect(Object.keys(await travelWith(router).minutes(many)).length).toBe(MOST_WAYS)
  })

  it('are not asked without a map service', async () => {
    const travel = openTravel({ router: null, clock: () => 0, failed: () => {}, counted: () => {} })
    await travel.ask(CASE, TWO)
    expect([travel.asks, travel.known(CASE, book(TWO)).size]).toEqual([false, 0])
  })
})

describe('a map service that is not to be relied on', () => {
  it.each([
    ['answers with an error', 500],
    ['is not there', 404],
    ['sends elsewhere', 302],
    ['talks nonsense', 'not json'],
    ['answers another question', { code: 'Ok', durations: [[60]] }],
    ['refuses', { code: 'NoTable', message: 'no' }],
    ['knows negative times', osrm(-5, 60)],
    ['forgets the figures', { code: 'Ok', durations: [[], []] }],
  ])('%s: nothing is known, and nobody is stopped by it', async (_, said) => {
    const { minutes } = travelWith(await service('osrm', () => said))
    expect(await minutes()).toEqual({})
  })

  it('hangs: nobody waits longer than was agreed', async () => {
    const { minutes } = travelWith(await service('osrm', () => undefined), 80)
    const started = performance.now()
    expect(await minutes()).toEqual({})
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('is left alone for some seconds after one failure, ever longer up to a minute, told once, counted each time', async () => {
    const mood = { well: false }
    const router = await service('osrm', () => (mood.well ? osrm(240, 300) : 503))
    const { minutes, held } = travelWith(router)
    for (let times = 0; times < 5; times++) await minutes()
    expect([router.asked.length, held.faults.length]).toEqual([1, 1])
    expect(held.outcomes).toEqual(['failed', 'resting', 'resting', 'resting', 'resting'])
    for (const [rest, asked] of [
      [4_999, 1],
      [1, 2],
      [9_999, 2],
      [1, 3],
    ] as const) {
      held.now += rest
      await minutes()
      expect(router.asked.length).toBe(asked)
    }
    held.now += 60_000
    mood.well = true
    expect(await minutes()).toEqual({ 'unit-a': 4, 'unit-b': 5 })
    expect(held.faults.length).toBe(1)
  })

  it('hangs while many cases are routed one after another: the first waits, the others are estimated at once', async () => {
    const router = await service('osrm', () => undefined)
    const { minutes, held } = travelWith(router, 200)
    const began = performance.now()
    for (let times = 0; times < 50; times++) expect(await minutes()).toEqual({})
    expect(performance.now() - began).toBeLessThan(1_000)
    held.now += 5_000
    await Promise.all([minutes(), minutes(), minutes()])
    // Tried again by one question, for which the others do not wait.
    expect(router.asked.length).toBe(2)
  })

  it('is not believed where it is faster than a motorway or slower than a walk', async () => {
    const { minutes } = travelWith(await service('osrm', () => osrm(1, 240 * 60)))
    expect(await minutes()).toEqual({})
    expect([isBelievable(1, 2_000), isBelievable(0.9, 2_000), isBelievable(Number.NaN, 2_000)]).toEqual([
      true,
      false,
      false,
    ])
    // 300 m of air with a river in between.
    expect([isBelievable(12, 300), isBelievable(14, 300)]).toEqual([true, false])
  })
})

it('an estimate is the way of streets at the pace of the unit', () => {
  expect(estimateMinutes(1_000, 'car')).toBeCloseTo(3.12)
  expect(estimateMinutes(1_000, 'foot')).toBeCloseTo(15.6)
})
