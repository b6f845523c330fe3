import type { Settings } from '../settings.ts'
import type { Unit } from '../unit.ts'

/** Tracks that somebody takes away: whose, and of which span in Unix milliseconds. */
export interface Taking {
  unitIds: readonly Unit['id'][]
  from: number
  to: number
}

const HOUR_MS = 3_600_000
/** So far back counts what the same person took away alone before: many small files are one large one. */
export const ALONE_WITHIN_MS = 24 * HOUR_MS

/**
 * Whether a file needs two people: with what the same person took away alone in the last 24 hours it is of more units, or of
 * more unit-hours (each unit's span, added up), than one person may take alone. Exactly as much is not more.
 */
export function isBulk(takings: readonly Taking[], { units, unitHours }: Settings['exportAlone']): boolean {
  const whose = new Set(takings.flatMap(({ unitIds }) => unitIds))
  const lengthMs = takings.reduce((sum, { unitIds, from, to }) => sum + unitIds.length * (to - from), 0)
  return whose.size > units || lengthMs > unitHours * HOUR_MS
}
