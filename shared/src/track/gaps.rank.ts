import { distanceM } from '../geo.ts'
import { LOST_AFTER_MS, STALE_AFTER_MS } from '../unit.ts'
import type { Place } from '../wire/place.ts'

/** Who is found again so far away was somewhere in between, and nobody knows where. */
const FAR_M = 200

interface Known extends Place {
  at: number
}

/**
 * Whether nothing is known of the way between two fixes that follow each other: lost meanwhile, or silent and found again
 * far away. No line is drawn there: a straight one would lead through houses. A car that slept where it stood has no gap.
 */
export const isGap = (before: Known, after: Known): boolean =>
  after.at - before.at > LOST_AFTER_MS || (after.at - before.at > STALE_AFTER_MS && distanceM(before, after) > FAR_M)
