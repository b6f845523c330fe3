import { distanceM } from '@lianqin/shared/geo'
import type { Squad } from '@lianqin/shared/squad'
import { type Fix, LOST_AFTER_MS, STALE_AFTER_MS, type Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Ground } from './ground.rank.ts'
import { estimateMinutes } from './travel.rank.ts'

/** Where a squad would come from: the unit that would be there first, or the newest sign of it if all are lost. */
export interface Nearest {
  freshness: 'live' | 'stale' | 'lost' | 'none'
  fix: Fix | null
  /** Null where no position counts. */
  metres: number | null
  minutes: number | null
  /** Over streets, or estimated from the distance. */
  isRouted: boolean
}

/** Finds units near one place; what many squads share is worked out once. */
export interface Finder {
  nearestOf: (squadId: Squad['id']) => Nearest
  /** About how far the squad's nearest unit that is not lost stands, in metres; without one, infinitely far. */
  roughlyM: (squadId: Squad['id']) => number
}

const NOWHERE: Nearest = { freshness: 'none', fix: null, metres: null, minutes: null, isRouted: false }
const METRES_PER_DEGREE = 111_195
const RAD = Math.PI / 180

/**
 * Live positions go before stale ones of the same squad, whichever is nearer: a car seen four minutes ago is somewhere else
 * by now. Lost ones are no position at all. Distances are compared on the flat, which across a city errs by a
 * metre; only the one that is told is measured on the globe.
 */
export function findUnits({ incident, units, fixes, travel, now }: Ground): Finder {
  const nowMs = Date.parse(now)
  const staleBefore = toMoment(nowMs - STALE_AFTER_MS)
  const lostBefore = toMoment(nowMs - LOST_AFTER_MS)
  // A degree of longitude, as a share of one of latitude, half way to the unit: cosine and its slope at the case.
  const share = Math.cos(incident.lat * RAD)
  const slope = (Math.sin(incident.lat * RAD) * RAD) / 2

  function flatM({ lon, lat }: Fix): number {
    const y = lat - incident.lat
    const x = (lon - incident.lon) * (share - slope * y)
    return Math.sqrt(x * x + y * y) * METRES_PER_DEGREE
  }
  function located({ id, kind }: Unit, fix: Fix): Nearest {
    const metres = distanceM(fix, incident)
    const routed = travel.get(id)
    const minutes = routed ?? estimateMinutes(metres, kind)
    const freshness = fix.at < staleBefore ? 'stale' : 'live'
    return { freshness, fix, metres: Math.round(metres), minutes, isRouted: routed !== undefined }
  }

  function nearestOf(squadId: Squad['id']): Nearest {
    let best: { unit: Unit; fix: Fix; live: boolean; minutes: number } | null = null
    let lost: Fix | null = null
    for (const unit of units.get(squadId) ?? []) {
      const fix = fixes.get(unit.id)
      if (!fix) continue
      if (fix.at < lostBefore) {
        if (!lost || fix.at > lost.at) lost = fix
        continue
      }
      const live = fix.at >= staleBefore
      const minutes = travel.get(unit.id) ?? estimateMinutes(flatM(fix), unit.kind)
      if (!best || (live === best.live ? minutes < best.minutes : live)) best = { unit, fix, live, minutes }
    }
    if (best) return located(best.unit, best.fix)
    return lost ? { ...NOWHERE, freshness: 'lost', fix: lost } : NOWHERE
  }

  function roughlyM(squadId: Squad['id']): number {
    let least = Number.POSITIVE_INFINITY
    for (const { id } of units.get(squadId) ?? []) {
      const fix = fixes.get(id)
      if (fix && fix.at >= lostBefore) least = Math.min(least, flatM(fix))
    }
    return least
  }
  return { nearestOf, roughlyM }
}
