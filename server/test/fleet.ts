import type { Scope } from '@lianqin/shared/person'
import type { Squad } from '@lianqin/shared/squad'
import type { Fix, Unit } from '@lianqin/shared/unit'
import { readFrame, type UnitFrame } from '@lianqin/shared/unit-frame'
import { unpackFlags } from '@lianqin/shared/unit-state'
import { flagsAt, headingAt, indexAt, placeAt, speedAt, timeAt } from '@lianqin/shared/unit-values'
import fc from 'fast-check'
import { orderByRights } from '../src/unit/audience.rank.ts'
import { shapeOver } from '../src/unit/grid.rank.ts'
import { createNewest, renumber, watch } from '../src/unit/newest.ts'
import { after } from './samples.ts'

// Units of a few squads, what they report, and what a screen makes of a message, for tests of frames.

export const SHAPE = shapeOver([121.2, 29.7, 121.6, 30], 100)

export type SomeSquad = Pick<Squad, 'id' | 'areaId'>
export const SQUADS: SomeSquad[] = [
  { id: 'squad-gulin-2', areaId: 'area-gulin' },
  { id: 'squad-gulin-1', areaId: 'area-gulin' },
  { id: 'squad-direct', areaId: null },
  { id: 'squad-duantang', areaId: 'area-duantang' },
  { id: 'squad-nobody', areaId: 'area-empty' },
]
export const SCOPES: Scope[] = [
  { kind: 'district' },
  ...['area-gulin', 'area-duantang', 'area-empty', 'area-other'].map(
    (id): Scope => ({ kind: 'area', areaId: id as `area-${string}` }),
  ),
  ...SQUADS.map(({ id }): Scope => ({ kind: 'squad', squadId: id })),
]
/** One squad has so many that a reader of another sees few of those who change. */
const CROWD = 150
const PER_SQUAD = 4
export const unitsOf = new Map(
  SQUADS.filter(({ id }) => id !== 'squad-nobody').map(({ id }) => [
    id,
    Array.from(
      { length: id === 'squad-duantang' ? CROWD : PER_SQUAD },
      (_, n): Pick<Unit, 'id'> => ({ id: `unit-${id.slice(6)}-${n}` }),
    ),
  ]),
)
/** Whose each unit is. */
export const squadOf = new Map([...unitsOf].flatMap(([id, units]) => units.map((unit) => [unit.id, id] as const)))
export const allUnits = [...squadOf.keys()]
/** Those that reports are drawn of, so that some report twice. */
const FEW = allUnits.filter((_, n) => n % 10 === 0 || squadOf.get(allUnits[n] ?? 'unit-') !== 'squad-duantang')

const aFix: fc.Arbitrary<Fix> = fc.record({
  unitId: fc.constantFrom(...FEW),
  at: fc.integer({ min: 0, max: 600 }).map((tenths) => after(tenths / 10)),
  lon: fc.double({ min: 121.1, max: 121.7, noNaN: true }),
  lat: fc.double({ min: 29.6, max: 30.1, noNaN: true }),
  accuracyM: fc.integer({ min: 0, max: 200 }),
  speedMps: fc.integer({ min: 0, max: 30 }),
  headingDeg: fc.integer({ min: 0, max: 359 }),
})
export const fixes = fc.array(aFix, { maxLength: 60 })
export const someone = fc.subarray(FEW)

export function aNewest(squads: readonly SomeSquad[] = SQUADS) {
  const order = orderByRights(squads, unitsOf)
  const newest = createNewest(SHAPE)
  renumber(newest, order.unitIds)
  return { order, newest, changes: watch(newest) }
}

/** What a screen with that table makes of a message: whom it tells of, and what. */
export function told(bytes: Uint8Array | undefined, unitIds: readonly Unit['id'][]) {
  const rows = new Map<Unit['id'], ReturnType<typeof rowOf>>()
  if (!bytes) return rows
  const read = readFrame(bytes)
  if (!read.ok) throw new Error(read.code)
  for (let row = 0; row < read.frame.count; row++) {
    const unitId = unitIds[indexAt(read.frame, row)]
    if (!unitId || rows.has(unitId)) throw new Error(`${unitId} stands twice, or not in the table`)
    rows.set(unitId, rowOf(read.frame, row))
  }
  return rows
}
const rowOf = (frame: UnitFrame, row: number) => ({
  ...placeAt(frame, row),
  at: timeAt(frame, row),
  heading: headingAt(frame, row),
  speed: speedAt(frame, row),
  ...unpackFlags(flagsAt(frame, row)),
})
