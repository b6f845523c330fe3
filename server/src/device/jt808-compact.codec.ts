import type { AlarmName } from '@lianqin/shared/device'
import { blank, type Draft, type Manner, tell, tellBattery } from './jt808-draft.codec.ts'
import { COMPACT_IDS, type Frame } from './jt808-header.codec.ts'
import { readLockCommand } from './jt808-lock-item.codec.ts'
import type { TerminalMessage } from './jt808-message.codec.ts'
import { readDayFirstTime } from './jt808-time.codec.ts'
import { bcd, hasBit, i16, u8, u16, u32 } from './octets.codec.ts'
import { fault } from './report.ts'

const FIXED_BYTES = 35
const LOCK = 3
const LOCK_ALARMS: Record<number, AlarmName> = {
  0: 'overspeed',
  1: 'power-low',
  2: 'vibration',
  3: 'battery-low',
  5: 'area-enter',
  6: 'area-exit',
}

/**
 * 0x5501 and, out of sight of satellites, 0x5502, as cargo locks send them: day-first time in UTC, degrees and minutes in
 * BCD, speed in km/h, heading in steps of two degrees, then state and items.
 */
export function readCompact({ id, bytes, from, to }: Frame, { now }: Manner): TerminalMessage {
  if (to - from < FIXED_BYTES) return fault('body.short')
  const at = readDayFirstTime(bytes, from)
  const report = blank(at ?? now)
  const flags = u8(bytes, from + 14)
  report.located = id === COMPACT_IDS.report && hasBit(flags, 0)
  if (!readPlace(bytes, from, flags, report) && report.located) return fault('location.range')
  if (at === null && report.located) return fault('location.time')
  const speed = bcd(u8(bytes, from + 15))
  report.speedMps = speed < 0 ? null : speed / 3.6
  const heading = u8(bytes, from + 16) * 2
  report.headingDeg = heading < 360 ? heading : null
  readState(bytes, from + 17, report)
  readEnding(bytes, from + FIXED_BYTES, to, report)
  return { kind: 'reports', reports: [report], spoilt: 0 }
}

/** DDMMmmmm and DDDMMmmmm in digits; of the ninth byte only the upper half belongs to them. */
function readPlace(bytes: Uint8Array, from: number, flags: number, into: Draft): boolean {
  const two = (nth: number) => bcd(u8(bytes, from + nth))
  const digits = [6, 7, 8, 9, 10, 11, 12, 13].map(two)
  const last = u8(bytes, from + 14) >> 4
  if (digits.some((pair) => pair < 0) || last > 9) return false
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = digits
  const lat = a + (b + (c * 100 + d) / 10_000) / 60
  const lonDigits = ((e * 100 + f) * 100 + g) * 1000 + h * 10 + last
  const lon = Math.floor(lonDigits / 1_000_000) + (lonDigits % 1_000_000) / 600_000
  if (lat > 90 || lon > 180) return false
  into.lat = hasBit(flags, 1) ? lat : 0 - lat
  into.lon = hasBit(flags, 2) ? lon : 0 - lon
  return true
}

function readState(bytes: Uint8Array, at: number, into: Draft): void {
  into.signal = u8(bytes, at)
  into.satellites = u8(bytes, at + 1)
  into.mileageM = u32(bytes, at + 2) * 1000
  const battery = u8(bytes, at + 6)
  if (battery === 0xaa || battery === 0xab) tell(into, 'charging', true)
  else tellBattery(into, battery)
  const [cell, area] = [u32(bytes, at + 7), u16(bytes, at + 11)]
  if (cell > 0 && area > 0) tell(into, 'cells', `${area},${cell}`)
  const product = u8(bytes, at + 13)
  const alarms = u16(bytes, at + 16)
  tell(into, 'state', u16(bytes, at + 14))
  const meaning: Record<number, AlarmName> =
    product === LOCK ? LOCK_ALARMS : product === 1 || product === 2 ? { 0: 'power-low' } : {}
  into.alarms = Object.entries(meaning).flatMap(([bit, alarm]) => (hasBit(alarms, Number(bit)) ? [alarm] : []))
  if (product === LOCK) tell(into, 'fuelCut', hasBit(u16(bytes, at + 14), 5))
}

function readEnding(bytes: Uint8Array, from: number, to: number, into: Draft): void {
  let at = from
  while (at + 2 <= to) {
    const id = u8(bytes, at)
    const length = u8(bytes, at + 1)
    at += 2
    if (at + length > to) return
    if (id === 0x02 && length >= 2) into.altitudeM = i16(bytes, at)
    else if (id === 0x0b) readLockCommand(bytes, at, length, into)
    else if (id === 0x0c && length >= 6) tell(into, 'tilt', [0, 2, 4].map((axis) => i16(bytes, at + axis)).join(','))
    else if (id === 0x10 && length >= 1) tell(into, 'wakeSource', u8(bytes, at))
    else if (id === 0xfc && length >= 1) tell(into, 'area', u8(bytes, at))
    at += length
  }
}
