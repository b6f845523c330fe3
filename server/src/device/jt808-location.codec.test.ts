import { alarmNames, terminalFamilies } from '@lianqin/shared/device'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAlarms } from './jt808-alarm.codec.ts'
import { AHEAD_MS, type Manner } from './jt808-draft.codec.ts'
import { readLocation } from './jt808-location.codec.ts'
import { locationBody } from './jt808-terminal.codec.ts'
import { readDayFirstTime, readTime, writeTime } from './jt808-time.codec.ts'
import { fromHex } from './octets.codec.ts'
import type { Fault, Report } from './report.ts'

const NOW = Date.UTC(2026, 2, 2, 4)
const manner: Manner = { version: null, family: 'standard', aheadMs: AHEAD_MS, now: NOW }
const read = (bytes: Uint8Array, how: Partial<Manner> = {}) =>
  readLocation(bytes, 0, bytes.length, { ...manner, ...how })
const readHex = (digits: string, how: Partial<Manner> = {}) => read(fromHex(digits.replaceAll(' ', '')), how)
const taken = (report: Report | Fault): Report => {
  if ('kind' in report) throw new Error(report.code)
  return report
}

/** At the drum tower on 2 March 2026, 12:00:30 Beijing time, 36 km/h to the east, 12 m up. */
const HERE = '00000000 00000003 01c7364c 073cc8f0 000c 0168 005a 260302120030'
const at = (change: Record<number, string>) => {
  const words = HERE.split(' ')
  for (const [nth, word] of Object.entries(change)) words[Number(nth)] = word
  return words.join('')
}

describe('a location', () => {
  it('is read by hand-made bytes: place, height, speed, heading, time in UTC+8', () => {
    expect(readHex(HERE)).toEqual({
      at: Date.UTC(2026, 2, 2, 4, 0, 30),
      lon: 121.424112,
      lat: 29.83278,
      located: true,
      accuracyM: null,
      speedMps: 10,
      headingDeg: 90,
      altitudeM: 12,
      satellites: null,
      batteryShare: null,
      mileageM: null,
      ignition: true,
      signal: null,
      buffered: false,
      alarms: [],
      facts: null,
    })
  })

  it.each([
    ['south', '00000006', { lat: -29.83278, lon: 121.424112 }],
    ['west', '0000000a', { lat: 29.83278, lon: -121.424112 }],
    ['without a fix', '00000001', { located: false, ignition: true }],
    ['with the engine off', '00000002', { ignition: false }],
    ['already shifted by the official offset', '00000022', { facts: { shifted: true } }],
    ['with fuel cut off and charging', '04000402', { facts: { fuelCut: true, charging: true } }],
  ])('%s says so in its status', (_, status, expected) => {
    expect(readHex(at({ 1: status }))).toMatchObject(expected)
  })

  it.each([
    ['below the sea', { 4: 'fff6' }, { altitudeM: -10 }],
    ['at 250 km/h', { 5: '09c4' }, { speedMps: 2500 / 36 }],
    ['faster than anybody drives, without a speed', { 5: '09c5' }, { speedMps: null }],
    ['heading 359', { 6: '0167' }, { headingDeg: 359 }],
    ['heading 360, which is north', { 6: '0168' }, { headingDeg: 0 }],
    ['with a heading that is none', { 6: 'ffff' }, { headingDeg: null }],
  ])('%s', (_, change, expected) => {
    expect(readHex(at(change))).toMatchObject(expected)
  })

  it.each([
    ['cut short', HERE.slice(0, -6), 'location.short'],
    ['north of the pole', at({ 2: '055d4a81' }), 'location.range'],
    ['east of the date line', at({ 3: '0aba9501' }), 'location.range'],
    ['in the 13th month', at({ 7: '261302120030' }), 'location.time'],
    ['on 30 February', at({ 7: '260230120030' }), 'location.time'],
    ['with letters in the time', at({ 7: '26030212003a' }), 'location.time'],
    ['without a time', at({ 7: '000000000000' }), 'location.time'],
  ])('%s is broken', (_, digits, code) => {
    expect(readHex(digits)).toEqual({ kind: 'fault', code })
  })

  it('without a fix may have zeros, or anything, for time and place', () => {
    expect(readHex('0000000000000000 00000000 00000000 0000 0000 0000 000000000000')).toMatchObject({
      at: NOW,
      lon: 0,
      lat: 0,
      located: false,
    })
    expect(readHex('0000000000000000 ffffffff ffffffff 0000 0000 0000 ffffffffffff')).toMatchObject({ lon: 0, lat: 0 })
  })

  it('of a terminal abroad keeps its own clock', () => {
    expect(taken(readHex(HERE, { aheadMs: 0 })).at).toBe(Date.UTC(2026, 2, 2, 12, 0, 30))
  })

  it('comes back as it was written', () => {
    const said = fc.record({
      at: fc
        .integer({ min: Date.UTC(2001, 0) / 1000, max: Date.UTC(2099, 11) / 1000 })
        .map((seconds) => seconds * 1000),
      lon: fc.integer({ min: -180e6, max: 180e6 }).map((millionths) => millionths / 1e6),
      lat: fc.integer({ min: -90e6, max: 90e6 }).map((millionths) => millionths / 1e6),
      located: fc.boolean(),
      altitudeM: fc.integer({ min: -500, max: 9000 }),
      speedMps: fc.integer({ min: 0, max: 2500 }).map((tenths) => tenths / 36),
      headingDeg: fc.integer({ min: 0, max: 359 }),
      mileageM: fc.integer({ min: 0, max: 1e7 }).map((hundreds) => hundreds * 100),
      satellites: fc.integer({ min: 0, max: 40 }),
      signal: fc.integer({ min: 0, max: 31 }),
      ignition: fc.boolean(),
    })
    fc.assert(
      fc.property(said, fc.constantFrom(null, 1), (fix, version) => {
        const report = taken(read(Uint8Array.from(locationBody(fix, 0)), { version }))
        expect({ ...report, speedMps: null }).toMatchObject({
          ...fix,
          lon: fix.lon + 0,
          lat: fix.lat + 0,
          speedMps: null,
        })
        expect(report.speedMps).toBeCloseTo(fix.speedMps, 9)
      }),
    )
  })

  it('of any bytes is a report on the globe or a fault, whoever made the terminal', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(...terminalFamilies),
        fc.constantFrom(null, 1),
        (bytes, family, version) => {
          const report = read(bytes, { family, version })
          if ('kind' in report) return
          expect(Math.abs(report.lon) <= 180 && Math.abs(report.lat) <= 90 && Number.isFinite(report.at)).toBe(true)
          for (const value of Object.values(report.facts ?? {})) expect(Number.isNaN(value)).toBe(false)
          expect(report.batteryShare ?? 0).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('with any items behind it is the same location', () => {
    const item = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 60 }))
    const here = fromHex(HERE.replaceAll(' ', ''))
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), fc.constantFrom(...terminalFamilies), (items, family) => {
        const bytes = Uint8Array.from([...here, ...items.flatMap(([id, content]) => [id, content.length, ...content])])
        expect(read(bytes, { family })).toMatchObject({ lon: 121.424112, lat: 29.83278, located: true })
      }),
      { numRuns: 1000 },
    )
  })
})

