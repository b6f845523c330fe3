import type { BitReader, BitWriter } from './bits.codec.ts'

// Small whole numbers, most of them near zero, in as few bits as their size asks for (Rice's code): the lower bits as they
// are, the rest counted in ones. How many are lower is chosen for each column; a column of zeros costs five bits as a whole.

const WIDTH_BITS = 5
const ALL_ZERO = 31
const WIDEST = 20
/** So many ones say that the number is written out, seven bits at a time. */
const WRITTEN_OUT = 20
const GROUP_BITS = 7
const MOST_GROUPS = 8
const GROUP = 128
const WRITTEN_OUT_BITS = 52
/** Larger ones are written out, and say nothing about the width for the others. */
const LARGE = 2 ** 16
const TRIED_BELOW = 3

/** Signed to unsigned, small to small: 0, -1, 1, -2, 2 are 0, 1, 2, 3, 4. */
export const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value)
export const unzigzag = (value: number) => (value % 2 === 0 ? value / 2 : -(value + 1) / 2)

/** A column but for its first value, which stands elsewhere. */
export function writeColumn(out: BitWriter, column: Float64Array): void {
  const { width } = shortest(column)
  out.write(width, WIDTH_BITS)
  if (width === ALL_ZERO) return
  for (let row = 1; row < column.length; row++) writeRice(out, zigzag(column[row] ?? 0), width)
}

/** How long it would be, written-out numbers guessed. */
export const bitsOf = (column: Float64Array): number => shortest(column).bits

/** The first value, and behind it what the column holds for each of the other rows. */
export function readColumn(from: BitReader, count: number, first: number): Float64Array {
  const column = new Float64Array(count)
  column[0] = first
  const width = from.read(WIDTH_BITS)
  if (width > WIDEST) return column
  for (let row = 1; row < count; row++) column[row] = readRice(from, width)
  return column
}

function writeRice(out: BitWriter, value: number, width: number): void {
  const ones = Math.floor(value / 2 ** width)
  if (ones < WRITTEN_OUT) {
    // The ones with the zero that ends them, then the lower bits.
    out.write(2 ** (ones + 1) - 2, ones + 1)
    out.write(value % 2 ** width, width)
  } else {
    out.write(2 ** WRITTEN_OUT - 1, WRITTEN_OUT)
    writeGroups(out, value)
  }
}

function readRice(from: BitReader, width: number): number {
  const ones = from.ones(WRITTEN_OUT)
  if (ones === WRITTEN_OUT) return unzigzag(readGroups(from))
  // Below 2 to the 25th, where the arithmetic of bits holds and is quick.
  const value = (ones << width) | from.read(width)
  return (value >>> 1) ^ -(value & 1)
}

/** Any whole number from 0 on, seven bits at a time, the lowest first. */
export function writeGroups(out: BitWriter, value: number): void {
  let rest = value
  for (; rest >= GROUP; rest = Math.floor(rest / GROUP)) out.write(GROUP + (rest % GROUP), GROUP_BITS + 1)
  out.write(rest, GROUP_BITS + 1)
}

export function readGroups(from: BitReader): number {
  let value = 0
  for (let group = 0; group < MOST_GROUPS; group++) {
    const bits = from.read(GROUP_BITS + 1)
    value += (bits % GROUP) * GROUP ** group
    if (bits < GROUP) break
  }
  return value
}

/** The width at which a column is shortest: near what their mean asks for, mostly below, as a few large ones draw it up. */
function shortest(column: Float64Array): { width: number; bits: number } {
  let sum = 0
  for (let row = 1; row < column.length; row++) sum += Math.min(LARGE, zigzag(column[row] ?? 0))
  if (sum === 0) return { width: ALL_ZERO, bits: WIDTH_BITS }
  const middle = Math.round(Math.log2(sum / column.length + 1))
  let best = { width: 0, bits: Number.POSITIVE_INFINITY }
  for (let width = Math.max(0, middle - TRIED_BELOW); width <= Math.min(WIDEST, middle + 1); width++) {
    const bits = lengthAt(column, width)
    if (bits < best.bits) best = { width, bits }
  }
  return best
}

function lengthAt(column: Float64Array, width: number): number {
  const lower = 2 ** width
  let bits = WIDTH_BITS
  for (let row = 1; row < column.length; row++) {
    const ones = Math.floor(zigzag(column[row] ?? 0) / lower)
    bits += ones < WRITTEN_OUT ? ones + 1 + width : WRITTEN_OUT_BITS
  }
  return bits
}
