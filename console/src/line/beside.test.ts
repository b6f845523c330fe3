import { distanceM } from '@lianqin/shared/geo'
import { describe, expect, it } from 'vitest'
import { moved, readBeside } from './beside.locate.ts'

describe('a spot beside a named place', () => {
  it.each([
    ['古林集贸市场东侧约120米', { name: '古林集贸市场', side: 'east', metres: 120 }],
    ['宝善社区 南侧约 150 米', { name: '宝善社区', side: 'south', metres: 150 }],
    ['120 m east of Gulin Market', { name: 'Gulin Market', side: 'east', metres: 120 }],
    ['药行街88号', null],
    ['东门口', null],
  ])('%s', (text, read) => expect(readBeside(text)).toEqual(read))

  it('lies as far away as is said, to that side', () => {
    const place = { lon: 121.47, lat: 29.85 }
    for (const side of ['north', 'east', 'south', 'west'] as const)
      expect(distanceM(place, moved(place, { side, metres: 200 }))).toBeCloseTo(200, -1)
    expect(moved(place, { side: 'east', metres: 200 }).lon).toBeGreaterThan(place.lon)
    expect(moved(place, { side: 'south', metres: 200 }).lat).toBeLessThan(place.lat)
  })
})
