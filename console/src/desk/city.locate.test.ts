import { expect, it } from 'vitest'
import { areas, CELL, SOUTH, WEST } from '../../test/district.ts'
import { cityBounds } from './city.locate.ts'

it('the city is where the densest townships with half of the reports lie', () => {
  const [first, second, ...rest] = areas.map((area) => ({ ...area, share: 5 }))
  if (!first || !second) throw new Error('the made-up district has six areas')
  const city = cityBounds([{ ...first, share: 30 }, { ...second, share: 45 }, ...rest])
  expect(city).toEqual([WEST, SOUTH, WEST + 2 * CELL, SOUTH + CELL])
  expect(cityBounds([])).toBeNull()
})
