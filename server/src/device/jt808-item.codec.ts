import type { Family } from './jt808-alarm.codec.ts'
import { type Draft, type ReadItem, tell } from './jt808-draft.codec.ts'
import { engineItems } from './jt808-engine-item.codec.ts'
import { lockItems } from './jt808-lock-item.codec.ts'
import { familyItems, nestedItems } from './jt808-nested-item.codec.ts'
import { powerItems } from './jt808-power-item.codec.ts'
import { sensorItems } from './jt808-sensor-item.codec.ts'
import { hasBit, i16, u8, u16, u32 } from './octets.codec.ts'

/** Items of the standard (JT/T 808-2013 table 27, 2019 table 28) that are more than a number for the report itself. */
const standardItems: Record<number, ReadItem> = {
  2: (bytes, at, length, into) => {
    if (length < 2) return
    // Some senders measure a share: then the highest bit is set.
    const fuel = u16(bytes, at)
    if (hasBit(fuel, 15)) tell(into, 'fuelPercent', fuel & 0x7fff)
    else tell(into, 'fuelL', fuel / 10)
  },
  3: (bytes, at, length, into) => {
    if (length >= 2) tell(into, 'recorderKmh', u16(bytes, at) / 10)
  },
  4: (bytes, at, length, into) => {
    if (length >= 2) tell(into, 'alarmEvent', u16(bytes, at))
  },
  6: (bytes, at, length, into) => {
    if (length === 2) tell(into, 'cabinC', i16(bytes, at))
    else if (length === 1) into.batteryShare = Math.min(100, u8(bytes, at)) / 100
  },
  20: (bytes, at, length, into) => {
    if (length >= 4) tell(into, 'videoAlarms', u32(bytes, at))
  },
  37: (bytes, at, length, into) => {
    if (length >= 4) tell(into, 'vehicleSignals', u32(bytes, at))
  },
  42: (bytes, at, length, into) => {
    if (length >= 2) tell(into, 'inputs', u16(bytes, at))
  },
}

const table = (...items: readonly Record<number, ReadItem>[]): readonly (ReadItem | undefined)[] => {
  const all: Record<number, ReadItem> = Object.assign({}, ...items)
  return Array.from({ length: 256 }, (_, id) => all[id])
}
const common = [standardItems, powerItems, engineItems, lockItems, sensorItems, nestedItems]
const tables: Record<Family, readonly (ReadItem | undefined)[]> = {
  standard: table(...common),
  tracker: table(...common),
  padlock: table(...common),
  aovx: table(...common, familyItems.aovx),
  micodus: table(...common, familyItems.micodus),
  pet: table(...common, familyItems.pet),
}

/** A maker's own ending in place of items, found by its length alone. */
const PLAIN_ENDING = 18

/**
 * Reads the items behind a location: an id, a length and as many bytes, until the end. Unknown ones are stepped over; one that
 * reaches beyond the end ends the reading, for what came before it was sound.
 */
export function readItems(bytes: Uint8Array, from: number, to: number, family: Family, into: Draft): void {
  if (to - from === PLAIN_ENDING && !isList(bytes, from, to)) {
    readPlainEnding(bytes, from, into)
    return
  }
  const readers = tables[family]
  let at = from
  while (at + 2 <= to) {
    const id = u8(bytes, at)
    const length = u8(bytes, at + 1)
    at += 2
    if (at + length > to) return
    // What nearly every report has, before the table.
    if (id === 0x30 && length >= 1) into.signal = u8(bytes, at)
    else if (id === 0x31 && length >= 1) into.satellites = u8(bytes, at)
    else if (id === 0x01 && length >= 4) into.mileageM = u32(bytes, at) * 100
    else readers[id]?.(bytes, at, length, into)
    at += length
  }
}

function isList(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from
  while (at + 2 <= to) at += 2 + u8(bytes, at + 1)
  return at === to
}

/** Remaining charge and mileage, mileage in km, battery in tenths of a volt, an area, the network's strength, three spare. */
function readPlainEnding(bytes: Uint8Array, from: number, into: Draft): void {
  into.mileageM = u32(bytes, from + 4) * 1000
  tell(into, 'batteryV', u16(bytes, from + 8) / 10)
  into.signal = u8(bytes, from + 14)
}
