import type { Unit } from '@lianqin/shared/unit'

/** Streets are longer than the crow's way. */
const DETOUR = 1.3
/** 25 km/h: a patrol car in town is not fast, and a motorcycle no faster. On foot 5 km/h. */
const METRES_PER_MINUTE: Record<Unit['kind'], number> = {
  car: 25_000 / 60,
  motorcycle: 25_000 / 60,
  foot: 5_000 / 60,
}

/** Minutes for so many metres as the crow flies, where no route is known. */
export const estimateMinutes = (metres: number, kind: Unit['kind']) => (metres * DETOUR) / METRES_PER_MINUTE[kind]

const FASTEST_M_PER_MINUTE = 130_000 / 60
const WALKING_M_PER_MINUTE = 5_000 / 60
/** A river between two banks, or a street of one way, may cost so much beyond a walk. */
const GRACE_MINUTES = 10

/** May a drive over so many metres of air take so long? What is faster than a motorway or slower than a walk is a fault. */
export const isBelievable = (minutes: number, metres: number): boolean =>
  Number.isFinite(minutes) &&
  minutes >= metres / FASTEST_M_PER_MINUTE &&
  minutes <= metres / WALKING_M_PER_MINUTE + GRACE_MINUTES
