import { distanceM } from '@lianqin/shared/geo'
import type { Fix } from '@lianqin/shared/unit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after, NOON } from '../../test/samples.ts'
import { asFix, implausible } from './fix.rank.ts'
import { createFixBook } from './fix-book.ts'

const HERE = { lon: 121.4426, lat: 29.832 }
const now = Date.parse(NOON)
const aFix = (change: Partial<Fix> = {}): Fix => ({
  unitId: 'unit-1',
  at: NOON,
  ...HERE,
  accuracyM: 5,
  speedMps: 0,
  headingDeg: 0,
  ...change,
})

describe('a sent position in its canonical form', () => {
  it('is in UTC and WGS-84, with nothing missing', () => {
    const fix = asFix({ unitId: 'unit-1', at: '2026-03-02T12:00:00+08:00', ...HERE }, 'wgs84')
    expect(fix).toEqual(aFix({ accuracyM: 0 }))
  })

  it('lies half a kilometre from the same numbers in another datum', () => {
    for (const crs of ['gcj02', 'bd09'] as const)
      expect(distanceM(asFix({ unitId: 'unit-1', at: NOON, ...HERE }, crs), HERE)).toBeGreaterThan(400)
    expect(distanceM(asFix({ unitId: 'unit-1', at: NOON, ...HERE }, 'cgcs2000'), HERE)).toBe(0)
  })
})

describe('a position is not believed', () => {
  it.each([
    ['from more than two minutes ahead', { at: after(121) }, undefined, 'fix.future'],
    ['less sure than a hundred metres', { accuracyM: 100.1 }, undefined, 'fix.inaccurate'],
    ['in the Gulf of Guinea', { lon: 0, lat: 0 }, undefined, 'fix.nowhere'],
    ['at more than 200 km/h since the last one', { at: after(10), lat: HERE.lat + 0.01 }, aFix(), 'fix.jump'],
  ] as const)('%s', (_, change, before, code) => {
    expect(implausible(aFix(change), before, now)).toBe(code)
  })

  it.each([
    ['two minutes ahead', { at: after(120) }, undefined],
    ['a hundred metres sure', { accuracyM: 100 }, undefined],
    ['on the equator elsewhere', { lon: 110, lat: 0 }, undefined],
    ['as far as a car comes in that time', { at: after(10), lat: HERE.lat + 0.004 }, aFix()],
    ['anywhere, if nothing was known before', { lat: 31 }, undefined],
  ] as const)('but is %s', (_, change, before) => {
    expect(implausible(aFix(change), before, now)).toBeNull()
  })
})

it('the book holds the newest of each unit, whatever the order and however often they come', () => {
  const fixes = fc.array(fc.record({ unit: fc.integer({ min: 1, max: 3 }), second: fc.integer({ min: 0, max: 50 }) }), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(fixes, (sent) => {
      const book = createFixBook()
      const newest = new Map<string, string>()
      for (const { unit, second } of sent) {
        const fix = aFix({ unitId: `unit-${unit}`, at: after(second) })
        expect(book.take(fix)).toBe((newest.get(fix.unitId) ?? '') < fix.at)
        if ((newest.get(fix.unitId) ?? '') < fix.at) newest.set(fix.unitId, fix.at)
      }
      expect(new Map([...book.all()].map(({ unitId, at }) => [unitId, at]))).toEqual(newest)
    }),
  )
})
