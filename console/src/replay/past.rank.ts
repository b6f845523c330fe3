import { isGap } from '@lianqin/shared/track/gaps.rank'
import { fixAt, type Track } from '@lianqin/shared/track/track'
import { cut, firstFrom, simplify } from '@lianqin/shared/track/track.rank'
import { STALE_AFTER_MS } from '@lianqin/shared/unit'

/** Where a unit was at a moment of the past, and how old the position was by then. */
export interface PastPlace {
  lon: number
  lat: number
  headingDeg: number
  speedMps: number
  ageMs: number
}

/** A span is cut between two fixes: whoever is heard of so soon was there when it began. */
const SOON_MS = 30_000

/**
 * Between two fixes that follow each other it is drawn on its way from one to the next; through a longer silence it stands
 * where it was last heard of, as it stood on the screens of that day. Null before its first fix.
 */
export function placeAt(track: Track, moment: number): PastPlace | null {
  const { at, lon, lat, headingDeg, speedMps } = track
  const first = at[0] ?? Number.POSITIVE_INFINITY
  if (moment < first - SOON_MS) return null
  const time = Math.max(first, moment)
  const row = firstFrom(track, time + 1) - 1
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

type Way = [lon: number, lat: number][]

/** The ways that were gone in a span, to so many metres: one after the other, with nothing where nothing is known. */
export function waysOf(track: Track, from: number, to: number, toleranceM: number): Way[] {
  const part = cut(track, from, to)
  const ends = Array.from({ length: part.count }, (_, row) => row + 1).filter(
    (row) => row === part.count || isGap(fixAt(part, row - 1), fixAt(part, row)),
  )
  return ends.map((end, index) => {
    const first = ends[index - 1] ?? 0
    const way = cut(part, part.at[first] ?? 0, (part.at[end - 1] ?? 0) + 1)
    return Array.from(simplify(way, toleranceM), (row) => [way.lon[row] ?? 0, way.lat[row] ?? 0])
  })
}
