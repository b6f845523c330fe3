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
