import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOwntracks } from './owntracks.codec.ts'

const NOW = Date.UTC(2026, 2, 2, 4)
const TST = NOW / 1000
const post = (body: unknown, headers: Record<string, string> = {}, query = '') =>
  readOwntracks({ query, body: typeof body === 'string' ? body : JSON.stringify(body), headers }, NOW + 60_000)
const place = { lat: 29.832, lon: 121.4426, tst: TST, tid: 'CW' }
const fault = (code: string) => [{ kind: 'fault', code }]

describe('a location of OwnTracks', () => {
  it('says where, when, how fast in km/h, and how full the battery is', () => {
    const said = {
      _type: 'location',
      ...place,
      vel: 36,
      cog: 90,
      acc: 10,
      alt: 12,
      batt: 87,
      bs: 2,
      conn: 'm',
      t: 'u',
      m: 1,
      inregions: ['Home', 'Work'],
    }
    expect(post({ ...said, topic: 'owntracks/chen/phone' })).toEqual([
      {
        kind: 'reports',
        names: ['owntracks/chen/phone', 'CW'],
        spoilt: 0,
        reports: [
          {
            at: NOW,
            lon: 121.4426,
            lat: 29.832,
            located: true,
            accuracyM: 10,
            speedMps: 10,
            headingDeg: 90,
            altitudeM: 12,
            satellites: null,
            batteryShare: 0.87,
            mileageM: null,
            ignition: null,
            signal: null,
            buffered: false,
            alarms: [],
            facts: { trigger: 'u', monitoring: 1, network: 'm', charging: true, area: 'Home Work' },
          },
        ],
      },
    ])
  })

  it.each([
    ['the least that is needed', {}, { speedMps: null, accuracyM: null, batteryShare: null, facts: null }],
    [
      '-1 for what it does not know',
      { vel: -1, cog: -1, batt: -1 },
      { speedMps: null, headingDeg: null, batteryShare: null },
    ],
    [
      'numbers in quotes, as older ones do',
      { lat: '29.832', lon: '121.4426', tst: String(TST), batt: '50' },
      { at: NOW, lat: 29.832, batteryShare: 0.5 },
    ],
    ['the ignition of a vehicle', { t: 'I' }, { ignition: false }],
    ['the same in a word', { ign: true }, { ignition: true }],
    ['the mileage of a vehicle in km', { odometer: 12.5 }, { mileageM: 12_500 }],
    ['that it is towed', { t: '!' }, { alarms: ['tow'] }],
    ['that its power was cut', { t: 'e' }, { alarms: ['power-cut'] }],
    ['that it drives harshly', { t: 'h', rty: 1 }, { alarms: ['acceleration'] }],
    ['harshly without a sort', { t: 'h' }, { alarms: [] }],
    [
      'volts, hours and inputs',
      { uext: 12.4, ubatt: 4, hmc: 7200, anum: 1, 'adda-00': '5A', 'temp_c-00': 20.5 },
      { facts: { powerV: 12.4, batteryV: 4, hours: 2, analog1: '5A', temperature1C: 20.5 } },
    ],
  ])('may say %s', (_, change, expected) => {
    expect(post({ _type: 'location', ...place, ...change })).toMatchObject([{ kind: 'reports', reports: [expected] }])
  })

  it.each([
    ['without a place', { lat: undefined }, 'request.place'],
    ['off the globe', { lon: 181 }, 'request.place'],
    ['without a moment', { tst: undefined }, 'request.time'],
    ['of nobody', { tid: undefined }, 'request.no-device'],
  ])('%s is not understood', (_, change, code) => {
    expect(post({ _type: 'location', ...place, ...change })).toEqual(fault(code))
  })
})

describe('a device of OwnTracks is known', () => {
  it.each([
    ['by topic before the two letters', {}, '', { topic: 'owntracks/chen/phone' }, ['owntracks/chen/phone', 'CW']],
    [
      'by topic without what hangs below it',
      {},
      '',
      { topic: 'owntracks/chen/phone/event' },
      ['owntracks/chen/phone', 'CW'],
    ],
    [
      'by the headers',
      { 'x-limit-u': 'chen', 'x-limit-d': 'phone' },
      '',
      {},
      ['owntracks/chen/phone', 'chen/phone', 'CW'],
    ],
    ['by the address', {}, 'u=chen&d=phone', {}, ['owntracks/chen/phone', 'chen/phone', 'CW']],
    [
      'by the headers alone',
      { 'x-limit-u': 'chen', 'x-limit-d': 'phone' },
      '',
      { tid: undefined },
      ['owntracks/chen/phone', 'chen/phone'],
    ],
  ])('%s', (_, headers, query, change, names) => {
    expect(post({ _type: 'location', ...place, ...change }, headers, query)).toMatchObject([{ names }])
  })
})

