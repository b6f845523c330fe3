import { inWgs84 } from '@lianqin/shared/datum'
import { ACCURACY_ALLOWED_M, type Fix, type FixRefusal, FUTURE_ALLOWED_MS, type SendFixes } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Crs } from '@lianqin/shared/wire/place'
import { isJump, isNowhere, type Seen } from './plausible.rank.ts'

export type Sent = SendFixes['fixes'][number]

/** One sent position in its canonical form: WGS-84, UTC, nothing missing. */
export function asFix({ unitId, at, lon, lat, accuracyM = 0, speedMps = 0, headingDeg = 0 }: Sent, crs: Crs): Fix {
  return { unitId, at: toMoment(Date.parse(at)), ...inWgs84({ lon, lat, crs }), accuracyM, speedMps, headingDeg }
}

const asSeen = (fix: Fix): Seen => ({ ...fix, at: Date.parse(fix.at), located: true })

/** Why a position must not move the marker, if so; `before` is the newest known one. */
export function implausible(fix: Fix, before: Fix | undefined, now: number): FixRefusal | null {
  const seen = asSeen(fix)
  if (seen.at > now + FUTURE_ALLOWED_MS) return 'fix.future'
  if (fix.accuracyM > ACCURACY_ALLOWED_M) return 'fix.inaccurate'
  if (isNowhere(fix)) return 'fix.nowhere'
  if (!before) return null
  const newest = asSeen(before)
  return seen.at > newest.at && isJump(newest, seen) ? 'fix.jump' : null
}
