import type { Scope } from '@lianqin/shared/person'
import { mayRead, squadAudience } from '@lianqin/shared/rights'
import type { Fix, Unit } from '@lianqin/shared/unit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allUnits,
  aNewest,
  fixes,
  SCOPES,
  type SomeSquad,
  SQUADS,
  someone,
  squadOf,
  told,
  unitsOf,
} from '../../test/fleet.ts'
import { NOON } from '../../test/samples.ts'
import { orderByRights, viewOf } from './audience.rank.ts'
import { deltaTick, keyframeTick, layFor } from './frame.engine.ts'
import { forgetFix, type Newest, setState, takeFix } from './newest.ts'

const now = Date.parse(NOON) + 60_000
const aFix = (unitId: Unit['id']): Fix => ({
  unitId,
  at: NOON,
  lon: 121.4,
  lat: 29.8,
  accuracyM: 5,
  speedMps: 0,
  headingDeg: 0,
})

const mayBeSeen = (scope: Scope, unitId: Unit['id']) => {
  const squad = SQUADS.find(({ id }) => id === squadOf.get(unitId))
  return squad !== undefined && mayRead(scope, squadAudience(squad))
}

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
        const tick = deltaTick(changed, now)
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

  it('tells a reader of few as truly, among very many who changed', () => {
    const { order, newest, changes } = aNewest()
    for (const [n, unitId] of allUnits.entries())
      takeFix(newest, { ...aFix(unitId), lon: 121.3 + ((n * 37) % 200) / 1000 })
    const tick = deltaTick(changes.drain(), now)
    for (const scope of SCOPES) {
      const view = viewOf(order, scope)
      const rows = told(layFor(newest, tick, view)?.bytes, view.table.unitIds)
      expect(new Set(rows.keys())).toEqual(new Set(view.table.unitIds))
      for (const [unitId, row] of rows) expect(row).toEqual(rowOfNewest(newest, unitId))
    }
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
    expect(layFor(newest, deltaTick(changes.drain(), now), view)).toBeNull()
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
          const ticks = [deltaTick(changes.drain(), now), keyframeTick(newest, now)]
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
  const after3Minutes = layFor(newest, deltaTick(changed, Date.parse(NOON) + 180_000), view)
  expect(told(after3Minutes?.bytes, view.table.unitIds).get('unit-direct-1')).toMatchObject({
    state: 'on-scene',
    freshness: 'stale',
    accurateToM: 20,
  })
})
