import { type ReadItem, tell } from './jt808-draft.codec.ts'
import { hex, isPrintable, text, u8, u16, u32 } from './octets.codec.ts'

const byte =
  (name: string, from = 0): ReadItem =>
  (bytes, at, length, into) => {
    if (length >= 1) tell(into, name, u8(bytes, at) + from)
  }
const word =
  (name: string, by = 1): ReadItem =>
  (bytes, at, length, into) => {
    if (length >= 2) tell(into, name, u16(bytes, at) / by)
  }
const long =
  (name: string, times: number): ReadItem =>
  (bytes, at, length, into) => {
    if (length >= 4) tell(into, name, u32(bytes, at) * times)
  }
const words =
  (name: string): ReadItem =>
  (bytes, at, length, into) => {
    if (length > 0) tell(into, name, text(bytes, at, at + length))
  }
/** Temperatures of engines are counted from 40 degrees below zero. */
const FROZEN = -40

/** Sub-items of 0xF3: an id of two bytes, a length of one. */
const inF3: Record<number, ReadItem> = {
  2: word('engineKmh', 10),
  3: word('rpm'),
  4: word('powerV', 1000),
  5: long('odometerM', 100),
  7: word('consumption', 10),
  8: word('loadPercent', 10),
  9: (bytes, at, length, into) => {
    if (length >= 2) tell(into, 'coolantC', u16(bytes, at) + FROZEN)
  },
  11: word('intakeKpa'),
  12: (bytes, at, length, into) => {
    if (length >= 2) tell(into, 'intakeC', u16(bytes, at) + FROZEN)
  },
  13: word('intakeFlow'),
  14: (bytes, at, length, into) => {
    if (length >= 2) tell(into, 'throttlePercent', Math.floor((u16(bytes, at) * 100) / 255))
  },
  80: words('vin'),
  81: (bytes, at, length, into) => {
    if (length > 0) tell(into, 'cvn', hex(bytes, at, at + length))
  },
  82: words('calid'),
  256: word('tripKm', 10),
  258: word('tripFuelL', 10),
  274: word('hardAccelerations'),
  275: word('hardBrakings'),
  276: word('hardCornerings'),
}

const engineList: ReadItem = (bytes, at, length, into) => {
  let next = at
  while (next + 3 <= at + length) {
    const size = u8(bytes, next + 2)
    if (next + 3 + size > at + length) return
    inF3[u16(bytes, next)]?.(bytes, next + 3, size, into)
    next += 3 + size
  }
}

/** What stands in the sentence "$OBD-RT,…", in its order. */
const IN_SENTENCE = [
  'powerV',
  'rpm',
  'engineKmh',
  'throttlePercent',
  'loadPercent',
  'coolantC',
  'consumptionNow',
  'consumption',
  'tripKm',
  'odometerKm',
  'tripFuelL',
  'fuelUsedL',
]
export const readEngineSentence: ReadItem = (bytes, at, length, into) => {
  const [head, ...values] = text(bytes, at, at + length).split(',')
  if (!head?.startsWith('$OBD-RT')) return
  for (const [nth, name] of IN_SENTENCE.entries()) {
    const value = values[nth] ? Number(values[nth]) : Number.NaN
    if (!Number.isNaN(value)) tell(into, name, value)
  }
}

/** What makers say of the engine. From 0x80 on, several items together; 0x80 itself opens the list. */
export const engineItems: Record<number, ReadItem> = {
  128: (bytes, at, length, into) => {
    tell(into, 'engineData', true)
    if (length === 1) tell(into, 'engineKmh', u8(bytes, at))
  },
  129: word('rpm'),
  131: byte('loadPercent'),
  132: byte('coolantC', FROZEN),
  133: word('consumption'),
  134: byte('intakeC', FROZEN),
  135: word('intakeFlow'),
  136: byte('intakeKpa'),
  137: byte('throttlePercent'),
  139: words('vin'),
  140: long('odometerM', 100),
  141: word('tripKm'),
  142: byte('fuelPercent'),
  145: (bytes, at, length, into) => {
    if (length < 22) return
    tell(into, 'powerV', u16(bytes, at) / 10)
    tell(into, 'rpm', u16(bytes, at + 2))
    tell(into, 'engineKmh', u8(bytes, at + 4))
    tell(into, 'throttlePercent', Math.floor((u8(bytes, at + 5) * 100) / 255))
    tell(into, 'loadPercent', Math.floor((u8(bytes, at + 6) * 100) / 255))
    tell(into, 'coolantC', u8(bytes, at + 7) + FROZEN)
    tell(into, 'consumption', u16(bytes, at + 10) / 100)
    tell(into, 'fuelUsedL', u16(bytes, at + 20) / 100)
  },
  148: words('vin'),
  160: (bytes, at, length, into) => {
    if (isPrintable(bytes, at, at + length))
      tell(into, 'troubleCodes', text(bytes, at, at + length).replaceAll(',', ' '))
  },
  172: (bytes, at, length, into) => {
    if (length >= 4) into.mileageM = u32(bytes, at)
  },
  204: words('iccid'),
  226: long('fuelL', 0.1),
  243: engineList,
}
