import { describe, expect, it } from 'vitest'
import type { Family } from './jt808-alarm.codec.ts'
import { blank } from './jt808-draft.codec.ts'
import { readItems } from './jt808-item.codec.ts'
import { ascii, fromHex, hex } from './octets.codec.ts'

function said(digits: string, family: Family = 'standard') {
  const bytes = fromHex(digits.replaceAll(' ', ''))
  const draft = blank(0)
  readItems(bytes, 0, bytes.length, family, draft)
  return draft
}
/** An item whose content is words. */
const words = (id: string, text: string) => {
  const bytes = Uint8Array.from(ascii(text))
  return id + bytes.length.toString(16).padStart(2, '0') + hex(bytes, 0, bytes.length)
}

describe('items of the standard', () => {
  it.each([
    ['mileage in tenths of a kilometre', '0104 00003039', { mileageM: 1_234_500 }],
    ['strength of the network', '3001 1f', { signal: 31 }],
    ['satellites', '3101 0c', { satellites: 12 }],
    ['fuel in tenths of a litre', '0202 0123', { facts: { fuelL: 29.1 } }],
    ['fuel as a share', '0202 8032', { facts: { fuelPercent: 50 } }],
    ['speed of the recorder', '0302 0168', { facts: { recorderKmh: 36 } }],
    ['the alarm that a person is to confirm', '0402 0007', { facts: { alarmEvent: 7 } }],
    ['the battery of a personal tracker', '0601 3e', { batteryShare: 0.62 }],
    ['the temperature inside, since 2019', '0602 fff6', { facts: { cabinC: -10 } }],
    ['alarms of the video', '1404 00000004', { facts: { videoAlarms: 4 } }],
    ['signals of the vehicle', '2504 00000003', { facts: { vehicleSignals: 3 } }],
    ['inputs', '2a02 0001', { facts: { inputs: 1 } }],
    ['analog inputs', '2b04 04ab5600', { facts: { analog1: 11.95, analog2: 220.16 } }],
    [
      'several one after the other',
      '0104 00000001 3001 10 3101 08 0202 0064',
      { signal: 16, satellites: 8, facts: { fuelL: 10 } },
    ],
  ])('%s', (_, digits, expected) => {
    expect(said(digits)).toMatchObject(expected)
  })

  it('that reach beyond the end are left out, and what came before is kept', () => {
    expect(said('3001 1f 3105 0c')).toMatchObject({ signal: 31, satellites: null })
    expect(said('3001 1f 31')).toMatchObject({ signal: 31, satellites: null })
  })

  it('that are too short for their content are left out', () => {
    for (let id = 0; id < 256; id++)
      expect(said(`${id.toString(16).padStart(2, '0')}00`)).toMatchObject({ satellites: null })
  })

  it('that nobody knows are stepped over', () => {
    expect(said('9f03 010203 3101 0c')).toMatchObject({ satellites: 12, facts: null })
  })

  it('of 18 bytes that are no list are the ending of one maker', () => {
    expect(said('0000ffff 0000000a 007b 00000000 13 000000')).toMatchObject({
      mileageM: 10_000,
      signal: 19,
      facts: { batteryV: 12.3 },
    })
  })
})

