import type { Fix, Unit } from '@lianqin/shared/unit'
import { accuracyFlag, stateNumber, type UnitState } from '@lianqin/shared/unit-state'
import { PER_DEGREE, toSteps } from '@lianqin/shared/unit-values'
import { toMoment } from '@lianqin/shared/wire/moment'
import { type Changes, createChanges } from './changes.ts'
import { createGrid, type Grid, type GridShape, growGrid, NOWHERE, placeIn, removeFrom } from './grid.rank.ts'
import type { Seen } from './plausible.rank.ts'

/**
 * The newest fix of every unit, some forty bytes each, by a dense number. Written by whatever is taken in here, by what other
 * processes tell, and by the table at start; read by the frames, by whoever looks for the nearest, and by ranking.
 */
export interface Newest {
  /** Which unit a number stands for. */
  unitIds: Unit['id'][]
  indexOf: Map<Unit['id'], number>
  /** Where each is. Who is nowhere in it has no fix. */
  grid: Grid
  /** Unix milliseconds. */
  at: Float64Array
  /** Centimetres; centimetres a second; hundredths of a degree. */
  accuracy: Uint32Array
  speed: Uint16Array
  heading: Uint16Array
  /** How sure that is, as frames tell it: reckoned when it comes in, not at each tick. */
  sureness: Uint8Array
  /** What it is doing, as its number; told by whoever knows tasks. */
  state: Uint8Array
  /** Fixes somebody asked for as values, until they change: ranking asks for the same ones again and again. */
  made: (Fix | undefined)[]
  /** Everybody who wants to know what changes, each at a pace of its own. */
  watchers: Set<Changes>
}

const FIRST_CAPACITY = 256
const PER_UNIT = 100
/** Positions are kept of units on duty only; what else they are doing is told. */
const AVAILABLE = stateNumber('available')

export function createNewest(shape: GridShape): Newest {
  return {
    unitIds: [],
    indexOf: new Map(),
    grid: createGrid(shape, FIRST_CAPACITY),
    at: new Float64Array(FIRST_CAPACITY),
    accuracy: new Uint32Array(FIRST_CAPACITY),
    speed: new Uint16Array(FIRST_CAPACITY),
    heading: new Uint16Array(FIRST_CAPACITY),
    sureness: new Uint8Array(FIRST_CAPACITY),
    state: new Uint8Array(FIRST_CAPACITY),
    made: [],
    watchers: new Set(),
  }
}

/** From now on notes whose fix or state changes. Call `drain` on it at each tick. */
export function watch(newest: Newest): Changes {
  const changes = createChanges(newest.at.length)
  newest.watchers.add(changes)
  return changes
}

export const hasFix = ({ grid }: Newest, index: number): boolean => (grid.cell[index] ?? NOWHERE) !== NOWHERE

/** A position that is believed: a fix whose moment is a number, for whatever handles thousands of them. */
export type Sight = Omit<Fix, 'at'> & { at: number }

/** True if it was news: older than what is known never moves a marker back. */
export const takeFix = (newest: Newest, fix: Fix): boolean => takeSight(newest, { ...fix, at: Date.parse(fix.at) })

export function takeSight(newest: Newest, { unitId, at, lon, lat, accuracyM, speedMps, headingDeg }: Sight): boolean {
  return takePlaced(newest, newest.indexOf.get(unitId) ?? enter(newest, unitId), {
    at,
    lon: toSteps(lon),
    lat: toSteps(lat),
    accuracy: Math.round(accuracyM * PER_UNIT),
    speed: Math.round(speedMps * PER_UNIT),
    heading: Math.round(headingDeg * PER_UNIT),
  })
}

/** A fix in the numbers of the columns. */
export interface Placed {
  at: number
  lon: number
  lat: number
  accuracy: number
  speed: number
  heading: number
}

/** The same, of one who is numbered already. */
export function takePlaced(newest: Newest, index: number, { at, lon, lat, accuracy, speed, heading }: Placed): boolean {
  if (hasFix(newest, index) && (newest.at[index] ?? 0) >= at) return false
  newest.at[index] = at
  newest.accuracy[index] = accuracy
  newest.speed[index] = speed
  newest.heading[index] = heading
  newest.sureness[index] = accuracyFlag(accuracy / PER_UNIT)
  placeIn(newest.grid, index, lon, lat)
  touch(newest, index)
  return true
}

/** What a unit is doing from now on; known also of one that has not been seen yet. */
export function setState(newest: Newest, unitId: Unit['id'], state: UnitState): void {
  const index = newest.indexOf.get(unitId) ?? enter(newest, unitId)
  const number = stateNumber(state)
  if (newest.state[index] === number) return
  newest.state[index] = number
  if (hasFix(newest, index)) touch(newest, index)
}

