import type { Leading } from './leading.engine.ts'
import { hasFix, type Newest, takePlaced } from './newest.ts'

/**
 * Newest fixes as one process tells them to the others: whole columns of what is kept, nothing rounded, each unit by its
 * place in the order of the district that the generation stands for, and how long ago a device of its own was heard. Bytes
 * of a machine for its like, so little-endian.
 */
export const BATCH_UNIT_BYTES = 32

const NOBODY = 'unit-'
const [INDEX, LON, LAT, ACCURACY, AT, SPEED, HEADING, LED] = [0, 4, 8, 12, 16, 24, 26, 28]

/** Who speaks for a unit, as `leading.engine.ts` knows it: milliseconds since its device was heard. */
export type Led = Pick<Leading, 'agoMs' | 'heardElsewhere'>

export function packBatch(newest: Newest, indexes: readonly number[], led: Led): Uint8Array {
  const bytes = new Uint8Array(indexes.length * BATCH_UNIT_BYTES)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const index of indexes) {
    if (!hasFix(newest, index)) continue
    view.setUint32(at + INDEX, index, true)
    view.setInt32(at + LON, newest.grid.lon[index] ?? 0, true)
    view.setInt32(at + LAT, newest.grid.lat[index] ?? 0, true)
    view.setUint32(at + ACCURACY, newest.accuracy[index] ?? 0, true)
    view.setFloat64(at + AT, newest.at[index] ?? 0, true)
    view.setUint16(at + SPEED, newest.speed[index] ?? 0, true)
    view.setUint16(at + HEADING, newest.heading[index] ?? 0, true)
    const agoMs = led.agoMs(newest.unitIds[index] ?? NOBODY)
    // Nothing is told as 0.
    view.setUint32(at + LED, agoMs === null ? 0 : agoMs + 1, true)
    at += BATCH_UNIT_BYTES
  }
  return bytes.subarray(0, at)
}

/** Takes what is news of it, of those units that are accepted: what went off duty meanwhile does not come back. */
export function takeBatch(newest: Newest, bytes: Uint8Array, accepts: (index: number) => boolean, led: Led): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at + BATCH_UNIT_BYTES <= bytes.length; at += BATCH_UNIT_BYTES) {
    const index = view.getUint32(at + INDEX, true)
    if (index >= newest.unitIds.length || !accepts(index)) continue
    takePlaced(newest, index, {
      at: view.getFloat64(at + AT, true),
      lon: view.getInt32(at + LON, true),
      lat: view.getInt32(at + LAT, true),
      accuracy: view.getUint32(at + ACCURACY, true),
      speed: view.getUint16(at + SPEED, true),
      heading: view.getUint16(at + HEADING, true),
    })
    const told = view.getUint32(at + LED, true)
    if (told > 0) led.heardElsewhere(newest.unitIds[index] ?? NOBODY, told - 1)
  }
}
