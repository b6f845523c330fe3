import type { Fix } from '@lianqin/shared/unit'
import { unitStates } from '@lianqin/shared/unit-state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after, NOON } from '../../test/samples.ts'
import { bookOf, type FixBook } from './fix-book.ts'
import { shapeOver } from './grid.rank.ts'
import { createNewest, fixOf, forgetFix, renumber, setState, takeFix, watch } from './newest.ts'

const SHAPE = shapeOver([121.2, 29.7, 121.6, 30], 100)
const UNITS = 600

const aFix = (change: Partial<Fix> = {}): Fix => ({
  unitId: 'unit-1',
  at: NOON,
  lon: 121.4426,
  lat: 29.832,
  accuracyM: 12.3,
  speedMps: 13.9,
  headingDeg: 359.99,
  ...change,
})

/** The same kept as values: what the columns are held against. */
function createBook(): Omit<FixBook, 'seen' | 'note'> {
  const byUnit = new Map<Fix['unitId'], Fix>()
  return {
    newest: (unitId) => byUnit.get(unitId),
    byUnit,
    all: () => byUnit.values(),
    take(fix) {
      const isNews = (byUnit.get(fix.unitId)?.at ?? '') < fix.at
      if (isNews) byUnit.set(fix.unitId, fix)
      return isNews
    },
    forget: (unitId) => void byUnit.delete(unitId),
  }
}

/** Something that happens to one of many units, more than there is room for at first. */
const aStep = fc.record({
  unitId: fc.integer({ min: 1, max: UNITS }).map((n): Fix['unitId'] => `unit-${n % 7 === 0 ? n : (n % 5) + 1}`),
  second: fc.integer({ min: 0, max: 50 }),
  lon: fc.integer({ min: 1_209_000_000, max: 1_219_000_000 }).map((steps) => steps / 1e7),
  forget: fc.boolean(),
})
const steps = fc.array(aStep, { maxLength: 300 })

describe('the newest fixes in columns', () => {
  it('are the same as those of a book of values, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const [newest, book] = [createNewest(SHAPE), createBook()]
        const columns = bookOf(newest)
        for (const { unitId, second, lon, forget } of walk) {
          const fix = aFix({ unitId, at: after(second), lon })
          if (forget && second % 3 === 0) {
            columns.forget(unitId)
            book.forget(unitId)
          } else expect(columns.take(fix)).toBe(book.take(fix))
          expect(columns.newest(unitId)).toEqual(book.newest(unitId))
        }
        expect(new Map(columns.byUnit)).toEqual(book.byUnit)
        expect(columns.byUnit.size).toBe(book.byUnit.size)
        expect([...columns.all()].length).toBe([...book.all()].length)
        for (const { unitId } of walk) expect(columns.byUnit.has(unitId)).toBe(book.byUnit.has(unitId))
      }),
    )
  })

  it('tell a place to a centimetre and everything else to a hundredth', () => {
    const fine = fc.record({
      lon: fc.double({ min: -180, max: 180, noNaN: true }),
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      accuracyM: fc.double({ min: 0, max: 100_000, noNaN: true }),
      speedMps: fc.double({ min: 0, max: 200, noNaN: true }),
      headingDeg: fc.double({ min: 0, max: 360, noNaN: true }),
    })
    fc.assert(
      fc.property(fine, (values) => {
        const newest = createNewest(SHAPE)
        takeFix(newest, aFix(values))
        const told = fixOf(newest, 0)
        for (const name of ['lon', 'lat'] as const) expect(told?.[name]).toBeCloseTo(values[name], 6)
        for (const name of ['accuracyM', 'speedMps', 'headingDeg'] as const) {
          expect(Math.abs((told?.[name] ?? -1) - values[name])).toBeLessThan(0.00501)
        }
      }),
    )
  })

  it('are asked for as the same value until they change', () => {
    const newest = createNewest(SHAPE)
    takeFix(newest, aFix())
    expect(fixOf(newest, 0)).toBe(fixOf(newest, 0))
    takeFix(newest, aFix({ at: after(1), speedMps: 2 }))
    expect(fixOf(newest, 0)).toEqual(aFix({ at: after(1), speedMps: 2 }))
  })
})

describe('what changed since the last tick', () => {
  it('is told once to each who watches, at its own pace, in the order of numbers', () => {
    const newest = createNewest(SHAPE)
    const [desk, wall] = [watch(newest), watch(newest)]
    for (const name of ['unit-3', 'unit-1', 'unit-2'] as const) takeFix(newest, aFix({ unitId: name }))
    expect([...desk.drain()]).toEqual([0, 1, 2])
    takeFix(newest, aFix({ unitId: 'unit-2', at: after(1) }))
    takeFix(newest, aFix({ unitId: 'unit-1', at: after(2) }))
    takeFix(newest, aFix({ unitId: 'unit-1', at: after(3) }))
    expect([...desk.drain()]).toEqual([1, 2])
    expect([...desk.drain()]).toEqual([])
    expect([...wall.drain()]).toEqual([0, 1, 2])
  })

  it('is not told of an older fix, of the same state, nor of the state of one nobody has seen', () => {
    const newest = createNewest(SHAPE)
    const changes = watch(newest)
    setState(newest, 'unit-9', 'on-scene')
    takeFix(newest, aFix())
    setState(newest, 'unit-1', 'available')
    expect([...changes.drain()]).toEqual([1])
    expect(takeFix(newest, aFix())).toBe(false)
    setState(newest, 'unit-1', 'available')
    expect([...changes.drain()]).toEqual([])
    setState(newest, 'unit-1', 'en-route')
    expect([...changes.drain()]).toEqual([1])
  })

  it('is told of who went off duty, of whom nothing is kept', () => {
    const newest = createNewest(SHAPE)
    const changes = watch(newest)
    takeFix(newest, aFix())
    changes.drain()
    forgetFix(newest, 'unit-1')
    forgetFix(newest, 'unit-1')
    expect([...changes.drain()]).toEqual([0])
    expect(fixOf(newest, 0)).toBeUndefined()
    const { grid, at, accuracy, speed, heading } = newest
    for (const column of [grid.lon, grid.lat, at, accuracy, speed, heading]) expect(column[0]).toBe(0)
  })

  it('misses nobody when there are more units than there was room for', () => {
    const newest = createNewest(SHAPE)
    const changes = watch(newest)
    for (let n = 0; n < UNITS; n++) takeFix(newest, aFix({ unitId: `unit-${n}` }))
    expect(changes.drain()).toHaveLength(UNITS)
  })
})

it('numbers everybody anew without losing a fix or a state', () => {
  fc.assert(
    fc.property(steps, fc.array(fc.integer({ min: 1, max: 20 })), (walk, named) => {
      const newest = createNewest(SHAPE)
      for (const { unitId, second, lon } of walk) {
        takeFix(newest, aFix({ unitId, at: after(second), lon }))
        setState(newest, unitId, unitStates[second % unitStates.length] ?? 'available')
      }
      const told = () => {
        const { unitIds, state } = newest
        return new Map(unitIds.map((id, index) => [id, { fix: fixOf(newest, index), state: state[index] }]))
      }
      const before = told()
      const order = [...new Set(named)].map((n): Fix['unitId'] => `unit-${n}`)
      const changes = watch(newest)
      renumber(newest, order)
      expect(newest.unitIds.slice(0, order.length)).toEqual(order)
      for (const [unitId, known] of before) expect(told().get(unitId)).toEqual(known)
      expect(changes.drain()).toHaveLength(newest.unitIds.length)
    }),
  )
})
