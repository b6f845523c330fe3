import type { AlarmName } from '@lianqin/shared/device'
import { type Draft, type ReadItem, raise, tell, tellBattery } from './jt808-draft.codec.ts'
import { hex, u8, u16, u24, u32 } from './octets.codec.ts'

/** What dashcams report as it happens. */
const EVENTS: Record<number, AlarmName> = {
  1: 'fault',
  1024: 'acceleration',
  1025: 'braking',
  1026: 'cornering',
  1027: 'overspeed',
  1029: 'collision',
  1030: 'vibration',
  1031: 'tow',
  1032: 'area-enter',
  1033: 'area-exit',
  1036: 'door',
  1042: 'acceleration',
  1043: 'braking',
  1044: 'cornering',
  1045: 'lane-change',
  1046: 'collision',
  1047: 'collision',
  3073: 'sos',
  3074: 'power-low',
  3077: 'general',
  3086: 'power-cut',
  3087: 'battery-low',
  3088: 'power-cut',
  3090: 'tamper',
}
const [UPLOAD, POWER, STATES, IGNITION_ON, IGNITION_OFF] = [0x2002, 0x2003, 0x2005, 0x0c03, 0x0c04]
/** Steps in which a dashcam's battery is counted. */
const BATTERY_STEPS = 6

/** 0xE8: three bytes are the state of a lock; otherwise a dashcam's event, or what it says of its power. */
export const readEvent: ReadItem = (bytes, at, length, into) => {
  if (length === 3) return tell(into, 'lockState', u24(bytes, at))
  if (length < 2) return
  const event = u16(bytes, at)
  const alarm = EVENTS[event]
  if (alarm) raise(into, alarm)
  else if (event === IGNITION_ON || event === IGNITION_OFF) into.ignition = event === IGNITION_ON
  else if (event === UPLOAD && length >= 5) into.buffered = u8(bytes, at + 4) === 1
  else if (event === POWER && length >= 10) readPower(bytes, at + 3, into)
  else if (event === STATES) readStates(bytes, at + 3, at + length, into)
}

function readPower(bytes: Uint8Array, at: number, into: Draft): void {
  tell(into, 'charging', u8(bytes, at) === 1)
  const step = u8(bytes, at + 1)
  if (step >= 1 && step <= BATTERY_STEPS) into.batteryShare = step / BATTERY_STEPS
  tell(into, 'batteryV', u16(bytes, at + 2) / 100)
  into.signal = u8(bytes, at + 4)
  tell(into, 'powerV', u16(bytes, at + 5) / 100)
}

/** A list of states: an id of two bytes, a length of one. */
function readStates(bytes: Uint8Array, from: number, to: number, into: Draft): void {
  for (let next = from; next + 3 <= to; next += 3 + u8(bytes, next + 2)) {
    const at = next + 3
    const length = u8(bytes, next + 2)
    if (at + length > to) return
    const id = u16(bytes, next)
    if (id === 0x0001 && length >= 2) tell(into, 'batteryV', u16(bytes, at) / 100)
    else if (id === 0x0002 && length >= 4) tell(into, 'dataUsed', u32(bytes, at))
    else if (id === 0x0003 && length >= 1) tellBattery(into, u8(bytes, at))
    else if (id === 0x0004 && length >= 1) tell(into, 'charging', u8(bytes, at) === 0)
    else if (id === 0x0005 && length >= 10) tell(into, 'iccid', hex(bytes, at, at + 10).slice(0, 19))
    else if (id === 0x0007 && length >= 2) tell(into, 'hdop', u16(bytes, at) / 10)
    else if (id === 0x2001 && length >= 2) tell(into, 'powerV', u16(bytes, at) / 10)
  }
}
