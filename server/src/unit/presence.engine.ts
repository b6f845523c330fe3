import { LOST_AFTER_MS } from '@lianqin/shared/unit'
import type { Place } from '@lianqin/shared/wire/place'
import type { Zone } from './zone.rank.ts'

/** A fix as far as presence goes. Unix milliseconds, metres. */
export interface Sight extends Place {
  at: number
  accuracyM: number
}

/** What is known of one unit and one zone. A zone that is not named was never entered. */
export interface Stay {
  inside: boolean
  /** When it came to be on this side. */
  since: number
  /** Since when it seems to be on the other side; null if it does not. */
  doubtedSince: number | null
  /** From when on its stay counts as dwelling, and whether it was told. */
  countsFrom: number
  toldDwell: boolean
}

export interface Presence {
  /** The newest fix that was followed. */
  at: number
  stays: ReadonlyMap<Zone['id'], Stay>
  /** How far borders were when they were last measured; see `Depths`. */
  depths?: Depths
}

/**
 * For each zone the place where its border was last measured, and how far it was, positive inside. Whoever has moved less
 * than that since is still on the same side: so long nothing is measured, and most borders are far away.
 */
export interface Depths {
  zones: readonly Zone[]
  measured: { lon: number; lat: number; depthM: number }[]
}

export interface Passage {
  kind: 'enter' | 'exit' | 'dwell'
  zoneId: Zone['id']
  /** When it happened, which is before it was certain. */
  at: number
}

/** Shared by all who are in no zone; never written to. */
const NOWHERE = new Map<Zone['id'], Stay>()
export const nowhereYet: Presence = { at: Number.NEGATIVE_INFINITY, stays: NOWHERE }

/** A border is no sharper than this, however sure a receiver is of itself. */
const LEAST_MARGIN_M = 10

/**
 * Follows one unit through zones, fix by fix. A border is as wide as the fix is uncertain: within it nothing changes sides. One
 * who seems to have changed sides has done so when the next fix still says so, as of the first of them: a single stray fix
 * is no visit. What is older than the newest fix is no news.
 */
export function follow(presence: Presence, sight: Sight, zones: readonly Zone[]) {
  if (sight.at <= presence.at) return { presence, passages: [] }
  const passages: Passage[] = []
  let stays = NOWHERE
  const depths = presence.depths?.zones === zones ? presence.depths : { zones, measured: [] }
  const perLon = METRES_PER_DEGREE * Math.cos(sight.lat * RAD)
  for (let nth = 0; nth < zones.length; nth++) {
    const zone = zones[nth]
    if (!zone) continue
    const seen = sideOf(zone, depths.measured, nth, sight, perLon)
    const before = presence.stays.size > 0 ? presence.stays.get(zone.id) : undefined
    if (!before && seen !== 'inside') continue
    const { stay, told } = step(zone, before, seen, sight, presence.at)
    if (stay) stays = stays.size > 0 ? stays.set(zone.id, stay) : new Map([[zone.id, stay]])
    passages.push(...told)
  }
  // A zone that is no more cannot be left.
  return { presence: { at: sight.at, stays, depths }, passages }
}

type Side = 'inside' | 'outside' | 'border'

function step(zone: Zone, before: Stay | undefined, seen: Side, sight: Sight, lastAt: number) {
  const stay = settled(before, seen, sight.at)
  if (!stay) return { stay, told: [] }
  const told: Passage[] = []
  const isNew = stay.inside !== (before?.inside ?? false)
  if (isNew) told.push({ kind: stay.inside ? 'enter' : 'exit', zoneId: zone.id, at: stay.since })
  // Whoever was lost meanwhile may have been anywhere: the wait begins anew.
  const countsFrom = sight.at - lastAt > LOST_AFTER_MS ? sight.at : stay.countsFrom
  const hasDwelt =
    stay.inside &&
    !stay.toldDwell &&
    zone.dwellMs !== null &&
    stay.doubtedSince === null &&
    sight.at - countsFrom >= zone.dwellMs
  if (hasDwelt) told.push({ kind: 'dwell', zoneId: zone.id, at: countsFrom + (zone.dwellMs ?? 0) })
  return { stay: { ...stay, countsFrom, toldDwell: stay.toldDwell || hasDwelt }, told }
}

const METRES_PER_DEGREE = 111_195
const RAD = Math.PI / 180
/** Distances on the flat are good to a few in ten thousand. */
const FLAT = 1.001

/** Inside, outside, or too near the border to say. */
function sideOf(zone: Zone, measured: Depths['measured'], nth: number, sight: Sight, perLon: number): Side {
  const { lon, lat, accuracyM } = sight
  const margin = Math.min(Math.max(LEAST_MARGIN_M, accuracyM), zone.marginAtMostM)
  const known = measured[nth]
  if (known) {
    const [east, north] = [(lon - known.lon) * perLon, (lat - known.lat) * METRES_PER_DEGREE]
    const moved = Math.sqrt(east * east + north * north) * FLAT
    if (Math.abs(known.depthM) - moved > margin) return known.depthM > 0 ? 'inside' : 'outside'
  }
  const depthM = zone.depthM(sight, margin)
  measured[nth] = { lon, lat, depthM }
  return depthM > margin ? 'inside' : depthM < -margin ? 'outside' : 'border'
}

/** The stay after a fix. Nothing is kept of who is outside and was never thought to be inside. */
function settled(before: Stay | undefined, seen: Side, at: number): Stay | undefined {
  const inside = before?.inside ?? false
  const differs = seen !== 'border' && (seen === 'inside') !== inside
  if (!differs) {
    // At the border a doubt neither grows nor ends.
    if (!before || seen === 'border') return before
    return inside ? { ...before, doubtedSince: null } : undefined
  }
  const doubtedSince = before?.doubtedSince ?? null
  if (doubtedSince === null) return { inside, since: at, countsFrom: at, toldDwell: false, ...before, doubtedSince: at }
  return { inside: !inside, since: doubtedSince, doubtedSince: null, countsFrom: doubtedSince, toldDwell: false }
}
