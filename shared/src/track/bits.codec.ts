/** Writes numbers of few bits one behind the other, the highest bit first. */
export interface BitWriter {
  /** Up to 24 bits of a whole number. */
  write: (value: number, bits: number) => void
  bytes: () => Uint8Array
}

const BYTE = 8
const WORD = 32

export function writeBits(): BitWriter {
  const held = { bytes: new Uint8Array(256), at: 0, word: 0, bits: 0 }
  function out(byte: number) {
    if (held.at === held.bytes.length) {
      const larger = new Uint8Array(held.bytes.length * 2)
      larger.set(held.bytes)
      held.bytes = larger
    }
    held.bytes[held.at++] = byte
  }
  return {
    write(value, bits) {
      held.word = (held.word << bits) | value
      held.bits += bits
      for (; held.bits >= BYTE; held.bits -= BYTE) out(held.word >>> (held.bits - BYTE))
    },
    bytes() {
      const rest = held.bits > 0 ? [(held.word << (BYTE - held.bits)) & 0xff] : []
      return Uint8Array.from([...held.bytes.subarray(0, held.at), ...rest])
    },
  }
}

/** Reads them back. Behind the end there are zeros, so whoever reads need ask only once whether it went too far. */
export interface BitReader {
  read: (bits: number) => number
  /** How many ones stand before the next zero, which is read with them; at most so many. */
  ones: (most: number) => number
  /** Bytes that were begun. */
  taken: () => number
}

export function readBits(bytes: Uint8Array): BitReader {
  // The word holds the next bits at its upper end.
  const held = { at: 0, word: 0, bits: 0 }
  function fill() {
    for (; held.bits <= WORD - BYTE; held.bits += BYTE) {
      const byte = held.at < bytes.length ? (bytes[held.at] ?? 0) : 0
      held.word |= byte << (WORD - BYTE - held.bits)
      held.at++
    }
  }
  function drop(bits: number) {
    held.word <<= bits
    held.bits -= bits
  }
  return {
    read(bits) {
      if (bits === 0) return 0
      fill()
      const value = held.word >>> (WORD - bits)
      drop(bits)
      return value
    },
    ones(most) {
      fill()
      const count = Math.min(most, Math.clz32(~held.word))
      drop(count < most ? count + 1 : count)
      return count
    },
    taken: () => held.at - Math.floor(held.bits / BYTE),
  }
}
