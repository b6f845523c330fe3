import { mayRead, squadAudience } from '@lianqin/shared/rights'
import type { Unit } from '@lianqin/shared/unit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aNewest, fixes, SCOPES, SHAPE, SQUADS, someone, squadOf, told } from '../../test/fleet.ts'
import { NOON } from '../../test/samples.ts'
import { viewOf } from './audience.rank.ts'
import { deltaTick, keyframeTick, layFor } from './frame.engine.ts'
import type { Box } from './grid.rank.ts'
import { forgetFix, takeFix } from './newest.ts'
import { sliceFor } from './slice.engine.ts'

const now = Date.parse(NOON) + 60_000
const corner = fc.record({
  lon: fc.double({ min: 121.1, max: 121.7, noNaN: true }),
  lat: fc.double({ min: 29.6, max: 30.1, noNaN: true }),
})
const boxes = fc
  .tuple(corner, corner)
  .map(
    ([a, b]): Box => [Math.min(a.lon, b.lon), Math.min(a.lat, b.lat), Math.max(a.lon, b.lon), Math.max(a.lat, b.lat)],
  )
const squadWith = (unitId: Unit['id']) => {
  const squad = SQUADS.find(({ id }) => id === squadOf.get(unitId))
  if (!squad) throw new Error(`${unitId} is of no squad`)
  return squad
}

describe('a slice', () => {
  it('holds who is in view and little beyond, whoever is gone, and nothing else; every row as in the whole', () => {
    fc.assert(
      fc.property(fixes, someone, boxes, (sent, gone, box) => {
        const { order, newest, changes } = aNewest()
        for (const fix of sent) takeFix(newest, fix)
        for (const unitId of gone) forgetFix(newest, unitId)
        const view = viewOf(order, { kind: 'district' })
        for (const tick of [deltaTick(changes.drain(), now), keyframeTick(newest, now)]) {
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

  it('reaches beyond a view and never beyond rights: a township’s seat is told of its own units alone, wherever it looks', () => {
    fc.assert(
      fc.property(fixes, someone, boxes, (sent, gone, box) => {
        const { order, newest, changes } = aNewest()
        for (const fix of sent) takeFix(newest, fix)
        for (const unitId of gone) forgetFix(newest, unitId)
        const ticks = [deltaTick(changes.drain(), now), keyframeTick(newest, now)]
        for (const scope of SCOPES) {
          const view = viewOf(order, scope)
          for (const tick of ticks) {
            const laid = layFor(newest, tick, view)
            if (!laid) continue
            const whole = told(laid.bytes, view.table.unitIds)
            for (const [unitId, row] of told(sliceFor(laid, SHAPE, box) ?? undefined, view.table.unitIds)) {
              expect(mayRead(scope, squadAudience(squadWith(unitId)))).toBe(true)
              expect(row).toEqual(whole.get(unitId))
            }
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
    const laid = layFor(newest, deltaTick(changes.drain(), now), viewOf(order, { kind: 'district' }))
    expect(laid && sliceFor(laid, SHAPE, [121, 29, 122, 31])).toBe(laid?.bytes)
  })
})
