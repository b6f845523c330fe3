import { emptyTrack, type Track } from './track.ts'

const METRES_PER_DEGREE = 111_195
const RAD = Math.PI / 180

/** One track of several of the same unit, in the order of time; where they overlap, the first given stays. */
export function join(tracks: readonly Track[]): Track {
  const inTurn = tracks.filter(({ count }) => count > 0).toSorted((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0))
  const isOneAfterTheOther = inTurn.every(({ at }, place) => {
    const before = inTurn[place - 1]
    return !before || (before.at[before.count - 1] ?? 0) < (at[0] ?? 0)
  })
  return isOneAfterTheOther ? strung(inTurn) : woven(strung(tracks))
}

function strung(tracks: readonly Track[]): Track {
  const whole = emptyTrack(tracks.reduce((sum, { count }) => sum + count, 0))
  let start = 0
  for (const track of tracks) {
    for (const column of COLUMNS) whole[column].set(track[column], start)
    start += track.count
  }
  return whole
}

const COLUMNS = ['at', 'lon', 'lat', 'speedMps', 'headingDeg', 'accuracyM', 'flags'] as const

function woven(track: Track): Track {
  const { at } = track
  const rows = Array.from({ length: track.count }, (_, row) => row).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0))
  return pick(track, Uint32Array.from(rows.filter((row, place) => at[row] !== at[rows[place - 1] ?? -1])))
}

/** Those rows of a track. */
export function pick(track: Track, rows: Uint32Array): Track {
  const picked = emptyTrack(rows.length)
  for (const column of COLUMNS) {
    const [from, to] = [track[column], picked[column]]
    for (let place = 0; place < rows.length; place++) to[place] = from[rows[place] ?? 0] ?? 0
  }
  return picked
}

/** What of a track lies in a span of time, its end not included: the same bytes, not a copy. */
export function cut(track: Track, from: number, to: number): Track {
  const [first, last] = [firstFrom(track, from), firstFrom(track, to)]
  const part = (column: Float64Array) => column.subarray(first, Math.max(first, last))
  return {
    count: Math.max(0, last - first),
    at: part(track.at),
    lon: part(track.lon),
    lat: part(track.lat),
    speedMps: part(track.speedMps),
    headingDeg: part(track.headingDeg),
    accuracyM: part(track.accuracyM),
    flags: track.flags.subarray(first, Math.max(first, last)),
  }
}

/** The first row at that time or later. */
export function firstFrom({ at, count }: Track, time: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((at[middle] ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The rows that suffice to say at every moment of the track where the unit was, to so many metres: Douglas and Peucker's way
 * with the distance to where it would have been at that very moment. Measured to the line alone, as usual, a wait at the
 * lights would fall away, and replay would show a car that never stands.
 */
export function simplify(track: Track, toleranceM: number): Uint32Array {
  const isKept = new Uint8Array(track.count)
  if (track.count > 0) {
    isKept[0] = 1
    isKept[track.count - 1] = 1
  }
  const open: [number, number][] = [[0, track.count - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span
    const { row, metres } = farthest(track, from, to)
    if (metres <= toleranceM) continue
    isKept[row] = 1
    open.push([from, row], [row, to])
  }
  return Uint32Array.from(isKept.keys().filter((row) => isKept[row] === 1))
}

/** The row between two others that lies farthest from the straight and even way between these. */
function farthest({ at, lon, lat }: Track, from: number, to: number): { row: number; metres: number } {
  const [start, west, south] = [at[from] ?? 0, lon[from] ?? 0, lat[from] ?? 0]
  const time = (at[to] ?? 0) - start
  const [east, north] = [(lon[to] ?? 0) - west, (lat[to] ?? 0) - south]
  const share = Math.cos(south * RAD)
  let [row, most] = [from, 0]
  for (let between = from + 1; between < to; between++) {
    const done = ((at[between] ?? 0) - start) / time
    const x = ((lon[between] ?? 0) - west - east * done) * share
    const y = (lat[between] ?? 0) - south - north * done
    const far = x * x + y * y
    if (far > most) [row, most] = [between, far]
  }
  return { row, metres: Math.sqrt(most) * METRES_PER_DEGREE }
}
