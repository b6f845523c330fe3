import type { Scope } from '@lianqin/shared/person'
import { mayRead, squadAudience } from '@lianqin/shared/rights'
import type { Squad } from '@lianqin/shared/squad'
import type { Fix, Unit } from '@lianqin/shared/unit'
import { readFrame, type UnitFrame } from '@lianqin/shared/unit-frame'
import { unpackFlags } from '@lianqin/shared/unit-state'
import { flagsAt, headingAt, indexAt, placeAt, speedAt, timeAt } from '@lianqin/shared/unit-values'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after, NOON } from '../../test/samples.ts'
import { orderByRights, viewOf } from './audience.rank.ts'
import { deltaTick, keyframeTick, layFor } from './frame.engine.ts'
import { type Box, shapeOver } from './grid.rank.ts'
import { createNewest, forgetFix, type Newest, renumber, setState, takeFix, watch } from './newest.ts'
import { sliceFor } from './slice.engine.ts'

const SHAPE = shapeOver([121.2, 29.7, 121.6, 30])
const now = Date.parse(NOON) + 60_000

type SomeSquad = Pick<Squad, 'id' | 'areaId'>
const SQUADS: SomeSquad[] = [
  { id: 'squad-gulin-2', areaId: 'area-gulin' },
  { id: 'squad-gulin-1', areaId: 'area-gulin' },
  { id: 'squad-direct', areaId: null },
  { id: 'squad-duantang', areaId: 'area-duantang' },
  { id: 'squad-nobody', areaId: 'area-empty' },
]
const SCOPES: Scope[] = [
  { kind: 'district' },
  ...['area-gulin', 'area-duantang', 'area-empty', 'area-other'].map(
    (id): Scope => ({ kind: 'area', areaId: id as `area-${string}` }),
  ),
  ...SQUADS.map(({ id }): Scope => ({ kind: 'squad', squadId: id })),
]
const PER_SQUAD = 4
const unitsOf = new Map(
  SQUADS.filter(({ id }) => id !== 'squad-nobody').map(({ id }) => [
    id,
    Array.from({ length: PER_SQUAD }, (_, n): Pick<Unit, 'id'> => ({ id: `unit-${id.slice(6)}-${n}` })),
  ]),
)
const squadOf = new Map([...unitsOf].flatMap(([id, units]) => units.map((unit) => [unit.id, id] as const)))
const allUnits = [...squadOf.keys()]

const mayBeSeen = (scope: Scope, unitId: Unit['id']) => {
  const squad = SQUADS.find(({ id }) => id === squadOf.get(unitId))
  return squad !== undefined && mayRead(scope, squadAudience(squad))
}

const aFix: fc.Arbitrary<Fix> = fc.record({
  unitId: fc.constantFrom(...allUnits),
  at: fc.integer({ min: 0, max: 600 }).map((tenths) => after(tenths / 10)),
  lon: fc.double({ min: 121.1, max: 121.7, noNaN: true }),
  lat: fc.double({ min: 29.6, max: 30.1, noNaN: true }),
  accuracyM: fc.integer({ min: 0, max: 200 }),
  speedMps: fc.integer({ min: 0, max: 30 }),
  headingDeg: fc.integer({ min: 0, max: 359 }),
})
const fixes = fc.array(aFix, { maxLength: 60 })
const someone = fc.subarray(allUnits)

function aNewest(squads: readonly SomeSquad[] = SQUADS) {
  const order = orderByRights(squads, unitsOf)
  const newest = createNewest(SHAPE)
  renumber(newest, order.unitIds)
  return { order, newest, changes: watch(newest) }
}

