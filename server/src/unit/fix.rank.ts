import { inWgs84 } from '@lianqin/shared/datum'
import { distanceM } from '@lianqin/shared/geo'
import { ACCURACY_ALLOWED_M, type Fix, type FixRefusal, FUTURE_ALLOWED_MS, type SendFixes } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Crs } from '@lianqin/shared/wire/place'

/** 200 km/h: faster than that between two fixes is a fault of the receiver, not a patrol car. */
const FASTEST_MPS = 55.6
/** A receiver without a fix says 0°, 0°, which is in the Gulf of Guinea. */
const NOWHERE_DEG = 0.01

export type Sent = SendFixes['fixes'][number]

/** One sent position in its canonical form: WGS-84, UTC, nothing missing. */
export function asFix({ unitId, at, lon, lat, accuracyM = 0, speedMps = 0, headingDeg = 0 }: Sent, crs: Crs): Fix {
  return { unitId, at: toMoment(Date.parse(at)), ...inWgs84({ lon, lat, crs }), accuracyM, speedMps, headingDeg }
}

/** Why a position must not move the marker, if so; `before` is the newest known one. */
export function implausible(fix: Fix, before: Fix | undefined, now: number): FixRefusal | null {
  const at = Date.parse(fix.at)
  if (at > now + FUTURE_ALLOWED_MS) return 'fix.future'
  if (fix.accuracyM > ACCURACY_ALLOWED_M) return 'fix.inaccurate'
  if (Math.abs(fix.lon) < NOWHERE_DEG && Math.abs(fix.lat) < NOWHERE_DEG) return 'fix.nowhere'
  if (!before) return null
  const seconds = (at - Date.parse(before.at)) / 1000
  const slack = fix.accuracyM + before.accuracyM + 50
  return seconds > 0 && distanceM(before, fix) > FASTEST_MPS * seconds + slack ? 'fix.jump' : null
}