describe('alarm flags', () => {
  it.each([
    [0, null, 'standard', 'sos'],
    [1, null, 'standard', 'overspeed'],
    [8, null, 'standard', 'power-cut'],
    [15, null, 'standard', 'vibration'],
    [15, 1, 'standard', 'violation'],
    [16, 1, 'standard', 'tyre-pressure'],
    [16, null, 'standard', 'tamper'],
    [18, 1, 'standard', 'driving-too-long'],
    [18, null, 'tracker', 'battery-low'],
    [29, null, 'standard', 'collision'],
    [31, null, 'standard', 'door'],
    [4, null, 'padlock', 'removed'],
    [16, null, 'aovx', 'moved'],
  ] as const)('bit %i of version %s, family %s, is %s', (bit, version, family, alarm) => {
    expect(readAlarms((1 << bit) >>> 0, version, family)).toEqual([alarm])
  })

  it('all at once name each alarm once', () => {
    for (const family of terminalFamilies)
      for (const version of [null, 1]) {
        const alarms = readAlarms(0xffffffff, version, family)
        expect(new Set(alarms).size).toBe(alarms.length)
        expect(alarms.every((alarm) => alarmNames.includes(alarm))).toBe(true)
      }
    expect(readAlarms(0, null, 'standard')).toBe(readAlarms(0, 1, 'aovx'))
  })
})

describe('the time of a terminal', () => {
  it('comes back as it was written, every day of the century', () => {
    for (let day = Date.UTC(2000, 0, 1, 12); day < Date.UTC(2100, 0); day += 86_400_000) {
      expect(readTime(Uint8Array.from(writeTime(day, AHEAD_MS)), 0, AHEAD_MS)).toBe(day)
    }
  })

  it('with the day first is that of compact messages', () => {
    expect(readDayFirstTime(fromHex('020326040030'), 0)).toBe(Date.UTC(2026, 2, 2, 4, 0, 30))
  })

  it.each([
    '260229000000',
    '260431000000',
    '260001000000',
    '260100000000',
    '260101240000',
    '260101006000',
    '2601010000a0',
    '',
  ])('%s is none', (digits) => {
    expect(readTime(fromHex(digits), 0, 0)).toBeNull()
  })
})
