// Chunks of many units as one stream of bytes: for each the number of its unit, its length, and itself. A reader takes what
// is whole and keeps the rest for the next piece, so tracks are drawn while they are still coming.

const HEAD_BYTES = 6
/** No chunk is longer: sixteen thousand fixes at their worst. */
export const LONGEST_CHUNK = 1_048_576

export interface PackedChunk {
  unit: number
  body: Uint8Array
}

/** The units' numbers fit into two bytes, the lengths into four; both with the lowest byte first. */
export function pack(chunks: readonly PackedChunk[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, { body }) => sum + HEAD_BYTES + body.length, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const { unit, body } of chunks) {
    view.setUint16(at, unit, true)
    view.setUint32(at + 2, body.length, true)
    bytes.set(body, at + HEAD_BYTES)
    at += HEAD_BYTES + body.length
  }
  return bytes
}

/** Takes the stream piece by piece; answers what has become whole. Null once it is no such stream. */
export function unpacker(): (piece: Uint8Array) => PackedChunk[] | null {
  let rest = new Uint8Array(0)
  return (piece) => {
    const bytes = new Uint8Array(rest.length + piece.length)
    bytes.set(rest)
    bytes.set(piece, rest.length)
    const view = new DataView(bytes.buffer)
    const whole: PackedChunk[] = []
    let at = 0
    while (at + HEAD_BYTES <= bytes.length) {
      const length = view.getUint32(at + 2, true)
      if (length > LONGEST_CHUNK) return null
      if (at + HEAD_BYTES + length > bytes.length) break
      whole.push({ unit: view.getUint16(at, true), body: bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length) })
      at += HEAD_BYTES + length
    }
    rest = bytes.slice(at)
    return whole
  }
}
