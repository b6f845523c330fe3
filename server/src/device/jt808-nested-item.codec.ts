import type { AlarmName } from '@lianqin/shared/device'
import { type Draft, type ReadItem, raise, tell, tellBattery } from './jt808-draft.codec.ts'
import { readEvent } from './jt808-event-item.codec.ts'
import { readManoeuvres, readParcelSensors } from './jt808-sensor-item.codec.ts'
import { hasBit, hex, i8, isPrintable, text, u8, u16, u32 } from './octets.codec.ts'

/** Sub-items of 0xEB: a length of two bytes that counts the id, an id of two bytes. */
const inEb: Record<number, ReadItem> = {
  1: (bytes, at, length, into) => {
    if (length >= 2) tell(into, 'fuel1L', u16(bytes, at) / 10)
  },
  35: (bytes, at, length, into) => {
    const litres = length >= 6 ? Number(text(bytes, at, at + 6)) : Number.NaN
    if (!Number.isNaN(litres)) tell(into, 'fuel2L', litres)
  },
  45: (bytes, at, length, into) => {
    if (length >= 4) tell(into, 'powerV', u32(bytes, at) / 1000)
    else if (length >= 2) tell(into, 'batteryV', u16(bytes, at) / 1000)
  },
  // Here a zero is the alarm.
  137: (bytes, at, length, into) => {
    if (length < 4) return
    if (!hasBit(u32(bytes, at), 0)) raise(into, 'power-cut')
    if (!hasBit(u32(bytes, at), 12)) raise(into, 'removed')
  },
  168: (bytes, at, length, into) => {
    if (length >= 1) tellBattery(into, u8(bytes, at))
  },
  178: (bytes, at, length, into) => {
    if (length >= 10) tell(into, 'iccid', hex(bytes, at, at + 10).replace(/f+$/, ''))
  },
  185: (bytes, at, length, into) => {
    const points = text(bytes, at + 1, at + length).match(/[^,]+,-?\d+/g)
    if (points) tell(into, 'wifi', points.join(';'))
  },
  197: (bytes, at, length, into) => {
    if (length < 4) return
    const state = u32(bytes, at)
    if (!hasBit(state, 6)) raise(into, 'vibration')
    const motion = (state >>> 23) & 3
    if (motion < 2) tell(into, 'motion', motion === 0)
  },
  198: (bytes, at, length, into) => {
    if (length < 1) return
    const level = u8(bytes, at)
    if (level === 3 || level === 4) raise(into, 'battery-low')
    tell(into, 'batteryAlarm', level)
  },
  206: (bytes, at, length, into) => {
    if (length >= 2) tell(into, 'powerV', u16(bytes, at) / 100)
  },
  216: (bytes, at, length, into) => {
    if (length < 9) return
    tell(into, 'cells', `${u16(bytes, at)},${u8(bytes, at + 2)},${u16(bytes, at + 3)},${u32(bytes, at + 5)}`)
  },
  225: (bytes, at, length, into) => {
    if (length >= 1) tellBattery(into, u8(bytes, at))
  },
}

/** 0xEB is cell towers, the name of a time zone, or a list: told apart as the senders do, by their first word. */
const extended: ReadItem = (bytes, at, length, into) => {
  if (length >= 8 && u16(bytes, at) > 200 && (length - 3) % 5 === 0) return readCells(bytes, at, length, into)
  if (isPrintable(bytes, at, at + length)) return tell(into, 'timezone', text(bytes, at, at + length))
  let next = at
  while (next + 4 <= at + length) {
    const size = u16(bytes, next)
    if (size < 2 || next + 2 + size > at + length) return
    inEb[u16(bytes, next + 2)]?.(bytes, next + 4, size - 2, into)
    next += 2 + size
  }
}

function readCells(bytes: Uint8Array, at: number, length: number, into: Draft): void {
  const cells: string[] = []
  for (let cell = at + 3; cell < at + length; cell += 5) {
    cells.push(
      `${u16(bytes, at)},${u8(bytes, at + 2)},${u16(bytes, cell)},${u16(bytes, cell + 2)},${u8(bytes, cell + 4)}`,
    )
  }
  tell(into, 'cells', cells.join(';'))
}

/** Sub-items of 0xEA: the surroundings. */
const surroundings: ReadItem = (bytes, at, length, into) => {
  for (let next = at + 1; next + 2 <= at + length; ) {
    const id = u8(bytes, next)
    const size = u8(bytes, next + 1)
    const from = next + 2
    if (from + size > at + length) return
    if (id === 0x11 && size >= 3) tell(into, 'surroundingAlarms', u16(bytes, from))
    if (id === 0x13 && size >= 2) tell(into, 'light', u16(bytes, from))
    if (id === 0x14 && size >= 2) tell(into, 'airKpa', u16(bytes, from))
    if (id === 0x15 && size >= 2) tell(into, 'humidityPercent', u16(bytes, from) / 10)
    if (id === 0x16 && size >= 2) tell(into, 'temperature1C', u16(bytes, from) / 10 - 50)
    next = from + size
  }
}

const HARSH: readonly AlarmName[] = ['acceleration', 'braking', 'cornering', 'collision', 'tamper']
const LIST_MARK = 0x7c
const oneOfMany: ReadItem = (bytes, at, length, into) => {
  if (length === 1) return tellBattery(into, u8(bytes, at))
  if (length === 2) return tell(into, 'powerV', u16(bytes, at) / 10)
  if (length === 4) {
    into.mileageM = u32(bytes, at)
    return
  }
  if (u8(bytes, at) !== LIST_MARK) return tellBattery(into, u8(bytes, at + 1))
  for (let next = at + 1; next + 2 <= at + length; next += 2 + u8(bytes, next + 1)) {
    if (u8(bytes, next) !== 1 || next + 6 > at + length) continue
    for (const [bit, alarm] of HARSH.entries()) if (hasBit(u32(bytes, next + 2), bit)) raise(into, alarm)
  }
}

/** Items that hold lists of their own. */
export const nestedItems: Record<number, ReadItem> = {
  232: readEvent,
  234: surroundings,
  235: extended,
  254: oneOfMany,
}

/** What one family reads otherwise than all others. */
export const familyItems = {
  aovx: { 243: readTags, 246: readParcelSensors },
  micodus: {
    87: (bytes, at, length, into) => {
      readManoeuvres(bytes, at, length, into)
      if (length >= 8 && hasBit(u32(bytes, at + 4), 16)) raise(into, 'door')
    },
  },
  pet: {
    248: (bytes, at, length, into) => {
      if (length >= 2) tell(into, 'steps', u16(bytes, at))
    },
  },
} satisfies Record<string, Record<number, ReadItem>>

/** Bytes that each bit of a tag's mask adds: name, firmware, battery, temperature, humidity, force and two spare. */
const TAG_PARTS = [10, 2, 2, 2, 2, 6, 2, 2]
export function readTags(bytes: Uint8Array, at: number, length: number, into: Draft): void {
  const has = u8(bytes, at)
  const size = 7 + TAG_PARTS.reduce((sum, part, bit) => sum + (hasBit(has, bit) ? part : 0), 0)
  let nth = 0
  for (let tag = at + 1; tag + size <= at + length; tag += size) {
    nth++
    tell(into, `tag${nth}Mac`, hex(bytes, tag, tag + 6))
    tell(into, `tag${nth}Signal`, i8(bytes, tag + 6))
  }
}
