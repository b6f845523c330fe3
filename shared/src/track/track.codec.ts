import { readBits, writeBits } from './bits.codec.ts'
import { type Course, type Expect, expectations, ways } from './reckoning.codec.ts'
import { bitsOf, readColumn, readGroups, unzigzag, writeColumn, writeGroups, zigzag } from './residue.codec.ts'
import { inOrder, type Track, type TrackFix } from './track.ts'

// A chunk is the first fix, then a column for each value with what every next fix adds: to the time, its last step again; to
// the place, what was not to be expected; to the rest, the difference. Times count in the largest unit that all of them are
// multiples of, mostly a second. Columns are arrays of whole numbers, their first value that of the first fix.

export const trackFaults = ['track.version', 'track.header', 'track.short', 'track.length', 'track.values'] as const
export type TrackFault = (typeof trackFaults)[number]
export type TrackRead = { ok: true; track: Track } | { ok: false; code: TrackFault }

/** What a chunk keeps of a value: 11 cm, 0.1 m/s, one degree, one metre; of times the millisecond. */
export const PER_DEGREE = 1e6
export const PER_MPS = 10
/** Bounds what a few bytes can make of themselves: five minutes of fifty fixes a second. */
export const FIXES_IN_CHUNK = 16_384
const VERSION = 1
const LAST_TIME = 8.64e15
const FASTEST_MPS = 1000
const LEAST_ACCURATE_M = 1_000_000
const TURN = 360
const FLAGS = 0xff
const WAY_BITS = 2

/** Fixes of one unit as a chunk, sorted, each time once. Null of none, or of more than a chunk takes. */
export function encodeChunk(fixes: readonly TrackFix[]): Uint8Array | null {
  const ordered = inOrder(fixes)
  const [first] = ordered
  if (!first || ordered.length > FIXES_IN_CHUNK) return null
  const unit = ordered.reduce((common, { at }) => divisor(at, common), 0) || 1
  const column = (value: (fix: TrackFix) => number) => Float64Array.from(ordered, (fix) => Math.round(value(fix)))
  const steps = differences(column(({ at }) => at / unit))
  steps[0] = 0
  const lon = column((fix) => fix.lon * PER_DEGREE)
  const lat = column((fix) => fix.lat * PER_DEGREE)
  const speed = column(({ speedMps }) => speedMps * PER_MPS)
  const heading = column(({ headingDeg }) => Math.round(headingDeg) % TURN)
  const accuracy = column(({ accuracyM }) => accuracyM)
  const flags = column((fix) => fix.flags & FLAGS)
  const out = writeBits()
  for (const value of [VERSION, ordered.length, unit, first.at / unit]) writeGroups(out, value)
  for (const [start = 0] of [speed, heading, accuracy, flags, lon, lat]) writeGroups(out, zigzag(start))
  for (const plain of [steps, speed]) writeColumn(out, differences(plain))
  writeColumn(out, differences(heading).map(shorterWay))
  for (const plain of [accuracy, flags]) writeColumn(out, differences(plain))
  const places = leastSurprising(courseOf(unit, steps, speed, heading, lat), lon, lat)
  out.write(ways.indexOf(places.way), WAY_BITS)
  for (const surprise of places.surprises) writeColumn(out, surprise)
  return out.bytes()
}

const differences = (column: Float64Array) => column.map((value, row) => value - (column[row - 1] ?? 0))

/** From -180 to 179 degrees. */
const shorterWay = (turn: number) => ((turn + TURN + TURN / 2) % TURN) - TURN / 2

function divisor(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y !== 0) [x, y] = [y, x % y]
  return x
}

function courseOf(unitMs: number, steps: Float64Array, speed: Float64Array, heading: Float64Array, lat: Float64Array) {
  return { unitMs, steps, speed, heading, lat: (lat[0] ?? 0) / PER_DEGREE } satisfies Course
}

function leastSurprising(course: Course, lon: Float64Array, lat: Float64Array) {
  const tried = ways.map((way) => {
    const expect = expectations(way, course)
    const surprises = [surprisesOf(lon, expect.lon), surprisesOf(lat, expect.lat)]
    return { way, surprises, bits: surprises.reduce((sum, column) => sum + bitsOf(column), 0) }
  })
  return tried.reduce((best, one) => (one.bits < best.bits ? one : best))
}

