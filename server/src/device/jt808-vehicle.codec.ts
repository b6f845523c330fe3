import type { AlarmName } from '@lianqin/shared/device'
import { blank, type Draft, type Manner, raise, tell } from './jt808-draft.codec.ts'
import { readPlace } from './jt808-location.codec.ts'
import type { TerminalMessage } from './jt808-message.codec.ts'
import { readTime } from './jt808-time.codec.ts'
import { text, u8, u16, u32 } from './octets.codec.ts'
import { fault } from './report.ts'

/** Of a list of engine values: name, what to add, what to divide by. */
type Value = readonly [name: string, by: number, plus: number]
const VALUES: Record<number, Value> = {
  258: ['odometerM', 0.01, 0],
  259: ['fuelL', 100, 0],
  261: ['fuelUsedL', 100, 0],
  273: ['fuelC', 1, -40],
  302: ['oilLevel', 10, 0],
  330: ['consumption', 100, 0],
  1320: ['odometerM', 0.01, 0],
  1322: ['fuelL', 100, 0],
  1323: ['fuelPercent', 1, 0],
  1324: ['fuelUsedL', 100, 0],
  1325: ['coolantC', 1, -40],
  1326: ['airC', 1, -40],
  1328: ['powerV', 1000, 0],
  1333: ['engineKmh', 10, 0],
  1334: ['rpm', 1, 0],
  1335: ['consumption', 100, 0],
  1336: ['consumption', 100, 0],
  1337: ['consumption', 100, 0],
  1341: ['intakeKpa', 10, 0],
  1348: ['liquidPercent', 1, 0],
  1350: ['odometerM', 0.01, 0],
  1351: ['throttlePercent', 1, 0],
  1352: ['throttlePercent', 1, 0],
}
const VIN_ID = 0xfeec
const EVENTS: Record<number, AlarmName> = {
  1: 'power-restored',
  2: 'power-cut',
  14: 'idle',
  26: 'acceleration',
  27: 'braking',
  28: 'cornering',
  29: 'lane-change',
  30: 'lane-change',
  31: 'lane-change',
  35: 'fatigue',
  37: 'overspeed',
  38: 'collision',
  39: 'collision',
  40: 'collision',
  49: 'door',
  50: 'door',
}
const MANOEUVRES: Record<number, AlarmName> = {
  51: 'acceleration',
  52: 'braking',
  53: 'cornering',
  54: 'lane-change',
  56: 'collision',
}
const LISTS_MOST = 100

/** Each answers where the place begins, or null where there is none. */
type ReadList = (bytes: Uint8Array, at: number, to: number, into: Draft) => number | null
const lists: Record<number, ReadList> = {
  1: readValues,
  2: readTroubleCodes,
  3: readEvents,
  4: readTrip,
  11: (bytes, at, to, into) => {
    if (u8(bytes, at) > 0 && at + 18 <= to) tell(into, 'vin', text(bytes, at + 1, at + 18))
    return null
  },
  21: (bytes, at, _to, into) => {
    const alarm = MANOEUVRES[u32(bytes, at)]
    if (alarm) raise(into, alarm)
    else tell(into, 'event', u32(bytes, at))
    return null
  },
}

/** Transparent message 0xF0: time, whether it comes late, sort of vehicle, sort of list, the list, a status word and a place. */
export function readVehicleData(bytes: Uint8Array, from: number, to: number, manner: Manner): TerminalMessage {
  if (to - from < 10) return fault('body.short')
  const at = readTime(bytes, from, manner.aheadMs)
  const report = blank(at ?? manner.now)
  report.buffered = u8(bytes, from + 6) > 0
  const place = lists[u8(bytes, from + 8)]?.(bytes, from + 9, to, report) ?? null
  if (place !== null && place + 12 <= to && at !== null && readPlace(bytes, place, report)) {
    return { kind: 'reports', reports: [report], spoilt: 0 }
  }
  const facts = report.facts ?? {}
  return { kind: 'status', at, facts: report.alarms.length > 0 ? { ...facts, alarms: report.alarms.join(' ') } : facts }
}

function readValues(bytes: Uint8Array, from: number, to: number, into: Draft): number | null {
  let at = from + 1
  for (let left = u8(bytes, from); left > 0; left--) {
    const length = u8(bytes, at + 2)
    if (at + 3 + length > to) return null
    const id = u16(bytes, at)
    const [name, by, plus] = VALUES[id] ?? [`value${id.toString(16)}`, 1, 0]
    const raw = length === 1 ? u8(bytes, at + 3) : length === 2 ? u16(bytes, at + 3) : u32(bytes, at + 3)
    if (id === VIN_ID) tell(into, 'vin', text(bytes, at + 3, at + 3 + length))
    else if (length === 1 || length === 2 || length === 4) tell(into, name, raw / by + plus)
    at += 3 + length
  }
  return at
}

function readTroubleCodes(bytes: Uint8Array, from: number, to: number, into: Draft): number | null {
  const codes: string[] = []
  let at = from + 2
  for (let left = Math.min(u16(bytes, from), LISTS_MOST); left > 0; left--) {
    const count = u16(bytes, at + 4)
    at += 6
    for (let code = 0; code < count; code++) {
      const length = u16(bytes, at + 8)
      if (at + 10 + length > to) return null
      codes.push(text(bytes, at + 10, at + 10 + length))
      at += 10 + length
    }
  }
  tell(into, 'troubleCodes', codes.slice(0, LISTS_MOST).join(' '))
  return at
}

function readEvents(bytes: Uint8Array, from: number, to: number, into: Draft): number | null {
  let at = from + 1
  for (let left = u8(bytes, from); left > 0; left--) {
    if (at + 2 > to) return null
    const alarm = EVENTS[u8(bytes, at)]
    if (alarm) raise(into, alarm)
    at += 2 + u8(bytes, at + 1)
  }
  return at
}

const TRIP_ENDED = 2
function readTrip(bytes: Uint8Array, at: number, to: number, into: Draft): null {
  tell(into, 'trip', u32(bytes, at + 1))
  const ending = at + 34
  if (u8(bytes, at) !== TRIP_ENDED || ending + 8 > to) return null
  tell(into, 'idlings', u16(bytes, ending))
  tell(into, 'idlingS', u16(bytes, ending + 2))
  tell(into, 'tripM', u16(bytes, ending + 4) * 100)
  tell(into, 'tripFuelL', u16(bytes, ending + 6) / 100)
  return null
}
