import { describe, expect, it } from 'vitest'
import { readOsmand } from './osmand.codec.ts'
import type { DeviceMessage, Report } from './report.ts'

const NOW = Date.UTC(2026, 2, 2, 4)
const get = (query: string) => readOsmand({ query, body: '', headers: {} }, NOW)
const post = (body: string, query = '') => readOsmand({ query, body, headers: {} }, NOW)
const only = (message: DeviceMessage): Report | undefined =>
  message.kind === 'reports' ? message.reports[0] : undefined
const fault = (code: string) => ({ kind: 'fault', code })

const PLACE = 'id=4711&lat=29.832&lon=121.4426'

describe('OsmAnd and the older Traccar Client', () => {
  it('say everything they know in the query', () => {
    const query = `${PLACE}&timestamp=1772424000&speed=10&bearing=90.5&altitude=12.5&accuracy=4&hdop=0.8&batt=87&charge=true&valid=true&driverUniqueId=330203&alarm=sos&ignition=true&rpm=933&note=a+b`
    expect(get(query)).toEqual({
      kind: 'reports',
      names: ['4711'],
      spoilt: 0,
      reports: [
        {
          at: 1772424000000,
          lon: 121.4426,
          lat: 29.832,
          located: true,
          accuracyM: 4,
          // 10 knots.
          speedMps: (10 * 1852) / 3600,
          headingDeg: 90.5,
          altitudeM: 12.5,
          satellites: null,
          batteryShare: 0.87,
          mileageM: null,
          ignition: true,
          signal: null,
          buffered: false,
          alarms: ['sos'],
          facts: { hdop: 0.8, charging: true, driverId: '330203', alarm: 'sos', rpm: 933, note: 'a b' },
        },
      ],
    })
  })

  it.each([
    ['the place in one word', 'id=1&location=29.832,121.4426', { lat: 29.832, lon: 121.4426 }],
    ['deviceid for id', 'deviceid=1&lat=29.832&lon=121.4426', { lat: 29.832 }],
    ['heading for bearing', `${PLACE}&heading=270`, { headingDeg: 270 }],
    ['a heading of 360', `${PLACE}&bearing=360`, { headingDeg: 0 }],
    ['nothing of the moment, which is now', PLACE, { at: NOW }],
    ['milliseconds', `${PLACE}&timestamp=1772424000123`, { at: 1772424000123 }],
    ['ISO time', `${PLACE}&timestamp=2026-03-02T04%3A00%3A00Z`, { at: NOW }],
    ['time with a space', `${PLACE}&timestamp=2026-03-02+04%3A00%3A00`, { at: NOW }],
    ['an offset whose plus became a space', `${PLACE}&timestamp=2026-03-02T12:00:00+08:00`, { at: NOW }],
    ['an invalid place', `${PLACE}&valid=false`, { located: false }],
    ['a valid one by number', `${PLACE}&valid=1`, { located: true }],
    [
      '-1 for what it does not know',
      `${PLACE}&speed=-1&bearing=-1&accuracy=-1&batt=-1`,
      { speedMps: null, headingDeg: null, accuracyM: null, batteryShare: null },
    ],
    [
      'words where numbers should be',
      `${PLACE}&speed=fast&batt=full&altitude=NaN`,
      { speedMps: null, batteryShare: null, altitudeM: null },
    ],
    ['an unheard-of alarm', `${PLACE}&alarm=constructor`, { alarms: ['general'] }],
    ['the Gulf of Guinea', 'id=1&lat=0&lon=0', { lat: 0, lon: 0, located: true }],
  ])('may say %s', (_, query, expected) => {
    expect(only(get(query))).toMatchObject(expected)
  })

  it('may send it as a form, or half of it', () => {
    expect(post(`${PLACE}&batt=50`)).toMatchObject({ names: ['4711'], reports: [{ batteryShare: 0.5 }] })
    expect(post('lat=29.832&lon=121.4426', 'id=4711')).toMatchObject({ names: ['4711'], reports: [{ lat: 29.832 }] })
  })

  it('may hear cells and access points and know no place: they are alive, but nowhere', () => {
    expect(
      get('id=1&timestamp=1772424000&cell=460,0,16,2224&cell=460,0,16,2223,-90&wifi=00-14-22-01-23-45,-80'),
    ).toEqual({
      kind: 'status',
      names: ['1'],
      at: NOW,
      alarms: [],
      facts: { cells: '460,0,16,2224;460,0,16,2223,-90', wifi: '00:14:22:01:23:45,-80' },
    })
  })

  it('may call for help without knowing where they are', () => {
    expect(get('id=1&alarm=sos')).toMatchObject({ kind: 'status', at: NOW, alarms: ['sos'] })
  })

  it.each([
    ['nothing', '', 'request.empty'],
    ['no device', 'lat=29&lon=121', 'request.no-device'],
    ['an empty device', 'id=&lat=29&lon=121', 'request.no-device'],
    ['half a place', 'id=1&lat=29', 'request.place'],
    ['a place off the globe', 'id=1&lat=91&lon=121', 'request.place'],
    ['a place in words', 'id=1&lat=north&lon=121', 'request.place'],
    ['half a location', 'id=1&location=29', 'request.place'],
    ['no such time', `${PLACE}&timestamp=yesterday`, 'request.time'],
  ])('that say %s are not understood', (_, query, code) => {
    expect(get(query)).toEqual(fault(code))
  })

  it('cannot smuggle in names of ours, nor fill the memory', () => {
    const facts = only(get(`${PLACE}&__proto__=1&a%20b=1&${'x'.repeat(50)}=1&y=%00%1b%5b31m${'z'.repeat(500)}`))?.facts
    expect(Object.keys(facts ?? {})).toEqual(['y'])
    expect(String(facts?.y)).toHaveLength(200)
    expect(String(facts?.y)).toMatch(/^\[31mz+$/)
    const many = Array.from({ length: 500 }, (_, nth) => `p${nth}=1`).join('&')
    expect(Object.keys(only(get(`${PLACE}&${many}`))?.facts ?? {})).toHaveLength(40)
  })
})