/** Off duty, nothing of where somebody was is kept; that it is gone is told once. */
export function forgetFix(newest: Newest, unitId: Unit['id']): void {
  const index = newest.indexOf.get(unitId)
  if (index === undefined || !hasFix(newest, index)) return
  removeFrom(newest.grid, index)
  for (const column of [
    newest.grid.lon,
    newest.grid.lat,
    newest.at,
    newest.accuracy,
    newest.speed,
    newest.heading,
    newest.sureness,
  ])
    column[index] = 0
  touch(newest, index)
}

/** Where somebody was last seen, as rules look at it: nothing is made of it that only people read. */
export function seenAt(newest: Newest, index: number): Seen | undefined {
  if (!hasFix(newest, index)) return undefined
  return {
    at: newest.at[index] ?? 0,
    lon: (newest.grid.lon[index] ?? 0) / PER_DEGREE,
    lat: (newest.grid.lat[index] ?? 0) / PER_DEGREE,
    located: true,
    accuracyM: (newest.accuracy[index] ?? 0) / PER_UNIT,
  }
}

/** Somebody's fix, to a centimetre and a centimetre a second. */
export function fixOf(newest: Newest, index: number): Fix | undefined {
  const unitId = newest.unitIds[index]
  if (unitId === undefined || !hasFix(newest, index)) return undefined
  newest.made[index] ??= {
    unitId,
    at: toMoment(newest.at[index] ?? 0),
    lon: (newest.grid.lon[index] ?? 0) / PER_DEGREE,
    lat: (newest.grid.lat[index] ?? 0) / PER_DEGREE,
    accuracyM: (newest.accuracy[index] ?? 0) / PER_UNIT,
    speedMps: (newest.speed[index] ?? 0) / PER_UNIT,
    headingDeg: (newest.heading[index] ?? 0) / PER_UNIT,
  }
  return newest.made[index]
}

/**
 * Numbers everybody anew, in the order given; whoever is known and not named comes after them. Done when a district is loaded:
 * the order is by rights, so that what one reader may see lies together (see `audience.rank.ts`).
 */
export function renumber(newest: Newest, unitIds: readonly Unit['id'][]): void {
  const known = newest.unitIds.map((unitId, index) => ({
    unitId,
    fix: fixOf(newest, index),
    state: newest.state[index],
  }))
  newest.unitIds = []
  newest.indexOf.clear()
  for (let index = 0; index < known.length; index++) removeFrom(newest.grid, index)
  newest.made = []
  for (const unitId of unitIds) enter(newest, unitId)
  for (const { unitId, fix, state = AVAILABLE } of known) {
    newest.state[newest.indexOf.get(unitId) ?? enter(newest, unitId)] = state
    if (fix) takeFix(newest, fix)
  }
  // Also who is nowhere: what was to be told of a number before is told of whom it meant.
  for (let index = 0; index < newest.unitIds.length; index++) touch(newest, index)
}

/** Lays the same places out in other cells: a district was loaded, and the grid is to fit it. */
export function reshape(newest: Newest, shape: GridShape): void {
  const { grid } = newest
  newest.grid = createGrid(shape, newest.at.length)
  for (let index = 0; index < newest.unitIds.length; index++) {
    if ((grid.cell[index] ?? NOWHERE) !== NOWHERE)
      placeIn(newest.grid, index, grid.lon[index] ?? 0, grid.lat[index] ?? 0)
  }
}

/** Somebody is to be told of anew. */
export function touch({ watchers, made }: Newest, index: number): void {
  made[index] = undefined
  for (const changes of watchers) changes.note(index)
}

function enter(newest: Newest, unitId: Unit['id']): number {
  const index = newest.unitIds.push(unitId) - 1
  newest.indexOf.set(unitId, index)
  if (index >= newest.at.length) grow(newest, newest.at.length * 2)
  newest.state[index] = AVAILABLE
  return index
}

function grow(newest: Newest, capacity: number): void {
  const larger = <T extends { set: (from: T) => void }>(column: T, grown: T): T => {
    grown.set(column)
    return grown
  }
  growGrid(newest.grid, capacity)
  newest.at = larger(newest.at, new Float64Array(capacity))
  newest.accuracy = larger(newest.accuracy, new Uint32Array(capacity))
  newest.speed = larger(newest.speed, new Uint16Array(capacity))
  newest.heading = larger(newest.heading, new Uint16Array(capacity))
  newest.sureness = larger(newest.sureness, new Uint8Array(capacity))
  newest.state = larger(newest.state, new Uint8Array(capacity))
  for (const changes of newest.watchers) changes.grow(capacity)
}
