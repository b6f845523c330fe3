import { describe, expect, it } from 'vitest'
import { aReference } from '../../test/district.ts'
import { arrange, INSET_SCALE, inwards, isWithin } from './inset.rank.ts'

const MAP = { width: 624, height: 484 }
const INSET = { width: 251, height: 257 }
const AROUND = { top: 4, right: 116, bottom: 140, left: 4 }
const { areas } = aReference()

/** A wide district: one large township in the west, five small ones close together in the east. */
const crowded = areas.map((area, index) => {
  const [lon, lat, size] = index === 0 ? [121.1, 29.75, 0.3] : [121.5 + (index % 2) * 0.02, 29.86 + index * 0.008, 0.02]
  const ring: [number, number][] = [
    [lon, lat],
    [lon + size, lat],
    [lon + size, lat + size],
    [lon, lat + size],
    [lon, lat],
  ]
  return { ...area, rings: [[ring]], centre: { lon: lon + size / 2, lat: lat + size / 2 } }
})
const BOUNDS = [121.1, 29.75, 121.56, 30.05] as const

describe('the inset of the wall', () => {
  it('enlarges the townships that lie close together, and no other', () => {
    const { part } = arrange(crowded, BOUNDS, MAP, INSET, AROUND)
    expect(crowded.filter((area) => isWithin(part, area.centre))).toHaveLength(5)
  })

  it('is as large as it says', () => {
    const { part } = arrange(crowded, BOUNDS, MAP, INSET, AROUND)
    const width = MAP.width - AROUND.left - AROUND.right
    const perUnit = (BOUNDS[2] - BOUNDS[0]) / width
    expect(part && (part[2] - part[0]) / INSET.width).toBeCloseTo(perUnit / INSET_SCALE, 4)
  })

  it('hides nothing of the district', () => {
    const { padding } = arrange(crowded, BOUNDS, MAP, INSET, { ...AROUND, bottom: 0 })
    expect(padding.bottom).toBeGreaterThan(0)
  })

  it('is not needed where townships lie evenly', () => {
    expect(arrange(areas, aReference().district.bounds, MAP, INSET, AROUND).part).toBeNull()
    expect(arrange([], BOUNDS, MAP, INSET, AROUND).part).toBeNull()
  })

  it('turns labels inwards', () => {
    expect(inwards([0, 0, 10, 10], { lon: 1 })).toEqual({ lon: 1, side: 'east' })
    expect(inwards([0, 0, 10, 10], { lon: 9 })).toEqual({ lon: 9, side: 'west' })
  })
})
