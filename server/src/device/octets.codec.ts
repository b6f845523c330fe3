/** Big-endian numbers, BCD and text in bytes. Past the end there are zeros: what is cut is found by its length, not by a crash. */
export const u8 = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0
export const u16 = (bytes: Uint8Array, at: number): number => (u8(bytes, at) << 8) | u8(bytes, at + 1)
export const u24 = (bytes: Uint8Array, at: number): number => (u16(bytes, at) << 8) | u8(bytes, at + 2)
export const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 0x10000 + u16(bytes, at + 2)
export const i8 = (bytes: Uint8Array, at: number): number => (u8(bytes, at) << 24) >> 24
export const i16 = (bytes: Uint8Array, at: number): number => (u16(bytes, at) << 16) >> 16
/** The way some makers write negative numbers: the highest bit is a minus sign. */
export function signed16(bytes: Uint8Array, at: number): number {
  const value = u16(bytes, at)
  return value & 0x8000 ? 0 - (value & 0x7fff) : value
}
export const hasBit = (value: number, bit: number): boolean => ((value >>> bit) & 1) === 1

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
export function hex(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at++) text += PAIRS[u8(bytes, at)]
  return text
}

/** Two decimal digits in one byte, or -1 if a half is no digit. */
export function bcd(byte: number): number {
  const high = byte >> 4
  const low = byte & 15
  return high > 9 || low > 9 ? -1 : high * 10 + low
}

/** What a device writes can be any bytes, and is shown to people: no control characters, no surrogates, not endless. */
const LONGEST_TEXT = 200
const UNFIT = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\uFFFD]+/gu
export const tidy = (text: string): string => text.replace(UNFIT, ' ').trim().slice(0, LONGEST_TEXT).toWellFormed()

/** STRING of the standard is GBK, of which ASCII is a part; it may be padded with zeros or spaces. */
const gbk = new TextDecoder('gbk')
const utf16 = new TextDecoder('utf-16be')
export const text = (bytes: Uint8Array, from: number, to: number): string =>
  from < to ? tidy(gbk.decode(bytes.subarray(from, to))) : ''
/** A name that a maker gave, in letters if it is in letters. */
export function label(bytes: Uint8Array, from: number, to: number): string {
  let end = to
  while (end > from && u8(bytes, end - 1) === 0) end--
  return end === from ? '' : isPrintable(bytes, from, end) ? text(bytes, from, end) : hex(bytes, from, end)
}
export const wideText = (bytes: Uint8Array, from: number, to: number): string =>
  from < to ? tidy(utf16.decode(bytes.subarray(from, to))) : ''

export function isPrintable(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = u8(bytes, at)
    if (byte < 0x20 || byte > 0x7e) return false
  }
  return from < to
}

const nibble = (code: number) => (code <= 57 ? code - 48 : (code | 32) - 87) & 15
/** Hexadecimal digits as bytes from `at` on; answers where they end. */
export function putHex(into: Uint8Array, at: number, digits: string): number {
  const count = digits.length >> 1
  for (let nth = 0; nth < count; nth++) {
    into[at + nth] = (nibble(digits.charCodeAt(2 * nth)) << 4) | nibble(digits.charCodeAt(2 * nth + 1))
  }
  return at + count
}
export function fromHex(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length >> 1)
  putHex(bytes, 0, digits)
  return bytes
}
export function put16(into: Uint8Array, at: number, value: number): number {
  into[at] = value >>> 8
  into[at + 1] = value
  return at + 2
}

/** For what is written: a list of byte values, or of lists of them. */
export const bytes16 = (value: number): number[] => [(value >>> 8) & 255, value & 255]
export const bytes32 = (value: number): number[] => [
  ...bytes16(Math.floor(value / 0x10000)),
  ...bytes16(value % 0x10000),
]
export const ascii = (words: string): number[] => Array.from(words, (letter) => letter.charCodeAt(0) & 0x7f)
