import type { TrackFix } from '@lianqin/shared/track/track'
import { createRandom, type Random } from '../src/drill/random.engine.ts'

// A patrol car in a city, made up by chance: streets with right-angled corners, lights to wait at, braking and speeding up,
// seen by a receiver whose error wanders.

interface Sampling {
  /** Seconds between reports. */
  every: number
  /** How late a report's time may be, in milliseconds; 0 where the receiver reports on the full second. */
  jitterMs: number
}

const METRES_PER_DEGREE = 111_195
const METRES_PER_DEGREE_EAST = 96_500
const START = { at: 1_772_424_000_000, lon: 121.45, lat: 29.83 }
/** A receiver remembers most of its last second's error. */
const KEPT_ERROR = 0.97
const ERROR_M = 0.75
const LOST = 0.02
const SPEEDS_UP = 1.6
const BRAKES = 2.2
const RAD = Math.PI / 180

/** So many fixes of one drive. */
export function drive(seed: string, count: number, { every, jitterMs }: Sampling): TrackFix[] {
  const random = createRandom(seed)
  const car = { east: 0, north: 0, heading: 0, speed: 0, waits: 0, street: 300, wants: 12, shown: 90, accuracy: 6 }
  const error = { east: 0, north: 0 }
  const fixes: TrackFix[] = []
  for (let second = 0; fixes.length < count; second++) {
    steer(car, random)
    for (const axis of ['east', 'north'] as const) error[axis] = KEPT_ERROR * error[axis] + ERROR_M * bell(random)
    if (second % every !== 0 || random.chance(LOST)) continue
    // At rest a receiver knows no direction and repeats the last.
    if (car.speed > 0.5) car.shown = car.heading + 2 * bell(random)
    if (random.chance(0.15)) car.accuracy = Math.max(3, Math.min(15, car.accuracy + bell(random)))
    fixes.push({
      at: START.at + second * 1000 + Math.round(random.between(0, jitterMs)),
      lon: START.lon + (car.east + error.east) / METRES_PER_DEGREE_EAST,
      lat: START.lat + (car.north + error.north) / METRES_PER_DEGREE,
      speedMps: Math.max(0, car.speed + (car.speed > 0.3 ? 0.15 * bell(random) : 0)),
      headingDeg: ((car.shown % 360) + 360) % 360,
      accuracyM: car.accuracy,
      flags: 0,
    })
  }
  return fixes
}

type Car = { [of in 'east' | 'north' | 'heading' | 'speed' | 'waits' | 'street' | 'wants']: number }

/** One second on the street. */
function steer(car: Car, random: Random): void {
  const stopsWithin = (car.speed * car.speed) / (2 * BRAKES) + 5
  if (car.waits > 0) {
    car.waits--
    car.speed = Math.max(0, car.speed - BRAKES)
  } else if (car.street < stopsWithin) car.speed = Math.max(2, car.speed - BRAKES)
  else car.speed = Math.min(car.wants, car.speed + random.between(0.5, SPEEDS_UP))
  car.street -= car.speed
  car.east += car.speed * Math.sin(car.heading * RAD)
  car.north += car.speed * Math.cos(car.heading * RAD)
  if (car.street > 0) return
  Object.assign(car, { street: random.between(100, 600), wants: random.between(8, 17) })
  if (random.chance(0.5)) car.heading += (random.chance(0.5) ? 90 : -90) + 3 * bell(random)
  if (random.chance(0.4)) car.waits = Math.floor(random.between(10, 60))
}

/** About as errors are spread: the sum of many small ones. */
function bell(random: Random): number {
  let sum = -6
  for (let draw = 0; draw < 12; draw++) sum += random.next()
  return sum
}
