import { type ReadItem, raise, tell } from './jt808-draft.codec.ts'
import { hasBit, hex, text, u8, u16, u32 } from './octets.codec.ts'

const words =
  (name: string): ReadItem =>
  (bytes, at, length, into) => {
    if (length > 0) tell(into, name, text(bytes, at, at + length))
  }

/** A command to a lock and what became of it: a card or a password, and a result if the length is even. */
export const readLockCommand: ReadItem = (bytes, at, length, into) => {
  if (length < 1) return
  tell(into, 'lockCommand', u8(bytes, at))
  if (length >= 7) tell(into, 'lockPassword', text(bytes, at + 1, at + 7))
  else if (length >= 5) tell(into, 'lockCard', u32(bytes, at + 1))
  if (length % 2 === 0) tell(into, 'unlockResult', u8(bytes, at + length - 1))
}

/** Locks that a master carries along: id, card, battery in percent, state. */
const slaveLocks: ReadItem = (bytes, at, length, into) => {
  if (length === 2) return tell(into, 'batteryV', u16(bytes, at) / 100)
  for (let nth = 1; nth <= u8(bytes, at); nth++) {
    const lock = at + 1 + (nth - 1) * 13
    if (lock + 13 > at + length) return
    tell(into, `lock${nth}Id`, hex(bytes, lock, lock + 5))
    tell(into, `lock${nth}Card`, hex(bytes, lock + 5, lock + 10))
    tell(into, `lock${nth}Percent`, u8(bytes, lock + 10))
    tell(into, `lock${nth}Locked`, !hasBit(u16(bytes, lock + 11), 5))
  }
}

const SEALED = 0x31
const seals: ReadItem = (bytes, at, length, into) => {
  for (let nth = 1; nth * 11 <= length; nth++) {
    const lock = at + (nth - 1) * 11
    tell(into, `lock${nth}Id`, hex(bytes, lock, lock + 6))
    tell(into, `lock${nth}V`, u16(bytes, lock + 6) / 1000)
    tell(into, `lock${nth}Sealed`, u8(bytes, lock + 8) === SEALED)
  }
}

/** An assistant's alarm: which, and the label under which its pictures are kept. */
const assistant =
  (name: string): ReadItem =>
  (bytes, at, length, into) => {
    if (length < 6) return
    tell(into, name, u8(bytes, at + 5))
    if (length >= 47) tell(into, 'alarmLabel', hex(bytes, at + length - 16, at + length))
  }

/** Locks, cards, drivers and their assistants. */
export const lockItems: Record<number, ReadItem> = {
  11: readLockCommand,
  96: (bytes, at, length, into) => {
    if (length < 2) return
    const event = u16(bytes, at)
    tell(into, 'event', event)
    // Opened or refused by a card: the lock's id, then the card's number in letters.
    if (event >= 0x61 && event <= 0x66 && length >= 16) tell(into, 'driverId', text(bytes, at + 8, at + 16))
  },
  99: seals,
  100: assistant('assistanceAlarm'),
  101: assistant('driverAlarm'),
  103: (bytes, at, length, into) => {
    if (length >= 8) tell(into, 'password', text(bytes, at, at + 8))
  },
  112: (bytes, at, length, into) => {
    if (length < 6) return
    const alarm = ({ 1: 'acceleration', 2: 'braking', 3: 'cornering', 22: 'collision' } as const)[u8(bytes, at + 5)]
    if (alarm) raise(into, alarm)
  },
  188: words('driver'),
  189: words('driverId'),
  208: (bytes, at, length, into) => {
    if (length >= 4 && hasBit(u32(bytes, at), 3)) raise(into, 'vibration')
  },
  213: slaveLocks,
  218: (bytes, at, length, into) => {
    if (length < 3) return
    tell(into, 'string', hasBit(u8(bytes, at + 2), 0))
    tell(into, 'motion', hasBit(u8(bytes, at + 2), 2))
    tell(into, 'cover', hasBit(u8(bytes, at + 2), 3))
  },
  229: (bytes, at, length, into) => {
    if (length === 1) tell(into, 'motion', u8(bytes, at) === 1)
  },
  237: words('card'),
  251: words('container'),
  252: (bytes, at, length, into) => {
    if (length >= 1) tell(into, 'area', u8(bytes, at))
  },
}
