import { type ReadItem, raise, tell, tellBattery } from './jt808-draft.codec.ts'
import { hasBit, i16, text, u8, u16, u32 } from './octets.codec.ts'

/** Volts from a word: a reader for one name and one divisor. */
const volts =
  (name: string, by: number): ReadItem =>
  (bytes, at, length, into) => {
    if (length >= 2) tell(into, name, u16(bytes, at) / by)
  }

/** One byte is the battery in percent, 255 while charging; more bytes are the number of a driver's card. */
const batteryOrDriver: ReadItem = (bytes, at, length, into) => {
  if (length === 1) {
    if (u8(bytes, at) === 0xff) tell(into, 'charging', true)
    else tellBattery(into, u8(bytes, at))
  } else if (length >= 4) tell(into, 'driverId', String(u32(bytes, at)))
}

/** Cell towers of 0xE1: country and network once, then place, cell and strength of each. */
const batteryOrCells: ReadItem = (bytes, at, length, into) => {
  if (length === 2) return tell(into, 'powerV', u16(bytes, at) / 10)
  if (length < 12 || (length - 4) % 8 !== 0) return batteryOrDriver(bytes, at, length, into)
  const cells: string[] = []
  const network = `${u16(bytes, at)},${u16(bytes, at + 2)}`
  for (let cell = at + 4; cell < at + length; cell += 8) {
    const area = u16(bytes, cell) * 256 + u8(bytes, cell + 2)
    if (area > 0) cells.push(`${network},${area},${u32(bytes, cell + 3)},${u8(bytes, cell + 7)}`)
  }
  if (cells.length > 0) tell(into, 'cells', cells.join(';'))
}

const batteryAndState: ReadItem = (bytes, at, length, into) => {
  if (length === 2) return tell(into, 'humidityPercent', u16(bytes, at) / 10)
  if (length < 4) return
  tell(into, 'batteryV', u32(bytes, at) / 1000)
  const state = u8(bytes, at + 4)
  if (length >= 5 && (state === 2 || state === 3)) tell(into, 'charging', true)
  if (length >= 6) tellBattery(into, u8(bytes, at + 5))
}

/** What makers say of batteries and power in items of their own. */
export const powerItems: Record<number, ReadItem> = {
  51: (bytes, at, length, into) => {
    if (length === 1) return tell(into, 'mode', u8(bytes, at))
    // A lock's sentence: "*M00,45,1138600…", in which the fifth to seventh digit of the state are hundredths of a volt.
    const words = text(bytes, at, at + length)
    const digits = words.startsWith('*M00') ? Number.parseInt(words.slice(10, 13), 10) : Number.NaN
    if (!Number.isNaN(digits)) tell(into, 'batteryV', digits / 100)
  },
  86: (bytes, at, length, into) => {
    if (length >= 2 && into.facts?.engineData === true) tellBattery(into, u8(bytes, at + 1))
    else if (length >= 1) tellBattery(into, u8(bytes, at) * 10)
  },
  97: volts('powerV', 100),
  104: (bytes, at, length, into) => {
    if (length >= 2) tellBattery(into, u16(bytes, at) / 100)
  },
  105: volts('batteryV', 100),
  130: volts('powerV', 10),
  211: volts('powerV', 10),
  212: batteryOrDriver,
  225: batteryOrCells,
  227: (bytes, at, length, into) => {
    if (length < 4) return
    tellBattery(into, u8(bytes, at + 1))
    tell(into, 'batteryV', u16(bytes, at + 2) / 100)
  },
  228: (bytes, at, length, into) => {
    if (length < 2) return
    if (u8(bytes, at) === 0) tell(into, 'charging', true)
    tellBattery(into, u8(bytes, at + 1))
  },
  231: (bytes, at, length, into) => {
    if (length !== 8) return
    if (hasBit(u16(bytes, at), 0)) raise(into, 'vibration')
    if (u16(bytes, at) & 0b1110) raise(into, 'sos')
  },
  233: batteryOrDriver,
  238: (bytes, at, length, into) => {
    if (length !== 6) return
    into.signal = u8(bytes, at)
    tell(into, 'powerV', u16(bytes, at + 1) / 1000)
    tell(into, 'batteryV', u16(bytes, at + 3) / 1000)
    into.satellites = u8(bytes, at + 5)
  },
  241: (bytes, at, length, into) => {
    if (length >= 4) tell(into, 'powerV', u32(bytes, at) / 1000)
  },
  247: batteryAndState,
  249: (bytes, at, length, into) => {
    if (length < 2) return
    const has = u16(bytes, at)
    let next = at + 2 + (hasBit(has, 0) ? 4 : 0) + (hasBit(has, 1) ? 4 : 0)
    if (hasBit(has, 2)) {
      if (next + 2 <= at + length) tell(into, 'hdop', u16(bytes, next) / 10)
      next += 2
    }
    next += (hasBit(has, 3) ? 6 : 0) + (hasBit(has, 5) ? 8 : 0)
    if (hasBit(has, 6) && next + 2 <= at + length) tell(into, 'temperature3C', i16(bytes, next) / 10)
  },
}
