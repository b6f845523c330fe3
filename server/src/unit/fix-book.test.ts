import type { Fix } from '@lianqin/shared/unit'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { after, NOON } from '../../test/samples.ts'
import { bookOf } from './fix-book.ts'
import { shapeOver } from './grid.rank.ts'
import { createNewest } from './newest.ts'

const aFix = (change: Partial<Fix>): Fix => ({
  unitId: 'unit-1',
  at: NOON,
  lon: 121.4426,
  lat: 29.832,
  accuracyM: 5,
  speedMps: 0,
  headingDeg: 0,
  ...change,
})

it('the book holds the newest of each unit, whatever the order and however often they come', () => {
  const fixes = fc.array(fc.record({ unit: fc.integer({ min: 1, max: 3 }), second: fc.integer({ min: 0, max: 50 }) }), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(fixes, (sent) => {
      const book = bookOf(createNewest(shapeOver([121, 29, 122, 30], 3)))
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
