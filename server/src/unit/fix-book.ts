import type { Fix } from '@lianqin/shared/unit'

/**
 * The newest position of every unit, in memory: written by whatever is taken in here, by what other processes tell, and by
 * the table at start. Older than what is known never moves a marker back.
 */
export interface FixBook {
  newest: (unitId: Fix['unitId']) => Fix | undefined
  /** The same, to look through as a whole. */
  byUnit: ReadonlyMap<Fix['unitId'], Fix>
  all: () => Iterable<Fix>
  /** True if it was news. */
  take: (fix: Fix) => boolean
  forget: (unitId: Fix['unitId']) => void
}

export function createFixBook(): FixBook {
  const byUnit = new Map<Fix['unitId'], Fix>()
  return {
    newest: (unitId) => byUnit.get(unitId),
    byUnit,
    all: () => byUnit.values(),
    take(fix) {
      const known = byUnit.get(fix.unitId)
      if (known && known.at >= fix.at) return false
      byUnit.set(fix.unitId, fix)
      return true
    },
    forget: (unitId) => void byUnit.delete(unitId),
  }
}
