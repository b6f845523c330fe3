/** One fix of a unit's track. Unix milliseconds, degrees in WGS-84, metres a second, degrees from north, metres. */
export interface TrackFix {
  at: number
  lon: number
  lat: number
  speedMps: number
  headingDeg: number
  accuracyM: number
  /** Eight bits, for whoever writes tracks to say what a fix is. */
  flags: number
}

/** Fixes of one unit in the order of their times, each time once, as columns. */
export interface Track {
  count: number
  at: Float64Array
  lon: Float64Array
  lat: Float64Array
  speedMps: Float64Array
  headingDeg: Float64Array
  accuracyM: Float64Array
  flags: Uint8Array
}

export const emptyTrack = (count: number): Track => ({
  count,
  at: new Float64Array(count),
  lon: new Float64Array(count),
  lat: new Float64Array(count),
  speedMps: new Float64Array(count),
  headingDeg: new Float64Array(count),
  accuracyM: new Float64Array(count),
  flags: new Uint8Array(count),
})

export function fixAt(track: Track, row: number): TrackFix {
  return {
    at: track.at[row] ?? 0,
    lon: track.lon[row] ?? 0,
    lat: track.lat[row] ?? 0,
    speedMps: track.speedMps[row] ?? 0,
    headingDeg: track.headingDeg[row] ?? 0,
    accuracyM: track.accuracyM[row] ?? 0,
    flags: track.flags[row] ?? 0,
  }
}

/** By time, in whole milliseconds; of those with the same time the first given stays. */
export function inOrder(fixes: readonly TrackFix[]): TrackFix[] {
  // As they nearly always come.
  if (areInOrder(fixes)) return fixes.slice()
  const sorted = fixes.map((fix) => ({ ...fix, at: Math.round(fix.at) })).sort((a, b) => a.at - b.at)
  return sorted.filter(({ at }, index) => sorted[index - 1]?.at !== at)
}

function areInOrder(fixes: readonly TrackFix[]): boolean {
  let last = Number.NEGATIVE_INFINITY
  for (const { at } of fixes) {
    if (at <= last || !Number.isInteger(at)) return false
    last = at
  }
  return true
}
