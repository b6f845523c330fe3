import { distanceM } from '@lianqin/shared/geo'
import { ACCURACY_ALLOWED_M, type FixDoubt, FUTURE_ALLOWED_MS, fixDoubts } from '@lianqin/shared/unit'
import type { Place } from '@lianqin/shared/wire/place'

/** 200 km/h: faster than that between two positions is a fault of the receiver, not a patrol car. */
const FASTEST_MPS = 55.6
/** Two positions at rest may lie this far apart besides what their accuracy allows. */
const SLACK_M = 50
/** A receiver without a fix says 0°, 0°, which is in the Gulf of Guinea. */
const NOWHERE_DEG = 0.01

/** A tenth of a metre: what is kept of a place may be rounded by less than that. */
const SAME_DEG = 1e-6

/** `newest` moves the marker; `late` belongs to the track alone; `duplicate` is known already. */
export type Verdict = 'newest' | 'late' | 'duplicate' | FixDoubt

/** What of a position counts here: epoch milliseconds, WGS-84, metres. */
export interface Seen extends Place {
  readonly at: number
  readonly located: boolean
  readonly accuracyM: number | null
}

const doubtful = new Set<string>(fixDoubts)
export const isDoubt = (outcome: string): outcome is FixDoubt => doubtful.has(outcome)

export const isNowhere = ({ lon, lat }: Place): boolean => Math.abs(lon) < NOWHERE_DEG && Math.abs(lat) < NOWHERE_DEG

const isSamePlace = (a: Place, b: Place) => Math.abs(a.lon - b.lon) < SAME_DEG && Math.abs(a.lat - b.lat) < SAME_DEG

/** Farther apart than anything of ours comes in that time, whichever of the two was first. */
export function isJump(a: Seen, b: Seen): boolean {
  const within = (Math.abs(b.at - a.at) / 1000) * FASTEST_MPS + (a.accuracyM ?? 0) + (b.accuracyM ?? 0) + SLACK_M
  return distanceM(a, b) > within
}

/**
 * What becomes of a position, given the newest that is believed of the same unit. Whatever the order in which positions
 * come, and however often, the marker ends at the newest and never moves back (GUARANTEES I18).
 */
export function judge(seen: Seen, newest: Seen | undefined, now: number): Verdict {
  if (!seen.located) return 'fix.unlocated'
  if (seen.at > now + FUTURE_ALLOWED_MS) return 'fix.future'
  if (seen.accuracyM !== null && seen.accuracyM > ACCURACY_ALLOWED_M) return 'fix.inaccurate'
  if (isNowhere(seen)) return 'fix.nowhere'
  if (!newest) return 'newest'
  if (seen.at === newest.at && isSamePlace(seen, newest)) return 'duplicate'
  if (isJump(newest, seen)) return 'fix.jump'
  return seen.at > newest.at ? 'newest' : 'late'
}
