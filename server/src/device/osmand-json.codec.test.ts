import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOsmand } from './osmand.codec.ts'
import type { DeviceMessage, Report } from './report.ts'

const NOW = Date.UTC(2026, 2, 2, 4)
const post = (body: unknown, query = '') =>
  readOsmand({ query, body: typeof body === 'string' ? body : JSON.stringify(body), headers: {} }, NOW)
const only = (message: DeviceMessage): Report | undefined =>
  message.kind === 'reports' ? message.reports[0] : undefined
const fault = (code: string) => ({ kind: 'fault', code })

describe('the newer Traccar Client', () => {
  const location = {
    timestamp: '2026-03-02T04:00:00.000Z',
    coords: { latitude: 29.832, longitude: 121.4426, accuracy: 5, speed: 10, heading: 90, altitude: 12 },
    is_moving: true,
    odometer: 120,
    event: 'motionchange',
    battery: { level: 0.8, is_charging: true },
    activity: { type: 'in_vehicle' },
    extras: { alarm: 'sos', heartbeat: true },
  }

  it('sends JSON, in metres a second', () => {
    expect(post({ location, device_id: '48241179' })).toEqual({
      kind: 'reports',
      names: ['48241179'],
      spoilt: 0,
      reports: [
        {
          at: NOW,
          lon: 121.4426,
          lat: 29.832,
          located: true,
          accuracyM: 5,
          speedMps: 10,
          headingDeg: 90,
          altitudeM: 12,
          satellites: null,
          batteryShare: 0.8,
          mileageM: null,
          ignition: null,
          signal: null,
          buffered: false,
          alarms: ['sos'],
          facts: {
            event: 'motionchange',
            motion: true,
            odometerM: 120,
            activity: 'in_vehicle',
            charging: true,
            alarm: 'sos',
            heartbeat: true,
          },
        },
      ],
    })
  })

  it('writes -1 for what it does not know, and says when a place was made up', () => {
    const coords = { latitude: 29.832, longitude: 121.4426, accuracy: -1, speed: -1, heading: -1, altitude: 0 }
    expect(only(post({ location: { coords, mock: true, battery: { level: -1 } }, device_id: 1 }))).toMatchObject({
      at: NOW,
      accuracyM: null,
      speedMps: null,
      headingDeg: null,
      batteryShare: null,
      facts: { mock: true },
    })
  })

  it.each([
    ['a list of locations', { location: [location, location], device_id: '1' }],
    [
      'a list of messages',
      [
        { location, device_id: '1' },
        { location, device_id: '1' },
      ],
    ],
  ])('after a time without network sends %s', (_, body) => {
    expect(post(body)).toMatchObject({ kind: 'reports', names: ['1'], reports: [{ at: NOW }, { at: NOW }] })
  })

  it('of a list gives what can be read and counts what cannot', () => {
    const wrong = [{ coords: { latitude: 91, longitude: 0 } }, { ...location, timestamp: 'never' }]
    expect(post({ location: [...wrong, location], device_id: '1' })).toMatchObject({
      reports: [{ at: NOW }],
      spoilt: 2,
    })
  })

  it('may have its name in the query', () => {
    expect(post({ location }, 'id=7')).toMatchObject({ names: ['7'] })
  })

  it('without a place is alive', () => {
    expect(
      post({ location: { timestamp: location.timestamp, battery: { is_charging: false } }, device_id: '1' }),
    ).toEqual({
      kind: 'status',
      names: ['1'],
      at: NOW,
      alarms: [],
      facts: { charging: false },
    })
  })

  it.each([
    ['half a message', '{"location":', 'request.not-json'],
    ['no device', { location }, 'request.no-device'],
    [
      'no place on the globe',
      { location: { coords: { latitude: 'x', longitude: 0 } }, device_id: '1' },
      'request.place',
    ],
    ['more than a thousand', { location: Array(1001).fill(location), device_id: '1' }, 'request.too-many'],
  ])('that sends %s is not understood', (_, body, code) => {
    expect(post(body)).toEqual(fault(code))
  })
})

it('any query and any body are a message or a fault', () => {
  const key = fc.constantFrom(
    'id',
    'deviceid',
    'lat',
    'lon',
    'location',
    'timestamp',
    'cell',
    'wifi',
    'speed',
    'alarm',
    '__proto__',
    'x',
  )
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('1', '29.8', '121.4,29', '%', '%E0%A4%A', 'NaN', '1e400', 'toString'),
  )
  const query = fc
    .array(fc.tuple(key, value), { maxLength: 8 })
    .map((all) => all.map(([name, said]) => `${name}=${said}`).join('&'))
  const json = fc.oneof(
    fc.json(),
    fc
      .record({
        device_id: fc.jsonValue(),
        location: fc.oneof(
          fc.jsonValue(),
          fc.record({
            coords: fc.jsonValue(),
            timestamp: fc.jsonValue(),
            battery: fc.jsonValue(),
            extras: fc.jsonValue(),
            geofence: fc.jsonValue(),
          }),
        ),
      })
      .map((value) => JSON.stringify(value)),
    fc.constant(`${'['.repeat(50_000)}${']'.repeat(50_000)}`),
    fc.string(),
  )
  fc.assert(
    fc.property(query, json, (query, body) => {
      for (const message of [
        readOsmand({ query, body, headers: {} }, NOW),
        readOsmand({ query, body: '', headers: {} }, NOW),
      ]) {
        expect(['reports', 'status', 'fault']).toContain(message.kind)
        for (const report of message.kind === 'reports' ? message.reports : []) {
          expect(Math.abs(report.lon) <= 180 && Math.abs(report.lat) <= 90 && Number.isSafeInteger(report.at)).toBe(
            true,
          )
        }
      }
    }),
    { numRuns: 1000 },
  )
})
