import { areFlags } from './unit-state.ts'

/**
 * Positions on the wire: one message of typed columns, little-endian, for a tick of one reader. All values are absolute, so
 * any message may be lost and none needs the one before it. Twenty bytes of header, then sixteen for each unit:
 *
 *     0 u8 version   1 u8 kind   2 u16 zero   4 u32 units   8 f64 time of the tick, ms   16 u32 generation of the index
 *     i32 lon × 1e7 | i32 lat × 1e7 | u16 index, low | u16 age | u8 index, high | u8 heading | u8 speed | u8 flags
 *
 * A column holds that value of all units, the widest columns first: each stands at its own alignment and is read in place.
 */
export interface UnitFrame extends FrameHead {
  count: number
  columns: FrameColumns
}

/** A delta holds the units that changed since the last tick; a keyframe all there are: what is not in it is no longer there. */
export const frameKinds = ['delta', 'keyframe'] as const
export type FrameKind = (typeof frameKinds)[number]

export interface FrameHead {
  kind: FrameKind
  /** Unix milliseconds. */
  at: number
  /** Of the table that the indexes are places in; see `unit-table.ts`. */
  generation: number
}

/** What a column's numbers mean is in `unit-values.ts`. */
export interface FrameColumns {
  lon: Int32Array
  lat: Int32Array
  low: Uint16Array
  age: Uint16Array
  high: Uint8Array
  heading: Uint8Array
  speed: Uint8Array
  flags: Uint8Array
}

export const FRAME_VERSION = 1
export const HEADER_BYTES = 20
export const UNIT_BYTES = 16
/** Where the header tells how many units there are, in words of four bytes. */
const COUNT_WORD = 1
/** An index has 24 bits. */
export const UNITS_AT_MOST = 2 ** 24
const LAST_TIME = 8.64e15
const LON_LIMIT = 180 * 1e7
const LAT_LIMIT = 90 * 1e7

export const frameFaults = ['frame.short', 'frame.version', 'frame.header', 'frame.length', 'frame.values'] as const
export type FrameFault = (typeof frameFaults)[number]
export type FrameRead = { ok: true; frame: UnitFrame } | { ok: false; code: FrameFault }

/** An empty message of the right length, and its columns to fill. */
export function layFrame({ kind, at, generation }: FrameHead, count: number) {
  const bytes = new Uint8Array(frameBytes(count))
  const header = new DataView(bytes.buffer)
  header.setUint8(0, FRAME_VERSION)
  header.setUint8(1, frameKinds.indexOf(kind))
  header.setUint32(4, count, true)
  header.setFloat64(8, at, true)
  header.setUint32(16, generation, true)
  return { bytes, columns: columnsOf(bytes, count) }
}

function columnsOf({ buffer, byteOffset }: Uint8Array, count: number): FrameColumns {
  const at = (before: number) => byteOffset + HEADER_BYTES + before * count
  return {
    lon: new Int32Array(buffer, at(0), count),
    lat: new Int32Array(buffer, at(4), count),
    low: new Uint16Array(buffer, at(8), count),
    age: new Uint16Array(buffer, at(10), count),
    high: new Uint8Array(buffer, at(12), count),
    heading: new Uint8Array(buffer, at(13), count),
    speed: new Uint8Array(buffer, at(14), count),
    flags: new Uint8Array(buffer, at(15), count),
  }
}

/** Room for messages that are cut from others, one behind the other: to make room for each costs more than to fill it. */
export interface Slab {
  bytes: Uint8Array
  words: Int32Array
  halves: Uint16Array
  used: number
}

export function createSlab(size: number): Slab {
  const bytes = new Uint8Array(size)
  return { bytes, words: new Int32Array(bytes.buffer), halves: new Uint16Array(bytes.buffer), used: 0 }
}

export const frameBytes = (count: number): number => HEADER_BYTES + count * UNIT_BYTES

/** Some rows of a message as a message of its own, at the end of a slab that has room for it: copied, nothing is encoded again. */
export function cutFrame(
  { bytes, columns }: { bytes: Uint8Array; columns: FrameColumns },
  rows: Uint32Array,
  count: number,
  slab: Slab,
): Uint8Array {
  const { words, halves, bytes: cut, used: from } = slab
  slab.used += frameBytes(count)
  for (let at = 0; at < HEADER_BYTES; at++) cut[from + at] = bytes[at] ?? 0
  words[(from >> 2) + COUNT_WORD] = count
  const { lon, lat, low, age, high, heading, speed, flags } = columns
  // Where each column begins; shifted, not divided, as whole numbers stay whole.
  const atLon = (from + HEADER_BYTES) >> 2
  const atLat = atLon + count
  const atLow = (atLat + count) << 1
  const atAge = atLow + count
  const atHigh = (atAge + count) << 1
  const atHeading = atHigh + count
  const atSpeed = atHeading + count
  const atFlags = atSpeed + count
  for (let at = 0; at < count; at++) {
    const row = rows[at] ?? 0
    words[atLon + at] = lon[row] ?? 0
    words[atLat + at] = lat[row] ?? 0
    halves[atLow + at] = low[row] ?? 0
    halves[atAge + at] = age[row] ?? 0
    cut[atHigh + at] = high[row] ?? 0
    cut[atHeading + at] = heading[row] ?? 0
    cut[atSpeed + at] = speed[row] ?? 0
    cut[atFlags + at] = flags[row] ?? 0
  }
  return cut.subarray(from, slab.used)
}

/** Reads a message in place. Whatever the bytes are, it answers: nothing is thrown, and no value of a good one is out of range. */
export function readFrame(given: Uint8Array): FrameRead {
  if (given.length < HEADER_BYTES) return { ok: false, code: 'frame.short' }
  // Columns of four bytes begin at a multiple of four; a slice of a network buffer may not.
  const bytes = given.byteOffset % 4 === 0 ? given : new Uint8Array(given)
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES)
  if (header.getUint8(0) !== FRAME_VERSION) return { ok: false, code: 'frame.version' }
  const kind = frameKinds[header.getUint8(1)]
  const count = header.getUint32(4, true)
  const at = header.getFloat64(8, true)
  const isTime = Number.isInteger(at) && at >= 0 && at <= LAST_TIME
  if (!kind || !isTime || header.getUint16(2) !== 0 || count > UNITS_AT_MOST) return { ok: false, code: 'frame.header' }
  if (bytes.length !== frameBytes(count)) return { ok: false, code: 'frame.length' }
  const columns = columnsOf(bytes, count)
  if (!areInRange(columns, count)) return { ok: false, code: 'frame.values' }
  return { ok: true, frame: { kind, at, generation: header.getUint32(16, true), count, columns } }
}

function areInRange({ lon, lat, flags }: FrameColumns, count: number): boolean {
  for (let row = 0; row < count; row++) {
    const [x, y] = [lon[row] ?? 0, lat[row] ?? 0]
    if (x < -LON_LIMIT || x > LON_LIMIT || y < -LAT_LIMIT || y > LAT_LIMIT || !areFlags(flags[row] ?? 0)) return false
  }
  return true
}
