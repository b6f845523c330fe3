import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Family } from './jt808-alarm.codec.ts'
import { AHEAD_MS } from './jt808-draft.codec.ts'
import { createDeframer, onTheWire, STANDARD } from './jt808-frame.codec.ts'
import { type Frame, readFrame, type Strictness } from './jt808-header.codec.ts'
import { readMessage, type TerminalMessage } from './jt808-message.codec.ts'
import { fromHex, hex } from './octets.codec.ts'
import type { Facts, Report } from './report.ts'

const FILE = join(import.meta.dirname, '../../../../shared/data/gps/traccar_jt808_frames.json')
const absent = existsSync(FILE) ? null : `SKIPPED: ${FILE} is absent, so frames of real terminals were not tried`
if (absent) console.warn(`\n*** ${absent} ***\n`)

interface Given {
  line: number
  expect: 'Position' | 'Positions' | 'Attribute' | 'NotNull' | 'Null' | 'Frame'
  hex?: string
  key?: string
  value?: unknown
  input_hex?: string
  decoded_by_us?: { msg_id?: string; checksum_ok?: boolean; terminal: string; seq: number; location?: Place }
}
interface Place {
  fix: boolean
  lat: number
  lon: number
  alt_m: number
  speed_kmh: number
  course: number
  time_field: string
}
const given: Given[] = absent ? [] : JSON.parse(readFileSync(FILE, 'utf8'))
const frames = given.filter((one) => one.hex?.startsWith('7e'))

/** Their makers count or check otherwise; they are read only by a terminal's own setting. */
const WRONG: Record<number, string> = { 328: 'frame.length', 415: 'frame.check', 425: 'frame.length' }
const FAMILIES: Record<number, Family> = { 385: 'micodus', 415: 'pet' }

/** The hex of the file is what lies between the flags after unescaping. */
const inner = (one: Given) => fromHex(one.hex ?? '').subarray(1, -1)

function read(one: Given, strictness: Strictness): { frame: Frame; message: TerminalMessage } {
  const frame = readFrame(inner(one), STANDARD, strictness)
  if (frame.kind !== 'frame') throw new Error(`line ${one.line}: ${JSON.stringify(frame)}`)
  const settings = { family: FAMILIES[one.line] ?? 'standard', aheadMs: AHEAD_MS } as const
  return { frame, message: readMessage(frame, settings, 0) }
}
const readAsSet = (one: Given) => read(one, WRONG[one.line] ? 'lenient' : 'strict')

/** The file's names for what a device says, and ours. */
const NAMES: Record<string, string> = {
  KEY_POWER: 'powerV',
  KEY_BATTERY: 'batteryV',
  KEY_MOTION: 'motion',
  KEY_CHARGE: 'charging',
  KEY_FUEL_USED: 'fuelUsedL',
  KEY_ICCID: 'iccid',
  KEY_DTCS: 'troubleCodes',
  KEY_STEPS: 'steps',
  'PREFIX_TEMP+1': 'temperature1C',
  tire1Pressure: 'tyre1Bar',
  lock2Battery: 'lock2V',
  videoAlarm: 'videoAlarms',
  fuel2: 'fuel2L',
}
const ALARMS: Record<string, string> = { VIBRATION: 'vibration', ACCELERATION: 'acceleration', DOOR: 'door' }

function saidOf(key: string, report: Report | undefined, facts: Facts): unknown {
  if (key === 'KEY_SATELLITES') return report?.satellites
  if (key === 'KEY_BATTERY_LEVEL') return report ? (report.batteryShare ?? 0) * 100 : facts.batteryPercent
  if (key === 'KEY_ALARM') return report?.alarms
  return facts[NAMES[key] ?? key]
}
function wanted(key: string, value: unknown): unknown {
  if (key === 'KEY_ALARM') return [ALARMS[String(value).replace('Position.ALARM_', '')]]
  if (key === 'tilt') return String(value).slice(1, -1)
  return typeof value === 'string' && value.startsWith('0x') ? Number(value) : value
}

describe('frames of real terminals', () => {
  it.skipIf(absent).each(frames)('line $line says $expect $key', (one) => {
    const { frame, message } = readAsSet(one)
    const { terminal, seq, msg_id } = one.decoded_by_us ?? {}
    if (terminal) expect(frame.terminal).toBe(terminal)
    // The file reads two bytes of serial everywhere; compact messages have one.
    if (seq !== undefined && frame.id !== 0x5501 && frame.id !== 0x5502) expect(frame.serial).toBe(seq)
    if (msg_id) expect(frame.id).toBe(Number(msg_id))
    expect(message.kind).not.toBe('fault')
    expect(message.kind).not.toBe('unknown')
    const reports = message.kind === 'reports' ? message.reports : []
    const facts = (message.kind === 'status' ? message.facts : reports[0]?.facts) ?? {}
    if (one.expect === 'Null') expect(reports).toEqual([])
    if (one.expect === 'Position') expect(reports).toHaveLength(1)
    if (one.expect === 'Positions') expect(reports.length).toBeGreaterThan(1)
    if (one.key) expect(saidOf(one.key, reports[0], facts)).toEqual(wanted(one.key, one.value))
  })

  const placed = frames.filter((one) => one.decoded_by_us?.location && one.decoded_by_us.checksum_ok)
  it.skipIf(absent).each(placed)('line $line lies where the file says', (one) => {
    const { message } = readAsSet(one)
    if (!one.decoded_by_us?.location) return
    const { fix, lat, lon, alt_m, speed_kmh, course, time_field } = one.decoded_by_us.location
    const report = message.kind === 'reports' ? message.reports[0] : undefined
    expect(report).toMatchObject({ located: fix, altitudeM: alt_m, headingDeg: course })
    expect([report?.lat, report?.lon]).toEqual([lat + 0, lon + 0])
    expect((report?.speedMps ?? 0) * 3.6).toBeCloseTo(speed_kmh, 9)
    expect(report?.at).toBe(Date.parse(`${time_field}+08:00`))
  })

  it.skipIf(absent)('come out of the stream as they went in, in one piece or byte by byte', () => {
    const wire = frames.map((one) => onTheWire(inner(one), STANDARD))
    const whole = Buffer.concat(wire)
    const whatCame = createDeframer().feed(whole)
    expect(whatCame.map((bytes) => hex(bytes, 0, bytes.length))).toEqual(frames.map((one) => one.hex?.slice(2, -2)))
    const slow = createDeframer()
    const bytewise = Array.from(whole, (byte) => slow.feed(Uint8Array.of(byte))).flat()
    expect(bytewise.map((bytes) => [...bytes])).toEqual(whatCame.map((bytes) => [...bytes]))
  })

  it.skipIf(absent)('with a wrong length or check byte are broken to everybody else', () => {
    for (const one of frames) {
      const code = WRONG[one.line]
      if (code) expect(readFrame(inner(one), STANDARD, 'strict')).toEqual({ kind: 'fault', code })
    }
  })

  it.skipIf(absent)('and a lock that answers in words is heard', () => {
    const words = given.filter((one) => one.hex?.startsWith('28'))
    expect(words.length).toBeGreaterThan(0)
    for (const one of words) {
      const [said] = createDeframer().feed(fromHex(one.hex ?? ''))
      expect(said && readFrame(said, STANDARD, 'strict')).toEqual({ kind: 'sentence', text: one.value })
    }
  })
})
