import type { Unit } from './unit.ts'
import { type FrameFault, readFrame, type UnitFrame } from './unit-frame.ts'
import { stateNumber, type UnitState, unpackFlags } from './unit-state.ts'
import type { UnitTable } from './unit-table.ts'
import { flagsAt, indexAt, PER_DEGREE, timeAt } from './unit-values.ts'
import type { Place } from './wire/place.ts'

/** What a screen knows of all units it may see, in columns by their index in the table: frames write into it in place. */
export interface UnitSight {
  /** Of the table it has; null before the first. */
  generation: number | null
  unitIds: readonly Unit['id'][]
  indexOf: Map<Unit['id'], number>
  /** 1 of whoever is somewhere. */
  isSeen: Uint8Array
  /** Degrees × 1e7. */
  lon: Int32Array
  lat: Int32Array
  /** When it was there, Unix milliseconds. */
  at: Float64Array
  /** As in a frame, see `unit-values.ts` and `unit-state.ts`. */
  heading: Uint8Array
  speed: Uint8Array
  flags: Uint8Array
}

/** `frame.table`: it is of another table than the one known; a new one is on its way, and everything with it. */
export type SightFault = FrameFault | 'frame.table'

const columnsFor = (units: number) => ({
  isSeen: new Uint8Array(units),
  lon: new Int32Array(units),
  lat: new Int32Array(units),
  at: new Float64Array(units),
  heading: new Uint8Array(units),
  speed: new Uint8Array(units),
  flags: new Uint8Array(units),
})

export const createSight = (): UnitSight => ({
  generation: null,
  unitIds: [],
  indexOf: new Map(),
  ...columnsFor(0),
})

/** Another table: who stays keeps what is known of it, until the frame that follows. */
export function learnTable(sight: UnitSight, { generation, unitIds }: UnitTable): void {
  if (generation === sight.generation) return
  const before = { ...sight }
  Object.assign(sight, columnsFor(unitIds.length), {
    generation,
    unitIds,
    indexOf: new Map(unitIds.map((unitId, index) => [unitId, index])),
  })
  for (const [index, unitId] of unitIds.entries()) {
    const old = before.indexOf.get(unitId)
    if (old !== undefined) copyRow(before, old, sight, index)
  }
}

function copyRow(from: UnitSight, row: number, to: UnitSight, index: number): void {
  for (const column of ['isSeen', 'lon', 'lat', 'at', 'heading', 'speed', 'flags'] as const)
    to[column][index] = from[column][row] ?? 0
}

/** Takes a frame as it came. Whoever is off duty in it, or not in a keyframe, is no longer there. Null: all is well. */
export function takeFrame(sight: UnitSight, bytes: Uint8Array): SightFault | null {
  const read = readFrame(bytes)
  if (!read.ok) return read.code
  const { frame } = read
  if (frame.generation !== sight.generation) return 'frame.table'
  if (frame.kind === 'keyframe') sight.isSeen.fill(0)
  for (let row = 0; row < frame.count; row++) takeRow(sight, frame, row)
  return null
}

const STATE_BITS = 7
const OFF_DUTY = stateNumber('off-duty')

function takeRow(sight: UnitSight, frame: UnitFrame, row: number): void {
  const index = indexAt(frame, row)
  if (index >= sight.unitIds.length) return
  const flags = flagsAt(frame, row)
  sight.isSeen[index] = (flags & STATE_BITS) === OFF_DUTY ? 0 : 1
  sight.lon[index] = frame.columns.lon[row] ?? 0
  sight.lat[index] = frame.columns.lat[row] ?? 0
  sight.at[index] = timeAt(frame, row)
  sight.heading[index] = frame.columns.heading[row] ?? 0
  sight.speed[index] = frame.columns.speed[row] ?? 0
  sight.flags[index] = flags
}

/** One unit as a value. */
export interface SeenUnit extends Place {
  /** Unix milliseconds. */
  at: number
  headingDeg: number
  state: UnitState
}

const HEADINGS = 256

/** Null of one that is nowhere. */
export function seenUnit(sight: UnitSight, unitId: Unit['id']): SeenUnit | null {
  const index = sight.indexOf.get(unitId)
  if (index === undefined || sight.isSeen[index] !== 1) return null
  return {
    at: sight.at[index] ?? 0,
    lon: (sight.lon[index] ?? 0) / PER_DEGREE,
    lat: (sight.lat[index] ?? 0) / PER_DEGREE,
    headingDeg: ((sight.heading[index] ?? 0) * 360) / HEADINGS,
    state: unpackFlags(sight.flags[index] ?? 0)?.state ?? 'off-duty',
  }
}

export const seenIds = ({ unitIds, isSeen }: UnitSight): Unit['id'][] =>
  unitIds.filter((_, index) => isSeen[index] === 1)
