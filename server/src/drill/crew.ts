import type { Area } from '@lianqin/shared/jurisdiction'
import type { Fix, SendFixes, Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Place } from '@lianqin/shared/wire/place'
import { near } from './places.locate.ts'
import type { Random } from './random.engine.ts'
import type { Tempo } from './tempo.ts'
import { along, type Path, pathBetween, speedOf } from './travel.engine.ts'

/** 160 km/h. The server takes what is faster than 200 for a fault of the receiver. */
const FASTEST_MPS = 44
const BEAT_M = 1_200
const HOME_M = 700
const ACCURACY_M = 6

interface Travelling {
  unit: Unit
  at: Place
  home: Place
  way: { path: Path; doneM: number; speedMps: number } | null
  headingDeg: number
  restUntil: number
  sentAt: number
}

/** The units of one squad on the street: on patrol by themselves, the first of them to a case when told. */
export interface Crew {
  driveTo: (place: Place, now: number) => void
  isThere: (place: Place) => boolean
  goOnPatrol: () => void
  /** Moves everybody and says what is due to be sent. */
  advance: (now: number) => SendFixes['fixes']
}

interface Needs {
  units: readonly Unit[]
  /** Where the squad patrols. */
  beat: Area
  random: Random
  tempo: Tempo
  /** Where a unit was last seen: it goes on from there, because nobody jumps. */
  lastSeen: (unitId: Unit['id']) => Fix | undefined
}

export function createCrew({ units, beat, random, tempo, lastSeen }: Needs): Crew {
  const held = { bound: null as Place | null, before: 0 }
  const all = units.map((unit): Travelling => {
    const home = near(random, beat, beat.centre, HOME_M)
    return { unit, at: lastSeen(unit.id) ?? home, home, way: null, headingDeg: 0, restUntil: 0, sentAt: 0 }
  })
  const [first] = all

  function patrol(travelling: Travelling, now: number) {
    if (travelling.way || now < travelling.restUntil) return
    const path = pathBetween(random, travelling.at, near(random, beat, travelling.home, BEAT_M))
    const { patrol } = speedOf(travelling.unit.kind)
    // Far from home, after a case elsewhere, a crew drives back before it strolls.
    travelling.way = { path, doneM: 0, speedMps: path.lengthM > 4 * BEAT_M ? 2 * patrol : patrol }
    travelling.restUntil = now + random.between(20_000, 90_000)
  }

  function move(travelling: Travelling, seconds: number) {
    const { way } = travelling
    if (!way) return
    way.doneM += way.speedMps * seconds
    const { headingDeg, ...at } = along(way.path, way.doneM)
    Object.assign(travelling, { at, headingDeg })
    if (way.doneM >= way.path.lengthM) travelling.way = null
  }

  return {
    driveTo(place) {
      if (!first || (held.bound && isSame(held.bound, place))) return
      held.bound = place
      const path = pathBetween(random, first.at, place)
      const { drive } = speedOf(first.unit.kind)
      const inTime = path.lengthM / tempo.drivesAtMostS
      first.way = { path, doneM: 0, speedMps: Math.min(FASTEST_MPS, Math.max(drive * tempo.speed, inTime)) }
    },
    isThere: (place) => held.bound !== null && isSame(held.bound, place) && first?.way === null,
    goOnPatrol() {
      held.bound = null
    },
    advance(now) {
      const seconds = held.before === 0 ? 0 : (now - held.before) / 1000
      held.before = now
      const due = all.filter((travelling) => {
        const bound = travelling === first && held.bound !== null
        if (!bound) patrol(travelling, now)
        move(travelling, seconds)
        return now - travelling.sentAt >= (bound && travelling.way ? tempo.drivingFixMs : tempo.patrolFixMs)
      })
      return due.map((travelling) => {
        travelling.sentAt = now
        return asSent(travelling, now)
      })
    },
  }
}

const isSame = (a: Place, b: Place) => a.lon === b.lon && a.lat === b.lat

const DEGREE_DIGITS = 6
const asSent = ({ unit, at, headingDeg, way }: Travelling, now: number): SendFixes['fixes'][number] => ({
  unitId: unit.id,
  at: toMoment(now),
  lon: Number(at.lon.toFixed(DEGREE_DIGITS)),
  lat: Number(at.lat.toFixed(DEGREE_DIGITS)),
  accuracyM: ACCURACY_M,
  speedMps: way ? Math.round(way.speedMps * 10) / 10 : 0,
  headingDeg,
})
