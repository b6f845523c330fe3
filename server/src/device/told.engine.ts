import { type ToldFact, toldFacts } from '@lianqin/shared/device'
import type { Facts, Said } from './report.ts'

const known = new Set<string>(toldFacts)
const LONGEST = 80
const KM = 1000
/** What a number of any receiver is good for, and what is read at a glance. */
const DIGITS = 1e3

/** Of what a message says, what a desk is shown: under names it knows, bounded, and nothing that tells where the device is. */
export function toldBy({ facts, batteryShare, satellites, mileageM, ignition, signal }: Said): Facts {
  const told: Facts = {}
  const put = (name: ToldFact, value: Facts[string] | null | undefined) => {
    if (value === null || value === undefined) return
    told[name] =
      typeof value === 'number'
        ? Math.round(value * DIGITS) / DIGITS
        : typeof value === 'string'
          ? value.slice(0, LONGEST).toWellFormed()
          : value
  }
  for (const [name, value] of Object.entries(facts ?? {})) if (known.has(name)) put(name as ToldFact, value)
  if (typeof facts?.odometerM === 'number') put('mileageKm', facts.odometerM / KM)
  put('batteryPercent', batteryShare == null ? null : batteryShare * 100)
  put('satellites', satellites)
  put('mileageKm', mileageM == null ? null : mileageM / KM)
  put('ignition', ignition)
  put('signal', signal)
  return told
}
