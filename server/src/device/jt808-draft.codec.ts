import type { AlarmName } from '@lianqin/shared/device'
import type { Family } from './jt808-alarm.codec.ts'
import { NO_ALARMS, type Report } from './report.ts'

/** A report while its items are being read. */
export type Draft = { -readonly [Key in keyof Report]: Report[Key] }

/** Reads the content of one item, `length` bytes from `at`; what is too short for it is left out. */
export type ReadItem = (bytes: Uint8Array, at: number, length: number, into: Draft) => void

/** What the header and the device's settings say about how a body is to be read. */
export interface Manner {
  /** null before 2019. */
  readonly version: number | null
  readonly family: Family
  /** The device's clock is this much ahead of UTC: eight hours by the standard. */
  readonly aheadMs: number
  /** When the message arrived: the moment of a report that has none. */
  readonly now: number
}

export const AHEAD_MS = 8 * 3_600_000

export function blank(at: number): Draft {
  return {
    at,
    lon: 0,
    lat: 0,
    located: false,
    accuracyM: null,
    speedMps: null,
    headingDeg: null,
    altitudeM: null,
    satellites: null,
    batteryShare: null,
    mileageM: null,
    ignition: null,
    signal: null,
    buffered: false,
    alarms: NO_ALARMS,
    facts: null,
  }
}

/** Lists of neighbours and codes are long, but not endless. */
const LONGEST_FACT = 400
export function tell(into: Draft, name: string, value: string | number | boolean): void {
  into.facts ??= {}
  into.facts[name] = typeof value === 'string' ? value.slice(0, LONGEST_FACT) : value
}

export function raise(into: Draft, alarm: AlarmName): void {
  if (!into.alarms.includes(alarm)) into.alarms = [...into.alarms, alarm]
}

/** Percent; some devices say 255 while they charge, or something else that is no percentage. */
export function tellBattery(into: Draft, percent: number): void {
  if (percent >= 0 && percent <= 100) into.batteryShare = percent / 100
}
