import type { AlarmName } from '@lianqin/shared/device'
import { type Facts, NO_ALARMS } from './report.ts'
import { addFact, numberIn, type Unchecked } from './said.codec.ts'

/** What vehicle trackers behind OwnTracks (Queclink, Greenwich) mean by the trigger `t` of a report. */
const TRIGGERS: Record<string, AlarmName> = {
  '9': 'battery-low',
  '1': 'power-on',
  E: 'power-restored',
  e: 'power-cut',
  '!': 'tow',
  s: 'overspeed',
}
/** Harsh driving, by the record type `rty`. */
const HARSH: readonly AlarmName[] = ['braking', 'acceleration', 'cornering', 'braking', 'acceleration', 'cornering']

export function alarmsIn({ t, rty }: Unchecked): readonly AlarmName[] {
  if (typeof t !== 'string') return NO_ALARMS
  const alarm = t === 'h' ? HARSH[numberIn(rty) ?? -1] : Object.hasOwn(TRIGGERS, t) ? TRIGGERS[t] : undefined
  return alarm ? [alarm] : NO_ALARMS
}

export function ignitionIn({ ign, t }: Unchecked): boolean | null {
  if (typeof ign === 'boolean') return ign
  return t === 'i' ? true : t === 'I' ? false : null
}

/** Field → fact, as the phones and trackers name them. */
const NAMES: Record<string, string> = {
  t: 'trigger',
  m: 'monitoring',
  conn: 'network',
  vac: 'altitudeAccuracyM',
  p: 'airKpa',
  tag: 'tag',
  poi: 'poi',
  uext: 'powerV',
  ubatt: 'batteryV',
  vin: 'vin',
  name: 'vehicle',
  rpm: 'rpm',
  motion: 'motion',
  don: 'ignitionOnS',
  doff: 'ignitionOffS',
  fcon: 'consumption',
  flvl: 'fuelPercent',
  aiv: 'analog1V',
  imei: 'imei',
  mcc: 'mcc',
  mnc: 'mnc',
  lac: 'lac',
  cid: 'cid',
}
const INPUTS_MOST = 4
const BATTERY_STATES = [null, false, true, true]

export function factsIn(said: Unchecked): Facts {
  const facts: Facts = {}
  for (const [field, name] of Object.entries(NAMES)) addFact(facts, name, said[field])
  // 0 not known, 1 unplugged, 2 charging, 3 full.
  const charging = BATTERY_STATES[numberIn(said.bs) ?? 0]
  if (typeof charging === 'boolean') facts.charging = charging
  const seconds = numberIn(said.hmc)
  if (seconds !== null) facts.hours = seconds / 3600
  const regions = Array.isArray(said.inregions) ? said.inregions.filter((region) => typeof region === 'string') : []
  if (regions.length > 0) addFact(facts, 'area', regions.join(' '))
  for (let nth = 0; nth < Math.min(numberIn(said.anum) ?? 0, INPUTS_MOST); nth++) {
    const input = String(nth).padStart(2, '0')
    addFact(facts, `analog${nth + 1}`, said[`adda-${input}`])
    addFact(facts, `temperature${nth + 1}C`, said[`temp_c-${input}`])
  }
  return facts
}