describe('items of makers', () => {
  it.each([
    ['0x33 mode', '3301 03', { facts: { mode: 3 } }],
    ['0x33 a sentence', words('33', '*M00,45,1138600Roy'), { facts: { batteryV: 3.86 } }],
    [
      '0x51 temperatures, some without a probe',
      `5110 00c8 8032 ${'ffff'.repeat(6)}`,
      { facts: { temperature1C: 20, temperature2C: -5 } },
    ],
    ['0x56 battery in tenths', '5602 0900', { batteryShare: 0.9 }],
    ['0x57 harsh driving', '5708 0700 0000 00000000', { alarms: ['acceleration', 'braking', 'cornering'] }],
    [
      '0x60 a card at a lock',
      `6010 0061 000000000000 3132333435363738`,
      { facts: { event: 97, driverId: '12345678' } },
    ],
    [
      '0x63 seals',
      '630b aabbccddeeff 0fa0 31 00 00',
      { facts: { lock1Id: 'aabbccddeeff', lock1V: 4, lock1Sealed: true } },
    ],
    [
      '0x64 driving assistance',
      `642f 00000001 00 02 ${'00'.repeat(25)} ${'ab'.repeat(16)}`,
      { facts: { assistanceAlarm: 2, alarmLabel: 'ab'.repeat(16) } },
    ],
    ['0x65 watching the driver', '6506 00000001 00 01', { facts: { driverAlarm: 1 } }],
    ['0x67 a password', words('67', '13214322'), { facts: { password: '13214322' } }],
    ['0x68 battery in hundredths', '6802 0fa0', { batteryShare: 0.4 }],
    ['0x69 volts', '6902 018b', { facts: { batteryV: 3.95 } }],
    ['0x70 braking', '7006 00000001 00 02', { alarms: ['braking'] }],
    [
      '0x77 tyres',
      '7708 00 7e19f1 0038 4d 08',
      { facts: { tyre0Sensor: '7e19f1', tyre0Bar: 1.4, tyre0C: 27, tyre0State: 8 } },
    ],
    [
      '0x80 and the engine behind it',
      '8001 32 8102 03e8 8401 50 8c04 0000000a 5602 0250',
      { batteryShare: 0.8, facts: { engineKmh: 50, rpm: 1000, coolantC: 40, odometerM: 1000 } },
    ],
    ['0x82 power', '8202 0082', { facts: { powerV: 13 } }],
    [
      '0x91 the engine in one',
      '9116 007b 03e8 32 80 ff 5a 0000 0064 0000 00000000 0000 0032',
      {
        facts: {
          powerV: 12.3,
          rpm: 1000,
          engineKmh: 50,
          throttlePercent: 50,
          loadPercent: 100,
          coolantC: 50,
          consumption: 1,
          fuelUsedL: 0.5,
        },
      },
    ],
    ['0x94 a vehicle', words('94', 'LSVAU2180N2183294'), { facts: { vin: 'LSVAU2180N2183294' } }],
    ['0xa0 trouble', words('a0', 'P538f,U029f'), { facts: { troubleCodes: 'P538f U029f' } }],
    ['0xac mileage', 'ac04 000003e8', { mileageM: 1000 }],
    [
      '0xbc and 0xbd a driver',
      words('bc', 'Chen ') + words('bd', '330203'),
      { facts: { driver: 'Chen', driverId: '330203' } },
    ],
    ['0xd0 vibration', 'd004 00000008', { alarms: ['vibration'] }],
    ['0xd3 power', 'd302 007b', { facts: { powerV: 12.3 } }],
    ['0xd4 battery', 'd401 64', { batteryShare: 1 }],
    ['0xd4 charging', 'd401 ff', { batteryShare: null, facts: { charging: true } }],
    ['0xd4 a card', 'd404 00000102', { facts: { driverId: '258' } }],
    [
      '0xd5 slave locks',
      'd50e 01 0002604323 2795980277 53 0020',
      { facts: { lock1Id: '0002604323', lock1Card: '2795980277', lock1Percent: 83, lock1Locked: false } },
    ],
    ['0xda a string seal', 'da03 0001 0d', { facts: { string: true, motion: true, cover: true } }],
    ['0xe1 battery', 'e101 2d', { batteryShare: 0.45 }],
    ['0xe1 power', 'e102 0072', { facts: { powerV: 11.4 } }],
    ['0xe1 cells', 'e10c 010c 0006 00bbe4 001ada15 00', { facts: { cells: '268,6,48100,1759765,0' } }],
    ['0xe2 fuel', 'e204 00000064', { facts: { fuelL: 10 } }],
    ['0xe3 battery', 'e304 0064 019a', { batteryShare: 1, facts: { batteryV: 4.1 } }],
    ['0xe4 charging', 'e402 0056', { batteryShare: 0.86, facts: { charging: true } }],
    ['0xe5 motion', 'e501 01', { facts: { motion: true } }],
    [
      '0xe6 the engine in words',
      words('e6', '$OBD-RT,12.3,800,20,,,90,1,2,3,4,5,6.5'),
      { facts: { powerV: 12.3, rpm: 800, coolantC: 90, fuelUsedL: 6.5 } },
    ],
    ['0xe6 climate', 'e60b 01 aabbccddeeff 1400 3200', { facts: { temperature1C: 20, humidity1Percent: 50 } }],
    ['0xe7 sos and vibration', 'e708 0003 000000000000', { alarms: ['vibration', 'sos'] }],
    ['0xe8 a lock', 'e803 000102', { facts: { lockState: 258 } }],
    ['0xe8 an event', 'e804 0c01 01 00', { alarms: ['sos'] }],
    [
      '0xe8 power',
      'e80a 2003 07 01 05 019f 03 0190',
      { signal: 3, facts: { charging: true, batteryV: 4.15, powerV: 4 } },
    ],
    ['0xe8 states', 'e80c 2005 09 0001 02 019f 0003 01 50', { batteryShare: 0.8, facts: { batteryV: 4.15 } }],
    ['0xe8 ignition', 'e804 0c03 01 00', { ignition: true }],
    ['0xea surroundings', 'ea09 00 1302 0064 1602 02bc', { facts: { light: 100, temperature1C: 20 } }],
    ['0xeb cells', 'eb08 01cc 00 2535 1026 1f', { facts: { cells: '460,0,9525,4134,31' } }],
    ['0xeb a zone', words('eb', 'UTC+08:00'), { facts: { timezone: 'UTC+08:00' } }],
    [
      '0xeb a list',
      'eb16 000c00b2 89860118010862221650 00060089 fffffffe',
      { alarms: ['power-cut'], facts: { iccid: '89860118010862221650' } },
    ],
    ['0xeb motion and battery', 'eb0d 000600c5 ff7fffbf 000300a8 5c', { alarms: ['vibration'], batteryShare: 0.92 }],
    ['0xec access points', 'ec07 30de4bf67368 ce', { facts: { wifi: '30:de:4b:f6:73:68,-50' } }],
    ['0xed a card', words('ed', 'A1'), { facts: { card: 'A1' } }],
    ['0xee power in one', 'ee06 1f 2ee0 0fa0 0c', { signal: 31, satellites: 12, facts: { powerV: 12, batteryV: 4 } }],
    ['0xf0 cells', 'f00d 01cc 0000 00000102 00000203 1f', { facts: { cells: '460,0,515,258,31' } }],
    ['0xf1 power', 'f104 0000308c', { facts: { powerV: 12.428 } }],
    ['0xf2 firmware', words('f2', 'V2.0'), { facts: { firmware: 'V2.0' } }],
    ['0xf3 the engine', 'f308 0003 02 03e8 0004 00', { facts: { rpm: 1000 } }],
    ['0xf5 light', 'f502 0064', { facts: { light: 100 } }],
    ['0xf6 pressure', 'f602 0064', { facts: { airKpa: 100 } }],
    ['0xf6 an IMEI', 'f608 0490154203237518', { facts: { imei: '490154203237518' } }],
    [
      '0xf6 sensors',
      'f606 02 06 ff94 0261',
      { facts: { event: 2, motion: true, temperature1C: -10.8, humidityPercent: 60.9 } },
    ],
    ['0xf7 humidity', 'f702 0261', { facts: { humidityPercent: 60.9 } }],
    ['0xf7 battery', 'f706 00000e87 02 46', { batteryShare: 0.7, facts: { batteryV: 3.719, charging: true } }],
    ['0xf8 temperature', 'f802 02bc', { facts: { temperature2C: 20 } }],
    ['0xf9 precision', 'f908 0005 00000000 0010', { facts: { hdop: 1.6 } }],
    ['0xfb a container', words('fb', 'CBHU123'), { facts: { container: 'CBHU123' } }],
    ['0xfc an area', 'fc01 02', { facts: { area: 2 } }],
    ['0xfe battery', 'fe01 45', { batteryShare: 0.69 }],
    ['0xfe power', 'fe02 007b', { facts: { powerV: 12.3 } }],
    ['0xfe mileage', 'fe04 00000090', { mileageM: 144 }],
    ['0xfe harsh driving', 'fe07 7c 0104 00000011', { alarms: ['acceleration', 'tamper'] }],
    [
      '0x0b a lock opened by card',
      '0b06 22 00623a49 65',
      { facts: { lockCommand: 34, lockCard: 6437449, unlockResult: 101 } },
    ],
    ['0x61 power after the engine list', '6102 04ce', { facts: { powerV: 12.3 } }],
    ['0xcc a SIM card', words('cc', '89860118010862221650'), { facts: { iccid: '89860118010862221650' } }],
  ])('%s', (_, digits, expected) => {
    expect(said(digits)).toMatchObject(expected)
  })

  it.each([
    ['a door of one family', 'micodus', '5708 0000 0000 00010000', { alarms: ['door'] }],
    ['steps of another', 'pet', 'f802 4936', { facts: { steps: 18742 } }],
    [
      'tags of a third',
      'aovx',
      'f30f 00 aabbccddeeff ce aabbccddee00 cd',
      { facts: { tag1Mac: 'aabbccddeeff', tag1Signal: -50, tag2Mac: 'aabbccddee00' } },
    ],
  ] as const)('%s are only read if the device is set to be of it', (_, family, digits, expected) => {
    expect(said(digits, family)).toMatchObject(expected)
    expect(said(digits)).not.toMatchObject(expected)
  })
})
