import Type, { type Static } from 'typebox'
import { Unit } from './unit.ts'
import { UNITS_AT_MOST } from './unit-frame.ts'

/**
 * Which unit an index in a frame stands for: its place in this list. Each set of rights has a list of its own, with only the
 * units it may see, so that neither indexes nor their number tell of others.
 */
export const UnitTable = Type.Object({
  /** Told in every frame: a reader that holds another one asks for the list anew, and waits for it. */
  generation: Type.Integer({ minimum: 0, maximum: 0xffffffff }),
  unitIds: Type.Array(Unit.properties.id, { maxItems: UNITS_AT_MOST }),
})
export type UnitTable = Static<typeof UnitTable>

const OFFSET = 0x811c9dc5
const PRIME = 0x01000193

/**
 * The generation is drawn from the list itself (FNV-1a), so every process of a district gives the same list the same one: a
 * screen that comes back to another process keeps what it has.
 */
export function tableOf(unitIds: Unit['id'][]): UnitTable {
  let hash = OFFSET
  for (const unitId of unitIds) {
    for (let index = 0; index < unitId.length; index++) hash = Math.imul(hash ^ unitId.charCodeAt(index), PRIME)
    // Ends a name: 'unit-1', 'unit-12' are not 'unit-11', 'unit-2'.
    hash = Math.imul(hash ^ 0x0a, PRIME)
  }
  return { generation: hash >>> 0, unitIds }
}
