import type { AlarmName, Terminal } from '@lianqin/shared/device'
import { hasBit } from './octets.codec.ts'
import { NO_ALARMS } from './report.ts'

/**
 * Makers for whom bits or items mean something else than in the standard. Never guessed from the bytes: it is a setting of
 * the device.
 */
export type Family = Terminal['family']

const MODELS: Record<string, Family> = {
  'G-360P': 'padlock',
  'G-508P': 'padlock',
  AL300: 'aovx',
  GL100: 'aovx',
  MV710G: 'micodus',
  MV810G: 'micodus',
  C5: 'pet',
  C5L: 'pet',
}
/** The family of a model as its maker writes it; an unknown one keeps to the standard. */
export const familyOf = (model: string): Family => MODELS[model] ?? 'standard'

/** Alarm flags of 0x0200 by bit (JT/T 808-2013 table 24, 2019 table 26). */
const SHARED: Record<number, AlarmName> = {
  0: 'sos',
  1: 'overspeed',
  2: 'fatigue',
  3: 'danger',
  4: 'receiver-fault',
  5: 'antenna-cut',
  6: 'antenna-short',
  7: 'power-low',
  8: 'power-cut',
  9: 'fault',
  10: 'fault',
  11: 'fault',
  12: 'fault',
  13: 'overspeed-near',
  14: 'fatigue-near',
  18: 'driving-too-long',
  19: 'parked-too-long',
  20: 'area',
  21: 'route',
  22: 'section-time',
  23: 'route-left',
  24: 'fault',
  25: 'fuel',
  26: 'theft',
  27: 'ignition',
  28: 'moved',
  29: 'collision',
  30: 'rollover',
}
const SINCE_2019 = { ...SHARED, 15: 'violation', 16: 'tyre-pressure', 17: 'blind-spot' } as const
/** Bits 15 to 17 were free until 2019; trackers took them for what moves or opens them. */
const BEFORE_2019 = { ...SHARED, 15: 'vibration', 16: 'tamper', 17: 'tamper', 31: 'door' } as const
const OTHERS: Partial<Record<Family, Record<number, AlarmName>>> = {
  tracker: { ...BEFORE_2019, 7: 'battery-low', 18: 'battery-low', 26: 'general' },
  padlock: { 0: 'removed', 4: 'removed', 1: 'tamper' },
  aovx: { 16: 'moved' },
}

/** What the alarm flags say; most reports raise nothing and share one empty list. */
export function readAlarms(bits: number, version: number | null, family: Family): readonly AlarmName[] {
  if (bits === 0) return NO_ALARMS
  const meaning: Record<number, AlarmName> = OTHERS[family] ?? (version === null ? BEFORE_2019 : SINCE_2019)
  const alarms: AlarmName[] = []
  for (let bit = 0; bit < 32; bit++) {
    const alarm = hasBit(bits, bit) ? meaning[bit] : undefined
    if (alarm && !alarms.includes(alarm)) alarms.push(alarm)
  }
  return alarms
}
