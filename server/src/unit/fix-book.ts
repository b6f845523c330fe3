import type { Fix } from '@lianqin/shared/unit'
import { fixOf, forgetFix, hasFix, type Newest, type Sight, seenAt, takeFix, takeSight } from './newest.ts'
import type { Seen } from './plausible.rank.ts'

/** The newest position of every unit as values, for who asks for one at a time or looks through them all. */
export interface FixBook {
  newest: (unitId: Fix['unitId']) => Fix | undefined
  byUnit: ReadonlyMap<Fix['unitId'], Fix>
  all: () => Iterable<Fix>
  /** True if it was news: older than what is known never moves a marker back. */
  take: (fix: Fix) => boolean
  /** The same two, where thousands come and go. */
  seen: (unitId: Fix['unitId']) => Seen | undefined
  note: (sight: Sight) => boolean
  forget: (unitId: Fix['unitId']) => void
}

export function bookOf(newest: Newest): FixBook {
  const get = (unitId: Fix['unitId']) => {
    const index = newest.indexOf.get(unitId)
    return index === undefined ? undefined : fixOf(newest, index)
  }
  return {
    newest: get,
    byUnit: mapOf(newest, get),
    all: () => values(newest),
    take: (fix) => takeFix(newest, fix),
    seen(unitId) {
      const index = newest.indexOf.get(unitId)
      return index === undefined ? undefined : seenAt(newest, index)
    },
    note: (sight) => takeSight(newest, sight),
    forget: (unitId) => forgetFix(newest, unitId),
  }
}

function* values(newest: Newest): Generator<Fix> {
  for (let index = 0; index < newest.unitIds.length; index++) {
    const fix = fixOf(newest, index)
    if (fix) yield fix
  }
}

/** Reads like a map and is none: nothing is held twice. */
function mapOf(newest: Newest, get: (unitId: Fix['unitId']) => Fix | undefined): ReadonlyMap<Fix['unitId'], Fix> {
  const entries = () => values(newest).map((fix): [Fix['unitId'], Fix] => [fix.unitId, fix])
  const map: ReadonlyMap<Fix['unitId'], Fix> = {
    get,
    has: (unitId) => hasFix(newest, newest.indexOf.get(unitId) ?? newest.unitIds.length),
    get size() {
      return newest.grid.placed
    },
    entries,
    keys: () => values(newest).map(({ unitId }) => unitId),
    values: () => values(newest),
    forEach: (call) => {
      for (const [unitId, fix] of entries()) call(fix, unitId, map)
    },
    [Symbol.iterator]: entries,
  }
  return map
}
