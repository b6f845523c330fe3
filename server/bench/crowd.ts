import type { Squad } from '@lianqin/shared/squad'
import type { Fix, Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { createRandom } from '../src/drill/random.engine.ts'
import { orderByRights } from '../src/unit/audience.rank.ts'
import { type Box, shapeOver } from '../src/unit/grid.rank.ts'
import { createNewest, renumber, takeFix } from '../src/unit/newest.ts'

// Thousands of units all over a district, the same in every run: denser towards its middle, each of them moving.

export const BOUNDS: Box = [121.2, 29.7, 121.6, 30]
const TOWNSHIPS = 25
const PER_SQUAD = 10
const START = Date.parse('2026-03-02T04:00:00.000Z')
const STEP_DEG = 0.0002

const named = (id: string): Pick<Unit, 'id'> => ({ id: `unit-${id}` })

/** A squad in ten works in the whole district. */
export function crowdOf(count: number) {
  const squads = Array.from({ length: count / PER_SQUAD }, (_, n): Pick<Squad, 'id' | 'areaId'> => {
    return { id: `squad-${n}`, areaId: n % 10 === 0 ? null : `area-${n % TOWNSHIPS}` }
  })
  const unitsOf = new Map(
    squads.map(({ id }, squad) => [id, Array.from({ length: PER_SQUAD }, (_, n) => named(`${squad}-${n}`))]),
  )
  const order = orderByRights(squads, unitsOf)
  const random = createRandom('crowd')
  const middle = (low: number, high: number) => (random.between(low, high) + random.between(low, high)) / 2
  const places = order.unitIds.map(() => ({ lon: middle(BOUNDS[0], BOUNDS[2]), lat: middle(BOUNDS[1], BOUNDS[3]) }))
  const newest = createNewest(shapeOver(BOUNDS, count))
  renumber(newest, order.unitIds)
  /** Where everybody is at one second after another. */
  function fixesAt(second: number): Fix[] {
    const at = toMoment(START + second * 1000)
    return order.unitIds.map((unitId, index) => {
      const place = places[index] ?? { lon: 0, lat: 0 }
      place.lon += random.between(-STEP_DEG, STEP_DEG)
      place.lat += random.between(-STEP_DEG, STEP_DEG)
      const known = { accuracyM: 5 + (index % 20), speedMps: (index % 150) / 10, headingDeg: index % 360 }
      return { unitId, at, ...place, ...known }
    })
  }
  for (const fix of fixesAt(0)) takeFix(newest, fix)
  return { order, newest, fixesAt, squads, now: (second: number) => START + second * 1000 }
}