it('a device that is known already need not say its name', () => {
  const request = { query: '', body: JSON.stringify({ _type: 'location', ...place, tid: undefined }), headers: {} }
  expect(readOwntracks(request, NOW, '-')).toMatchObject([{ kind: 'reports', names: ['-'] }])
  expect(readOwntracks(request, NOW)).toEqual([{ kind: 'fault', code: 'request.no-device' }])
})

describe('other messages of OwnTracks', () => {
  it.each([
    [
      'entering a region, with its place',
      { _type: 'transition', ...place, event: 'enter', desc: 'Gate', acc: 20 },
      { kind: 'reports', reports: [{ accuracyM: 20, facts: { event: 'enter', area: 'Gate' } }] },
    ],
    [
      'leaving one, without',
      { _type: 'transition', tid: 'CW', tst: TST, event: 'leave' },
      { kind: 'status', at: NOW, facts: { event: 'leave' } },
    ],
    ['a last will', { _type: 'lwt', tid: 'CW', tst: TST }, { kind: 'status', at: NOW, facts: { online: false } }],
    ['a region', { _type: 'waypoint', ...place, desc: 'Gate' }, { kind: 'other', what: 'waypoint' }],
    ['a card', { _type: 'card', tid: 'CW', name: 'Chen' }, { kind: 'other', what: 'card' }],
    ['a command', { _type: 'cmd', tid: 'CW', action: 'reportLocation' }, { kind: 'other', what: 'cmd' }],
    ['steps', { _type: 'steps', tid: 'CW', tst: TST, steps: 10 }, { kind: 'other', what: 'steps' }],
    ['a beacon', { _type: 'beacon', tid: 'CW', tst: TST }, { kind: 'other', what: 'beacon' }],
    ['settings', { _type: 'configuration', tid: 'CW' }, { kind: 'other', what: 'configuration' }],
    ['what nobody knows', { _type: 'toString', tid: 'CW' }, { kind: 'unknown', what: 'toString' }],
    ['what says no type', { tid: 'CW' }, { kind: 'unknown', what: '' }],
    ['what is encrypted', { _type: 'encrypted', data: '…' }, { kind: 'fault', code: 'request.encrypted' }],
  ])('%s', (_, body, expected) => {
    expect(post(body)).toMatchObject([expected])
  })

  it('come several in a list', () => {
    expect(post([{ _type: 'location', ...place }, { _type: 'card', tid: 'CW' }, 7])).toMatchObject([
      { kind: 'reports' },
      { kind: 'other' },
      { kind: 'fault' },
    ])
    expect(post([])).toEqual([])
    expect(post(Array(1001).fill({}))).toEqual(fault('request.too-many'))
  })

  it.each([
    ['nothing', ' ', 'request.empty'],
    ['no JSON', 'lat=1', 'request.not-json'],
    ['no object', '7', 'request.not-json'],
  ])('with %s are not understood', (_, body, code) => {
    expect(post(body)).toEqual(fault(code))
  })
})

it('any body is a list of messages and faults', () => {
  const fields = fc.dictionary(
    fc.constantFrom(
      'lat',
      'lon',
      'tst',
      'tid',
      'topic',
      't',
      'rty',
      'inregions',
      'anum',
      'bs',
      'vel',
      'desc',
      'event',
      'hmc',
    ),
    fc.jsonValue(),
  )
  const typed = fc.record({ _type: fc.constantFrom('location', 'transition', 'lwt', 'card', 'x'), rest: fields })
  const body = fc.oneof(
    fc.json(),
    fc.string(),
    typed.map(({ _type, rest }) => JSON.stringify({ _type, ...place, ...rest })),
    fc.constant(
      `{"_type":"location","tid":"a","lat":1,"lon":1,"tst":1,"inregions":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    ),
  )
  fc.assert(
    fc.property(body, (body) => {
      for (const message of post(body)) {
        expect(['reports', 'status', 'other', 'unknown', 'fault']).toContain(message.kind)
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
