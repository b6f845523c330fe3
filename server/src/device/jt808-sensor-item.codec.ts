import { type ReadItem, raise, tell } from './jt808-draft.codec.ts'
import { readEngineSentence } from './jt808-engine-item.codec.ts'
import { hasBit, hex, i8, i16, signed16, text, u8, u16, u32 } from './octets.codec.ts'

const analog: ReadItem = (bytes, at, length, into) => {
  if (length < 4) return
  tell(into, 'analog1', u16(bytes, at) / 100)
  tell(into, 'analog2', u16(bytes, at + 2) / 100)
}

const NO_PROBE = 0xffff
const probes: ReadItem = (bytes, at, length, into) => {
  if (length !== 2 && length !== 16) return
  for (let nth = 1; 2 * nth <= length; nth++) {
    const probe = at + 2 * (nth - 1)
    if (u16(bytes, probe) !== NO_PROBE) tell(into, `temperature${nth}C`, signed16(bytes, probe) / 10)
  }
}

const tyres: ReadItem = (bytes, at, length, into) => {
  for (let tyre = at; tyre + 8 <= at + length; tyre += 8) {
    const nth = u8(bytes, tyre)
    tell(into, `tyre${nth}Sensor`, hex(bytes, tyre + 1, tyre + 4))
    tell(into, `tyre${nth}Bar`, (u16(bytes, tyre + 4) & 0x3ff) / 40)
    tell(into, `tyre${nth}C`, u8(bytes, tyre + 6) - 50)
    tell(into, `tyre${nth}State`, u8(bytes, tyre + 7))
  }
}

/** Access points, by address and strength. */
const wifi: ReadItem = (bytes, at, length, into) => {
  const points: string[] = []
  for (let point = at; point + 7 <= at + length; point += 7) {
    const address = hex(bytes, point, point + 6).replace(/..(?=.)/g, '$&:')
    points.push(`${address},${i8(bytes, point + 6)}`)
  }
  if (points.length > 0) tell(into, 'wifi', points.join(';'))
}

const cells: ReadItem = (bytes, at, length, into) => {
  const towers: string[] = []
  for (let tower = at; tower + 13 <= at + length; tower += 13) {
    const network = `${u16(bytes, tower)},${u16(bytes, tower + 2)}`
    towers.push(`${network},${u32(bytes, tower + 8)},${u32(bytes, tower + 4)},${u8(bytes, tower + 12)}`)
  }
  if (towers.length > 0) tell(into, 'cells', towers.join(';'))
}

/** A sign and a whole number in one byte, 255ths in the other. */
function coarse(bytes: Uint8Array, at: number): number {
  const whole = i8(bytes, at)
  const size = Math.abs(whole) + u8(bytes, at + 1) / 255
  return whole < 0 ? 0 - size : size
}

const sentenceOrProbes: ReadItem = (bytes, at, length, into) => {
  if (length >= 7 && u8(bytes, at) === 0x24) return readEngineSentence(bytes, at, length, into)
  if (length < 11 || length % 11 !== 0) return
  for (let probe = at; probe < at + length; probe += 11) {
    tell(into, `temperature${u8(bytes, probe)}C`, coarse(bytes, probe + 7))
    tell(into, `humidity${u8(bytes, probe)}Percent`, coarse(bytes, probe + 9))
  }
}

/** Sensors of a parcel tracker: an event, a mask of what follows, then the values. */
export const readParcelSensors: ReadItem = (bytes, at, length, into) => {
  if (length < 2) return
  const event = u8(bytes, at)
  const has = u8(bytes, at + 1)
  tell(into, 'event', event)
  if (event === 2) tell(into, 'motion', true)
  let next = at + 2
  const take = (bit: number, size: number, say: (from: number) => void) => {
    if (!hasBit(has, bit)) return
    if (next + size <= at + length) say(next)
    next += size
  }
  take(0, 2, (from) => tell(into, 'light', u16(bytes, from)))
  take(1, 2, (from) => tell(into, 'temperature1C', i16(bytes, from) / 10))
  take(2, 2, (from) => tell(into, 'humidityPercent', i16(bytes, from) / 10))
  take(3, 6, (from) => tell(into, 'force', [0, 2, 4].map((axis) => i16(bytes, from + axis)).join(',')))
  take(4, 10, () => {})
  take(5, 2, (from) => tell(into, 'airKpa', u16(bytes, from)))
}

const DIGITS = /^\d{16}$/
const imeiOrSensors: ReadItem = (bytes, at, length, into) => {
  if (length === 2) return tell(into, 'airKpa', u16(bytes, at))
  const digits = length === 8 ? hex(bytes, at, at + 8) : ''
  if (DIGITS.test(digits)) tell(into, 'imei', digits.slice(1))
  else readParcelSensors(bytes, at, length, into)
}

/** Temperature above 50 degrees below zero; longer, what a parcel tracker says of itself. */
const probeOrIdentity: ReadItem = (bytes, at, length, into) => {
  if (length === 2) tell(into, 'temperature2C', u16(bytes, at) / 10 - 50)
  else if (length >= 19) tell(into, 'iccid', hex(bytes, at + 9, at + 19))
}

/** Of the driving itself: harsh manoeuvres in the first word. */
export const readManoeuvres: ReadItem = (bytes, at, length, into) => {
  if (length < 2) return
  const alarms = u16(bytes, at)
  if (hasBit(alarms, 8)) raise(into, 'acceleration')
  if (hasBit(alarms, 9)) raise(into, 'braking')
  if (hasBit(alarms, 10)) raise(into, 'cornering')
}

/** Sensors of makers, radio neighbours, and harsh driving. */
export const sensorItems: Record<number, ReadItem> = {
  43: analog,
  81: probes,
  87: readManoeuvres,
  119: tyres,
  167: analog,
  230: sentenceOrProbes,
  236: wifi,
  240: cells,
  242: (bytes, at, length, into) => {
    if (length > 0) tell(into, 'firmware', text(bytes, at, at + length))
  },
  244: wifi,
  245: (bytes, at, length, into) => {
    if (length === 2) tell(into, 'light', u16(bytes, at))
  },
  246: imeiOrSensors,
  248: probeOrIdentity,
}
