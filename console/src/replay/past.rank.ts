import type { Track } from '@lianqin/shared/track/track'
import { firstFrom } from '@lianqin/shared/track/track.rank'
import { STALE_AFTER_MS } from '@lianqin/shared/unit'

/** Where a unit was at a moment of the past, and how old the position was by then. */
export interface PastPlace {
  lon: number
  lat: number
  headingDeg: number
  speedMps: number
  ageMs: number
}

/**
 * Between two fixes that follow each other it is drawn on its way from one to the next; through a longer silence it stands
 * where it was last heard of, as it stood on the screens of that day. Null before its first fix.
 */
export function placeAt(track: Track, time: number): PastPlace | null {
  const row = firstFrom(track, time + 1) - 1
  if (row < 0) return null
  const { at, lon, lat, headingDeg, speedMps } = track
  const [since, west, south] = [at[row] ?? 0, lon[row] ?? 0, lat[row] ?? 0]
  const until = at[row + 1]
  const step = until === undefined ? 0 : until - since
  const share = step > 0 && step <= STALE_AFTER_MS ? (time - since) / step : 0
  return {
    lon: west + ((lon[row + 1] ?? west) - west) * share,
    lat: south + ((lat[row + 1] ?? south) - south) * share,
    headingDeg: headingDeg[row] ?? 0,
    speedMps: speedMps[row] ?? 0,
    ageMs: time - since,
  }
}
