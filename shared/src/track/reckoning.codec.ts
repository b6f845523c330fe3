// Where a unit should be by the next fix, so that only the surprise is written. Writer and reader must expect the very same:
// products, quotients and roundings of doubles are the same on every machine, sines are not, so these come from a rounded table.

/** The chunk's columns so far, in its own units: steps of the chunk's time unit, 1e-6 degrees, 0.1 m/s, degrees. */
export interface Course {
  unitMs: number
  steps: Float64Array
  speed: Float64Array
  heading: Float64Array
  /** Degrees of the first fix, by which a degree of longitude is measured. */
  lat: number
}

/** Staying; going on as between the last two fixes; going the way and as fast as the device says. */
export const ways = ['stay', 'go-on', 'reckon'] as const
export type Way = (typeof ways)[number]

/** How far it should have gone to the north and to the east at a row, in 1e-6 degrees, from the last two places. */
export type Expect = (row: number, last: number, before: number) => number

const TABLE_UNIT = 2 ** 14
const QUARTER = 90
const TURN = 360
const RAD = Math.PI / 180
/** No value of the table lies near the middle between two steps, so every machine rounds it alike (there is a test). */
export const COSINES = Float64Array.from({ length: TURN }, (_, degree) =>
  Math.round(Math.cos(degree * RAD) * TABLE_UNIT),
)
/** A tenth of a metre a second, for a millisecond, in 1e-6 degrees of latitude. */
const STEP_DEGREES = 1e6 / 10_000 / 111_195
/** Through longer gaps nobody keeps going as before. */
const LONGEST_MS = 60_000
const LONGEST_STEP = 4

export function expectations(way: Way, course: Course): { lon: Expect; lat: Expect } {
  if (way === 'stay') return { lon: stay, lat: stay }
  if (way === 'go-on') return { lon: goOn(course), lat: goOn(course) }
  return { lon: reckon(course, TURN - QUARTER, 1 / cosine(course.lat)), lat: reckon(course, 0, 1) }
}

const stay: Expect = (_, last) => last

function goOn({ steps }: Course): Expect {
  return (row, last, before) => {
    const [step, lastStep] = [steps[row] ?? 0, steps[row - 1] ?? 0]
    if (lastStep <= 0 || step > lastStep * LONGEST_STEP) return last
    return last + Math.round(((last - before) * step) / lastStep)
  }
}

/** Half the way as told then, half as told now. `turned` by 90 degrees the cosine is a sine. */
function reckon({ unitMs, steps, speed, heading }: Course, turned: number, stretch: number): Expect {
  const along = speed.map((mps, row) => mps * (COSINES[((heading[row] ?? 0) + turned) % TURN] ?? 0))
  const perMs = (STEP_DEGREES * stretch) / 2 / TABLE_UNIT
  return (row, last) => {
    const ms = (steps[row] ?? 0) * unitMs
    return ms > LONGEST_MS ? last : last + Math.round(((along[row - 1] ?? 0) + (along[row] ?? 0)) * ms * perMs)
  }
}

/** Between whole degrees on the straight line; at the poles a degree of longitude is taken to be that of the last degree. */
function cosine(lat: number): number {
  const north = Math.min(QUARTER - 1, Math.abs(lat))
  const degree = Math.floor(north)
  const [here, next] = [COSINES[degree] ?? 0, COSINES[degree + 1] ?? 0]
  return Math.max(1, here + (next - here) * (north - degree)) / TABLE_UNIT
}
