import { expect, it } from 'vitest'
import { units } from '../../test/district.ts'
import { NOW } from '../../test/fixtures.ts'
import type { ShownUnit } from '../unit/unit.store.ts'
import { squadsNear } from './near.rank.ts'

const METRE_NORTH = 1 / 111_195
const place = { lon: 121.4, lat: 29.8 }
const shown = (index: number, metres: number, over: Partial<ShownUnit> = {}): ShownUnit => {
  const unit = units[index] as ShownUnit['unit']
  const seen = { at: Date.parse(NOW), headingDeg: 0, state: 'available' as const }
  const fix = { ...seen, lon: place.lon, lat: place.lat + metres * METRE_NORTH }
  return { unit, fix, state: 'available', ageMs: 4_000, freshness: 'live', ...over }
}

it('the squads near a place are told nearest first, each once, and nobody who is off duty, lost or without a position', () => {
  const second = { ...shown(0, 300), unit: { ...(units[0] as ShownUnit['unit']), id: 'unit-gulin-1-foot' as const } }
  const near = squadsNear(place, [
    shown(0, 900),
    second,
    shown(1, 500),
    shown(2, 100, { state: 'off' }),
    shown(3, 100, { freshness: 'lost' }),
    shown(4, 100, { fix: null }),
  ])
  expect(near.map((one) => [one.shown.unit.id, Math.round(one.metres)])).toEqual([
    ['unit-gulin-1-foot', 300],
    [units[1]?.id, 500],
  ])
})
