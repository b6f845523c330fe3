import { type Dialect, onTheWire, STANDARD } from './jt808-frame.codec.ts'
import { fromHex, hasBit, hex, put16, putHex, text, u8, u16, u32 } from './octets.codec.ts'
import { type Fault, fault, type Names } from './report.ts'

/** The header of one message and where its body lies in `bytes`. */
export interface Frame {
  readonly kind: 'frame'
  readonly id: number
  /** Digits of the terminal's number as they stand in the header, zeros in front included. */
  readonly terminal: string
  readonly serial: number
  /** Byte of the version since 2019, null before. */
  readonly version: number | null
  /** Highest bit of the attributes: reserved, but locks ask with it for an answer to 0x5501. */
  readonly isMarked: boolean
  /** 1 unless the message comes in several frames; these are counted from 1. */
  readonly parts: number
  readonly part: number
  readonly dialect: Dialect
  readonly bytes: Uint8Array
  readonly from: number
  readonly to: number
}

/** Locks answer in plain text between frames. */
export interface Sentence {
  readonly kind: 'sentence'
  readonly text: string
}

/** Locks send these with a serial of one byte and use the bits for encryption otherwise. */
export const COMPACT_IDS = { report: 0x5501, blind: 0x5502 }
const isCompact = (id: number) => id === COMPACT_IDS.report || id === COMPACT_IDS.blind
const LENGTH_BITS = 0x3ff
const ENCRYPTION_BITS = 0x1c00
const PARTS_BIT = 13
const VERSION_BIT = 14
const MARK_BIT = 15
/** JT/T 808-2019 made the terminal's number ten bytes long. */
const NUMBER_BYTES_2019 = 10

/**
 * `lenient` reads the body as long as it is, whatever its length field and check byte say: for a terminal that is known to
 * get them wrong, never for a stranger.
 */
export type Strictness = 'strict' | 'lenient'

/** Reads what the deframer cut out: header and check byte. Bytes in, a value out; nothing is thrown. */
export function readFrame(bytes: Uint8Array, dialect: Dialect, strictness: Strictness): Frame | Sentence | Fault {
  const end = bytes.length - 1
  if (u8(bytes, 0) === 0x28 && u8(bytes, end) === 0x29) return { kind: 'sentence', text: text(bytes, 0, end + 1) }
  const id = u16(bytes, 0)
  const attributes = u16(bytes, 2)
  const isNew = hasBit(attributes, VERSION_BIT)
  const number = isNew ? 5 : 4
  const after = number + (isNew ? NUMBER_BYTES_2019 : dialect.numberBytes)
  const isShort = isCompact(id)
  const isPart = hasBit(attributes, PARTS_BIT) && !isShort
  const rest = after + (isShort ? 1 : 2)
  const from = rest + (isPart ? 4 : 0)
  if (end < from) return fault('frame.short')
  if (strictness === 'strict') {
    if (end - from !== (attributes & LENGTH_BITS)) return fault('frame.length')
    if (exclusiveOr(bytes, bytes.length) !== 0) return fault('frame.check')
  }
  if (attributes & ENCRYPTION_BITS && !isShort) return fault('frame.encrypted')
  return {
    kind: 'frame',
    id,
    terminal: hex(bytes, number, after),
    serial: isShort ? u8(bytes, after) : u16(bytes, after),
    version: isNew ? u8(bytes, 4) : null,
    isMarked: hasBit(attributes, MARK_BIT),
    parts: isPart ? u16(bytes, rest) : 1,
    part: isPart ? u16(bytes, rest + 2) : 1,
    dialect,
    bytes,
    from,
    to: end,
  }
}

function exclusiveOr(bytes: Uint8Array, to: number): number {
  let check = 0
  for (let at = 0; at < to; at++) check ^= bytes[at] ?? 0
  return check
}

/** What a header must say of whom the message is from or for. */
export type Addressee = Pick<Frame, 'terminal' | 'version' | 'dialect'>

export interface Written {
  readonly id: number
  readonly serial: number
  readonly body: readonly number[] | Uint8Array
  /** Which part of how many, for a message too long for one frame. */
  readonly part?: readonly [part: number, parts: number]
}

/** A message as it goes over the line. */
export function writeFrame({ terminal, version, dialect }: Addressee, { id, serial, body, part }: Written): Uint8Array {
  const isShort = id === ANSWER_COMPACT_ID || isCompact(id)
  const head = 4 + (version === null ? 0 : 1) + (terminal.length >> 1) + (isShort ? 1 : 2) + (part ? 4 : 0)
  const frame = new Uint8Array(head + body.length + 1)
  put16(frame, 0, id)
  put16(frame, 2, body.length | (part ? 1 << PARTS_BIT : 0) | (version === null ? 0 : 1 << VERSION_BIT))
  if (version !== null) frame[4] = version
  const at = putHex(frame, version === null ? 4 : 5, terminal)
  if (isShort) frame[at] = serial
  else put16(frame, at, serial)
  if (part) {
    put16(frame, head - 4, part[1])
    put16(frame, head - 2, part[0])
  }
  frame.set(body, head)
  frame[frame.length - 1] = exclusiveOr(frame, frame.length - 1)
  return onTheWire(frame, dialect)
}
/** The general answer to compact messages has a serial of one byte like them. */
export const ANSWER_COMPACT_ID = 0x4401

/** The number as a header writes it: filled up with zeros to 12 digits, or 20 since 2019. */
export function addressee(digits: string, version: number | null): Addressee {
  return { terminal: digits.padStart(version === null ? 12 : 20, '0'), version, dialect: STANDARD }
}

/**
 * By what a terminal may be known: its digits in full and without the zeros in front. A number with letters is an IMEI
 * without its check digit, in binary.
 */
export function terminalNames(terminal: string): Names {
  const bare = terminal.replace(/^0+(?=.)/, '')
  const names = bare === terminal ? [terminal] : [bare, terminal]
  if (/^\d+$/.test(terminal) || terminal.length !== 12) return names
  const bytes = fromHex(terminal)
  const imei = String(u16(bytes, 0) * 0x1_0000_0000 + u32(bytes, 2))
  return [`${imei}${luhn(imei)}`, ...names]
}

/** Check digit of an IMEI (ISO/IEC 7812-1). */
function luhn(digits: string): number {
  let sum = 0
  for (let nth = 0; nth < digits.length; nth++) {
    const digit = digits.charCodeAt(digits.length - 1 - nth) - 48
    const counts = nth % 2 === 0 ? 2 * digit : digit
    sum += counts > 9 ? counts - 9 : counts
  }
  return (10 - (sum % 10)) % 10
}
