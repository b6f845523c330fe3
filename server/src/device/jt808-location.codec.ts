import { readAlarms } from './jt808-alarm.codec.ts'
import { blank, type Draft, type Manner, tell } from './jt808-draft.codec.ts'
import { readItems } from './jt808-item.codec.ts'
import { readTime } from './jt808-time.codec.ts'
import { hasBit, i16, u16, u32 } from './octets.codec.ts'
import { type Fault, fault, type Report } from './report.ts'

/** Length of the part that every location has; items may follow. */
export const LOCATION_BYTES = 28
const DEGREES = 1e-6
/** A tenth of a kilometre an hour. */
const SPEED_MPS = 1 / 36
/** 250 km/h (GUARANTEES 5): a faster one is not said to be a speed. */
const FASTEST_TENTHS = 2500

/** Bits of the status word (JT/T 808-2013 table 25). */
const ACC = 0
const LOCATED = 1
const SOUTH = 2
const WEST = 3
/** The maker's plug-in has laid the official offset on the place: the device's datum should then be GCJ-02. */
const SHIFTED = 5
const FUEL_CUT = 10
/** Not of the standard, but common. */
const CHARGING = 26

/**
 * One location as in 0x0200, 0x0201, 0x0500, 0x0704, 0x0210 and 0x0801: alarm flags, status, place in millionths of a
 * degree, altitude in metres, speed in tenths of km/h, heading, local time in BCD, then items.
 */
export function readLocation(bytes: Uint8Array, from: number, to: number, manner: Manner): Report | Fault {
  if (to - from < LOCATION_BYTES) return fault('location.short')
  const report = readFix(bytes, from + 4, manner)
  if ('kind' in report) return report
  report.alarms = readAlarms(u32(bytes, from), manner.version, manner.family)
  readItems(bytes, from + LOCATION_BYTES, to, manner.family, report)
  return report
}

/** A location without alarm flags and items: 24 bytes from the status word on. */
export const FIX_BYTES = 24
export function readFix(bytes: Uint8Array, from: number, manner: Manner): Draft | Fault {
  const at = readTime(bytes, from + 18, manner.aheadMs)
  const report = blank(at ?? manner.now)
  const status = u32(bytes, from)
  const isSound = readPlace(bytes, from, report)
  if (report.located && !isSound) return fault('location.range')
  // Without satellites there is no time either, and zeros are honest. With a place they are not.
  if (report.located && at === null) return fault('location.time')
  readMotion(bytes, from + 12, report)
  readStatus(status, report)
  return report
}

/** The status word and the coordinates behind it. False if there is no such place: then it stays where it was. */
export function readPlace(bytes: Uint8Array, from: number, into: Draft): boolean {
  const status = u32(bytes, from)
  const lat = u32(bytes, from + 4) * DEGREES
  const lon = u32(bytes, from + 8) * DEGREES
  into.located = hasBit(status, LOCATED)
  if (lat > 90 || lon > 180) return false
  into.lat = rounded(hasBit(status, SOUTH) ? 0 - lat : lat)
  into.lon = rounded(hasBit(status, WEST) ? 0 - lon : lon)
  return true
}
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/** Altitude, speed and heading. */
export function readMotion(bytes: Uint8Array, from: number, into: Draft): void {
  into.altitudeM = i16(bytes, from)
  const tenths = u16(bytes, from + 2)
  into.speedMps = tenths <= FASTEST_TENTHS ? tenths * SPEED_MPS : null
  const heading = u16(bytes, from + 4)
  into.headingDeg = heading < 360 ? heading : heading === 360 ? 0 : null
}

function readStatus(status: number, into: Draft): void {
  into.ignition = hasBit(status, ACC)
  if (hasBit(status, SHIFTED)) tell(into, 'shifted', true)
  if (hasBit(status, FUEL_CUT)) tell(into, 'fuelCut', true)
  if (hasBit(status, CHARGING)) tell(into, 'charging', true)
}
