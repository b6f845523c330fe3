import { describe, expect, it } from 'vitest'
import { areas, CELL, SOUTH, WEST } from '../../test/district.ts'
import { anIncident, before, HOUR, NOW } from '../../test/fixtures.ts'
import { areaAt } from '../jurisdiction/jurisdiction.locate.ts'
import { readCoordinates, writeCoordinates } from './coordinates.ts'
import { similarTo } from './similar.rank.ts'

const METRE_OF_LATITUDE = 1 / 111_195

describe('coordinates as people write them', () => {
  it.each([
    ['121.47050, 29.84680', { lon: 121.4705, lat: 29.8468 }],
    ['121.47050，29.84680', { lon: 121.4705, lat: 29.8468 }],
    ['  121.4705 29.8468 ', { lon: 121.4705, lat: 29.8468 }],
    ['29.8468, 121.4705', { lon: 121.4705, lat: 29.8468 }],
  ])('are read from "%s"', (text, place) => {
    expect(readCoordinates(text)).toEqual(place)
  })

  it.each(['', '121.47', '121.47, 29.8, 3', 'here', '200, 200'])('are not read from "%s"', (text) => {
    expect(readCoordinates(text)).toBeNull()
  })

  it('are read again as they were written', () => {
    const place = { lon: 121.470512, lat: 29.846801 }
    expect(readCoordinates(writeCoordinates(place))).toEqual(place)
  })
})

describe('a place', () => {
  it('lies in the township whose ring holds it, or in none', () => {
    expect(areaAt(areas, { lon: WEST + CELL / 2, lat: SOUTH + CELL / 2 })?.id).toBe('area-gulin')
    expect(areaAt(areas, { lon: WEST + 1.5 * CELL, lat: SOUTH + CELL / 2 })?.id).toBe('area-gaoqiao')
    expect(areaAt(areas, { lon: WEST - 1, lat: SOUTH })).toBeUndefined()
  })
})

describe('a report that may repeat another', () => {
  const place = { lon: 121.4, lat: 29.8 }
  const near = anIncident({ no: 1, ...place, lat: place.lat + 30 * METRE_OF_LATITUDE, reportedAt: before(2 * HOUR) })
  const of = (over: object) => similarTo([{ ...near, ...over }], 'matter-e0406', place, Date.parse(NOW))

  it('is of the same matter, within 50 m and 24 h', () => {
    expect(of({})).toHaveLength(1)
    expect(of({ lat: place.lat + 80 * METRE_OF_LATITUDE })).toHaveLength(0)
    expect(of({ reportedAt: before(25 * HOUR) })).toHaveLength(0)
    expect(of({ matterId: 'matter-other' })).toHaveLength(0)
  })

  it.each(['void', 'rejected', 'closed'] as const)('is not added to a case that is over (%s)', (state) => {
    expect(of({ state })).toHaveLength(0)
  })
})