/** What a screen of those rights makes of a message: whom it tells of, and what. */
function told(bytes: Uint8Array | undefined, unitIds: readonly Unit['id'][]) {
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

describe('the order of units', () => {
  it('puts together for every reader exactly what it may see', () => {
    const order = orderByRights(SQUADS, unitsOf)
    for (const scope of SCOPES) {
      const { table, size } = viewOf(order, scope)
      expect(new Set(table.unitIds)).toEqual(new Set(allUnits.filter((id) => mayBeSeen(scope, id))))
      expect(size).toBe(table.unitIds.length)
    }
  })
})

describe('a tick', () => {
  it('tells every reader of exactly those who changed and whom it may see, with their newest fix', () => {
    fc.assert(
      fc.property(fixes, fixes, someone, (before, since, gone) => {
        const { order, newest, changes } = aNewest()
        for (const fix of before) takeFix(newest, fix)
        changes.drain()
        for (const fix of since) takeFix(newest, fix)
        for (const unitId of gone) forgetFix(newest, unitId)
        const changed = changes.drain()
        const tick = deltaTick(newest, changed, now)
        for (const scope of SCOPES) {
          const view = viewOf(order, scope)
          const rows = told(layFor(newest, tick, view)?.bytes, view.table.unitIds)
          const wanted = [...changed]
            .map((index) => newest.unitIds[index] ?? 'unit-')
            .filter((id) => mayBeSeen(scope, id))
          expect(new Set(rows.keys())).toEqual(new Set(wanted))
          for (const [unitId, row] of rows) expect(row).toEqual(rowOfNewest(newest, unitId))
        }
      }),
    )
  })

  it('has no message for who may see none of it, and a whole one is whole without anybody too', () => {
    const { order, newest, changes } = aNewest()
    const view = viewOf(order, { kind: 'area', areaId: 'area-gulin' })
    takeFix(newest, {
      unitId: 'unit-duantang-1',
      at: NOON,
      lon: 121.4,
      lat: 29.8,
      accuracyM: 5,
      speedMps: 0,
      headingDeg: 0,
    })
    expect(layFor(newest, deltaTick(newest, changes.drain(), now), view)).toBeNull()
    expect(told(layFor(newest, keyframeTick(newest, now), view)?.bytes, view.table.unitIds).size).toBe(0)
  })

  it('is byte for byte the same for a township, whatever units another one has and wherever they are', () => {
    fc.assert(
      fc.property(fixes, someone, (sent, gone) => {
        const scope: Scope = { kind: 'area', areaId: 'area-gulin' }
        const bytesWith = (squads: readonly SomeSquad[]) => {
          const { order, newest, changes } = aNewest(squads)
          const known = new Set(order.unitIds)
          for (const fix of sent) if (known.has(fix.unitId)) takeFix(newest, fix)
          for (const unitId of gone) if (known.has(unitId)) forgetFix(newest, unitId)
          const view = viewOf(order, scope)
          const ticks = [deltaTick(newest, changes.drain(), now), keyframeTick(newest, now)]
          return { table: view.table, messages: ticks.map((tick) => layFor(newest, tick, view)?.bytes ?? null) }
        }
        const alone = SQUADS.filter(({ areaId }) => areaId === 'area-gulin' || areaId === null)
        expect(bytesWith(SQUADS)).toEqual(bytesWith(alone))
      }),
    )
  })
})

function rowOfNewest(newest: Newest, unitId: Unit['id']) {
  const index = newest.indexOf.get(unitId) ?? -1
  const isGone = newest.grid.cell[index] === -1
  const accurate = isGone ? 0 : (newest.accuracy[index] ?? 0) / 100
  return {
    lon: (newest.grid.lon[index] ?? 0) / 1e7,
    lat: (newest.grid.lat[index] ?? 0) / 1e7,
    at: isGone ? now : newest.at[index],
    heading: (Math.round(((newest.heading[index] ?? 0) / 100 / 360) * 256) / 256) * 360,
    speed: (newest.speed[index] ?? 0) / 100,
    state: isGone ? 'off-duty' : 'available',
    freshness: 'live',
    accurateToM: [0, 5, 10, 20, 50, 100, 1000].find((limit) => accurate <= limit),
  }
}

describe('a slice', () => {
  it('holds who is in view and little beyond, whoever is gone, and nothing else; every row as in the whole', () => {
    const corner = fc.record({
      lon: fc.double({ min: 121.1, max: 121.7, noNaN: true }),
      lat: fc.double({ min: 29.6, max: 30.1, noNaN: true }),
    })
    fc.assert(
      fc.property(fixes, someone, corner, corner, (sent, gone, a, b) => {
        const { order, newest, changes } = aNewest()
        for (const fix of sent) takeFix(newest, fix)
        for (const unitId of gone) forgetFix(newest, unitId)
        const box: Box = [
          Math.min(a.lon, b.lon),
          Math.min(a.lat, b.lat),
          Math.max(a.lon, b.lon),
          Math.max(a.lat, b.lat),
        ]
        const view = viewOf(order, { kind: 'district' })
        for (const tick of [deltaTick(newest, changes.drain(), now), keyframeTick(newest, now)]) {
          const laid = layFor(newest, tick, view)
          if (!laid) continue
          const whole = told(laid.bytes, view.table.unitIds)
          const slice = sliceFor(laid, SHAPE, box)
          const rows = told(slice ?? undefined, view.table.unitIds)
          expect(slice === null).toBe(rows.size === 0 && tick.kind === 'delta')
          for (const [unitId, row] of rows) expect(row).toEqual(whole.get(unitId))
          for (const [unitId, { lon, lat, state }] of whole) {
            const isGone = state === 'off-duty'
            const beyond = (cells: number) =>
              lon < box[0] - cells / SHAPE.perLon ||
              lon > box[2] + cells / SHAPE.perLon ||
              lat < box[1] - cells / SHAPE.perLat ||
              lat > box[3] + cells / SHAPE.perLat
            if (isGone || !beyond(0)) expect(rows.has(unitId)).toBe(true)
            // Outside the grid all belong to its rim.
            const isInside = lon > 121.2 && lon < 121.6 && lat > 29.7 && lat < 30
            const isBoxInside = box[0] < 121.6 && box[2] > 121.2 && box[1] < 30 && box[3] > 29.7
            if (!isGone && isInside && isBoxInside && beyond(2)) expect(rows.has(unitId)).toBe(false)
          }
        }
      }),
    )
  })

  it('of everything is the message itself', () => {
    const { order, newest, changes } = aNewest()
    takeFix(newest, {
      unitId: 'unit-direct-1',
      at: NOON,
      lon: 121.4,
      lat: 29.8,
      accuracyM: 5,
      speedMps: 0,
      headingDeg: 0,
    })
    const laid = layFor(newest, deltaTick(newest, changes.drain(), now), viewOf(order, { kind: 'district' }))
    expect(laid && sliceFor(laid, SHAPE, [121, 29, 122, 31])).toBe(laid?.bytes)
  })
})

it('tells in a frame what a unit is doing, and how old its position is by then', () => {
  const { order, newest, changes } = aNewest()
  takeFix(newest, {
    unitId: 'unit-direct-1',
    at: NOON,
    lon: 121.4,
    lat: 29.8,
    accuracyM: 12,
    speedMps: 0,
    headingDeg: 0,
  })
  setState(newest, 'unit-direct-1', 'on-scene')
  const view = viewOf(order, { kind: 'district' })
  const changed = changes.drain()
  const after3Minutes = layFor(newest, deltaTick(newest, changed, Date.parse(NOON) + 180_000), view)
  expect(told(after3Minutes?.bytes, view.table.unitIds).get('unit-direct-1')).toMatchObject({
    state: 'on-scene',
    freshness: 'stale',
    accurateToM: 20,
  })
})
