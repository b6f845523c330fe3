import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bd09ToGcj02, gcj02ToBd09, gcj02ToWgs84, inDatum, inWgs84, wgs84ToGcj02 } from './datum.ts'
import { distanceM } from './geo.ts'
import { datums } from './wire/place.ts'

/** The district and a little around it. */
const inDistrict = fc.record({
  lon: fc.double({ min: 121.1, max: 121.6, noNaN: true }),
  lat: fc.double({ min: 29.7, max: 30, noNaN: true }),
})
const ROUND_TRIP_M = 0.1

describe('datums', () => {
  it('moves the worked example by 0.004166 degrees east and 0.002576 south', () => {
    const moved = wgs84ToGcj02({ lon: 121.547, lat: 29.8757 })
    expect(moved.lon - 121.547).toBeCloseTo(0.004166, 6)
    expect(moved.lat - 29.8757).toBeCloseTo(-0.002576, 6)
  })

  it('keeps GCJ-02 490 to 510 m away from WGS-84 all over the district', () => {
    fc.assert(
      fc.property(inDistrict, (place) => {
        const metres = distanceM(place, wgs84ToGcj02(place))
        expect(metres).toBeGreaterThan(490)
        expect(metres).toBeLessThan(510)
      }),
    )
  })

  it('comes back from GCJ-02 to within 0.1 m', () => {
    fc.assert(
      fc.property(inDistrict, (place) => {
        expect(distanceM(place, gcj02ToWgs84(wgs84ToGcj02(place)))).toBeLessThan(ROUND_TRIP_M)
      }),
    )
  })

  it('comes back from BD-09 to within 0.1 m', () => {
    fc.assert(
      fc.property(inDistrict, (place) => {
        const baidu = gcj02ToBd09(wgs84ToGcj02(place))
        expect(distanceM(place, gcj02ToWgs84(bd09ToGcj02(baidu)))).toBeLessThan(ROUND_TRIP_M)
        expect(distanceM(place, inWgs84({ ...baidu, crs: 'bd09' }))).toBeLessThan(ROUND_TRIP_M)
      }),
    )
  })

  it.each(datums)('comes back from %s to within 0.1 m, from each place of the district', (crs) => {
    fc.assert(
      fc.property(inDistrict, (place) => {
        const given = inDatum(place, crs)
        expect(given.crs).toBe(crs)
        expect(distanceM(place, inWgs84(given))).toBeLessThan(ROUND_TRIP_M)
        expect(distanceM(given, inDatum(inWgs84(given), crs))).toBeLessThan(ROUND_TRIP_M)
      }),
    )
  })

  it('leaves places outside China where they are', () => {
    const ferry = { lon: -122.3934, lat: 37.7955 }
    expect(wgs84ToGcj02(ferry)).toEqual(ferry)
    expect(inWgs84({ ...ferry, crs: 'gcj02' })).toEqual(ferry)
  })

  it('takes CGCS2000 for WGS-84 and hands on no datum', () => {
    expect(inWgs84({ lon: 121.5, lat: 29.8, crs: 'cgcs2000' })).toEqual({ lon: 121.5, lat: 29.8 })
    expect(inWgs84({ lon: 121.5, lat: 29.8, crs: 'wgs84' })).toEqual({ lon: 121.5, lat: 29.8 })
  })
})
