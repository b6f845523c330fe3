import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceM } from './geo.ts'

const place = fc.record({
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
})

describe('distance as the crow flies', () => {
  it('knows a degree of latitude and half the way round the Earth', () => {
    expect(distanceM({ lon: 121.5, lat: 29 }, { lon: 121.5, lat: 30 })).toBeCloseTo(111_195.08, 1)
    expect(distanceM({ lon: 0, lat: 0 }, { lon: 180, lat: 0 })).toBeCloseTo(20_015_114.4, 0)
  })

  it('is about 965 m for a hundredth of a degree of longitude in the district', () => {
    expect(distanceM({ lon: 121.54, lat: 29.87 }, { lon: 121.55, lat: 29.87 })).toBeCloseTo(964.2, 0)
  })

  it('is zero to itself, the same both ways, and no longer by the straight way', () => {
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        expect(distanceM(a, a)).toBe(0)
        expect(distanceM(a, b)).toBeCloseTo(distanceM(b, a), 6)
        expect(distanceM(a, c)).toBeLessThanOrEqual(distanceM(a, b) + distanceM(b, c) + 1)
      }),
    )
  })
})
