import { expect, it } from 'vitest'
import { scaleFor } from './scale.ts'

it.each([8, 10, 11.3, 12.7, 14, 17])('at zoom %s the bar is a round length that fits its corner', (zoom) => {
  const { metres, px } = scaleFor(29.85, zoom)
  expect([1, 2, 5]).toContain(metres / 10 ** Math.floor(Math.log10(metres)))
  expect(px).toBeGreaterThan(40)
  expect(px).toBeLessThanOrEqual(120)
})
