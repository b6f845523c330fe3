import { describe, expect, it } from 'vitest'
import { AHEAD_MS } from './jt808-draft.codec.ts'
import { STANDARD } from './jt808-frame.codec.ts'
import { readMessage } from './jt808-message.codec.ts'
import { fromHex } from './octets.codec.ts'

const NOW = Date.UTC(2026, 2, 2, 4)
function read(id: number, digits: string) {
  const bytes = fromHex(`${digits.replaceAll(' ', '')}00`)
  const header = { id, serial: 7, version: null, terminal: '013800138000', isMarked: true, parts: 1, part: 1 }
  const frame = { kind: 'frame', ...header, dialect: STANDARD, bytes, from: 0, to: bytes.length - 1 } as const
  return readMessage(frame, { family: 'standard', aheadMs: AHEAD_MS }, NOW)
}

describe('a compact message of a lock', () => {
  const body =
    '020326040030 29499200 121265560 7 24 2d 1c 0c 00000007 4e 00000000 0000 03 0020 0002 0202 000c 0b08 03363839363037 65 0c06 0001 ffff 000a'
  it('is read by hand-made bytes: 2 March 2026, 29°49.92′ north, 121°26.556′ east, 24 km/h', () => {
    const message = read(0x5501, body)
    expect(message).toMatchObject({ kind: 'reports', spoilt: 0 })
    const report = message.kind === 'reports' ? message.reports[0] : undefined
    expect(report).toMatchObject({
      at: NOW + 30_000,
      located: true,
      headingDeg: 90,
      altitudeM: 12,
      satellites: 12,
      batteryShare: 0.78,
      mileageM: 7000,
    })
    expect(report?.lat).toBeCloseTo(29.832, 9)
    expect(report?.lon).toBeCloseTo(121.4426, 9)
    expect(report?.speedMps).toBeCloseTo(24 / 3.6, 9)
    expect(report?.alarms).toEqual(['power-low'])
    expect(report?.facts).toEqual({
      state: 32,
      fuelCut: true,
      lockCommand: 3,
      lockPassword: '689607',
      unlockResult: 101,
      tilt: '1,-1,10',
    })
  })

  it('out of sight of satellites has an old place', () => {
    expect(read(0x5502, body)).toMatchObject({ reports: [{ located: false }] })
  })

  it('in the south and west has the bits for north and east cleared', () => {
    const report = read(0x5501, body.replace(' 7 24', ' 1 24'))
    expect(report).toMatchObject({ kind: 'reports' })
    expect(
      report.kind === 'reports' && [Math.sign(report.reports[0]?.lat ?? 0), Math.sign(report.reports[0]?.lon ?? 0)],
    ).toEqual([-1, -1])
  })

  it('with letters in its digits is broken', () => {
    expect(read(0x5501, body.replace('29499200', '2949920a'))).toEqual({ kind: 'fault', code: 'location.range' })
  })
})

describe('what hangs on the terminal’s lines', () => {
  const fix = '00000002 01c7334c 073d1108 000c 0168 005a 260302120000'
  const status = '00000002 01c7334c 073d1108'
  it.each([
    ['a driver’s card', `40 ${'4754534c7c317c327c337c4944377c'}`, { kind: 'status', facts: { driverId: 'ID7' } }],
    ['words', '40 4f4b', { kind: 'status', facts: { text: 'OK' } }],
    ['the engine in words', `41 ${'244f42442d52542c31322e33'}`, { kind: 'status', facts: { powerV: 12.3 } }],
    [
      'tags around a place',
      `53 ${fix} 01 00 aabbccddeeff ce 02 0102`,
      {
        kind: 'reports',
        reports: [{ at: NOW, headingDeg: 90, facts: { tag1Mac: 'aabbccddeeff', tag1Signal: -50, tag1Data: '0102' } }],
      },
    ],
    [
      'samples at a place',
      `54 ${fix} 0003 260302120000 0064 00c8 01f4`,
      { kind: 'reports', reports: [{ facts: { light: 100, deviceC: 20, humidityPercent: 50 } }] },
    ],
    [
      'values of the engine',
      `f0 260302120000 00 00 01 02 0536 02 0320 0111 01 50 ${status}`,
      { kind: 'reports', reports: [{ at: NOW, located: true, facts: { rpm: 800, fuelC: 40 } }] },
    ],
    [
      'trouble codes',
      `f0 260302120000 01 00 02 0001 00000001 0001 00000001 00000001 0005 5030313330 ${status}`,
      { kind: 'reports', reports: [{ buffered: true, facts: { troubleCodes: 'P0130' } }] },
    ],
    [
      'events of the drive',
      `f0 260302120000 00 00 03 02 1b 00 25 01 00 ${status}`,
      { kind: 'reports', reports: [{ alarms: ['braking', 'overspeed'] }] },
    ],
    [
      'a trip',
      `f0 260302120000 00 00 04 02 00000007 ${'00'.repeat(29)} 0001 0002 0003 0064`,
      { kind: 'status', at: NOW, facts: { trip: 7, tripM: 300, tripFuelL: 1 } },
    ],
    ['a vehicle', `f0 260302120000 00 00 0b 01 ${'41'.repeat(17)}`, { kind: 'status', facts: { vin: 'A'.repeat(17) } }],
    ['a manoeuvre', 'f0 260302120000 00 00 15 00000034', { kind: 'status', facts: { alarms: 'braking' } }],
    ['an impact', 'f3 0002 0002 6400 0006 0006 260302120000', { kind: 'status', at: NOW, facts: { impactG: 1 } }],
    [
      'a place with signs',
      'ff 260302120000 fe38ccb4 073d1108 000c 0168 005a',
      { kind: 'reports', reports: [{ at: NOW, lat: -29.832012, lon: 121.442568, located: true }] },
    ],
    ['something else', '0b 00', { kind: 'other', id: 0x0900 }],
  ])('%s', (_, body, expected) => {
    expect(read(0x0900, body)).toMatchObject(expected)
  })
})