const surprisesOf = (column: Float64Array, expect: Expect) =>
  column.map((value, row) => {
    const last = column[row - 1] ?? value
    return value - expect(row, last, column[row - 2] ?? last)
  })

/** Of a chunk so many bytes suffice to say how many fixes it holds. */
export const CHUNK_HEAD_BYTES = 16

/** How many fixes a chunk holds, by its first bytes alone; none where these are no head. */
export function fixesIn(head: Uint8Array): number {
  const from = readBits(head)
  if (readGroups(from) !== VERSION) return 0
  const count = readGroups(from)
  return count >= 1 && count <= FIXES_IN_CHUNK ? count : 0
}

/** Whatever the bytes are, it answers: nothing is thrown, and no value of a good one is out of range. */
export function decodeChunk(bytes: Uint8Array): TrackRead {
  const from = readBits(bytes)
  if (readGroups(from) !== VERSION) return { ok: false, code: 'track.version' }
  const [count, unit, start] = [readGroups(from), readGroups(from), readGroups(from)]
  if (count < 1 || count > FIXES_IN_CHUNK || unit < 1) return { ok: false, code: 'track.header' }
  const first = () => unzigzag(readGroups(from))
  const [speed0, heading0, accuracy0, flags0, lon0, lat0] = [first(), first(), first(), first(), first(), first()]
  const steps = added(readColumn(from, count, 0))
  const speed = added(readColumn(from, count, speed0))
  const heading = added(readColumn(from, count, heading0)).map((degrees) => ((degrees % TURN) + TURN) % TURN)
  const accuracyM = added(readColumn(from, count, accuracy0))
  const flags = added(readColumn(from, count, flags0))
  const way = ways[from.read(WAY_BITS)]
  const [lon, lat] = [readColumn(from, count, lon0), readColumn(from, count, lat0)]
  const taken = from.taken()
  if (taken !== bytes.length) return { ok: false, code: taken > bytes.length ? 'track.short' : 'track.length' }
  if (!way) return { ok: false, code: 'track.header' }
  const expect = expectations(way, courseOf(unit, steps, speed, heading, lat))
  goAlong(lon, expect.lon)
  goAlong(lat, expect.lat)
  const at = timesOf(steps, start, unit)
  const isGood =
    areWithin(steps.subarray(1), 1, LAST_TIME) &&
    areWithin(at, 0, LAST_TIME) &&
    areWithin(lon, -180 * PER_DEGREE, 180 * PER_DEGREE) &&
    areWithin(lat, -90 * PER_DEGREE, 90 * PER_DEGREE) &&
    areWithin(speed, 0, FASTEST_MPS * PER_MPS) &&
    areWithin(accuracyM, 0, LEAST_ACCURATE_M) &&
    areWithin(flags, 0, FLAGS)
  if (!isGood) return { ok: false, code: 'track.values' }
  for (const column of [lon, lat]) scale(column, PER_DEGREE)
  scale(speed, PER_MPS)
  const track = { count, at, lon, lat, speedMps: speed, headingDeg: heading, accuracyM, flags: Uint8Array.from(flags) }
  return { ok: true, track }
}

function added(column: Float64Array): Float64Array {
  for (let row = 1; row < column.length; row++) column[row] = (column[row - 1] ?? 0) + (column[row] ?? 0)
  return column
}

function timesOf(steps: Float64Array, start: number, unit: number): Float64Array {
  const at = new Float64Array(steps.length).fill(start * unit)
  for (let row = 1; row < at.length; row++) at[row] = (at[row - 1] ?? 0) + (steps[row] ?? 0) * unit
  return at
}

function goAlong(column: Float64Array, expect: Expect): void {
  for (let row = 1; row < column.length; row++) {
    const last = column[row - 1] ?? 0
    column[row] = expect(row, last, column[row - 2] ?? last) + (column[row] ?? 0)
  }
}

/** What is no number is not within. */
function areWithin(column: Float64Array, low: number, high: number): boolean {
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? 0
    if (!(value >= low && value <= high)) return false
  }
  return true
}

function scale(column: Float64Array, per: number): void {
  for (let row = 0; row < column.length; row++) column[row] = (column[row] ?? 0) / per
}
