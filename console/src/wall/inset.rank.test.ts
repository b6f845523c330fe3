import { describe, expect, it } from 'vitest'
import { aReference } from '../../test/district.ts'
import { arrange, INSET_SCALE, inwards, isWithin, kept, shortened, widthOf } from './inset.rank.ts'

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

  it('cuts no name: what stands at its edge moves inwards until all of it is there', () => {
    const bounds = [0, 0, 10, 10] as const
    const edge = { label: 'Jiangxia', centre: { lon: 9.8, lat: 0.1 } }
    const { lon, lat } = kept(bounds, INSET, edge)
    expect(((10 - lon) / 10) * INSET.width).toBeGreaterThan(widthOf(edge.label) / 2)
    expect(lat).toBeGreaterThan(0.2)
    const middle = { label: 'Jiangxia', centre: { lon: 5, lat: 5 } }
    expect(kept(bounds, INSET, middle)).toEqual(middle.centre)
    expect(kept(bounds, INSET, { ...edge, label: null })).toEqual(edge.centre)
  })

  it('says of a case whose words find no room how long alone', () => {
    const bounds = [0, 0, 10, 10] as const
    const row = { lon: 5 }
    expect(shortened(bounds, INSET, { ...row, label: 'Trading on the road outside the shop 12′' }).label).toBe('12′')
    expect(shortened(bounds, INSET, { ...row, label: '占道经营 12′' }).label).toBe('占道经营 12′')
    expect(shortened(bounds, INSET, { ...row, label: null }).label).toBeNull()
  })
})
