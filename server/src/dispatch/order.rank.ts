import type { Squad } from '@lianqin/shared/squad'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Authority } from './authority.rank.ts'
import { loadOf } from './fitness.rank.ts'
import type { Ground } from './ground.rank.ts'
import type { Nearest } from './nearest.rank.ts'

// What counts against travel time, in minutes of it.

/** A task in hand: whoever is busy comes later, but before whoever is far. */
const PER_TASK = 6
/** An urgent task in hand is not left for another: whoever has one comes after everybody who could be there within the hour. */
const FOR_URGENT = 60
/** The last free squad of a force, half a task: a busy one that is clearly nearer leaves it for the next case. */
const FOR_THE_LAST = 3
/** Waiting for long is worth a minute at most: it decides between neighbours and sends nobody across the district. */
const FOR_IDLENESS = 1
/** Who has waited so long has waited long; whoever had no task lately counts like that too. */
const LONG_IDLE_MS = 3_600_000

/** Travel time and what weighs like it; infinite without a position. */
export function costOf(ground: Ground, squad: Squad, { minutes }: Nearest, left: number): number {
  if (minutes === null) return Number.POSITIVE_INFINITY
  const tasks = loadOf(ground, squad)
  if (tasks > 0) return minutes + tasks * PER_TASK + (ground.pressed.has(squad.id) ? FOR_URGENT : 0)
  return minutes + (left === 0 ? FOR_THE_LAST : 0) - FOR_IDLENESS * idleShare(ground, squad)
}

function idleShare({ idleSince, now }: Ground, { id }: Squad): number {
  const since = idleSince.get(id)
  if (since === undefined) return 1
  return Math.min(1, Math.max(0, Date.parse(now) - Date.parse(since)) / LONG_IDLE_MS)
}

interface Placed {
  squad: Squad
  authority: Authority
  near: Nearest
  cost: number
  /** Empty sorts before every moment: whoever had no task lately has waited longest. */
  idleSince: Moment | ''
}

const FRESHNESS = { live: 0, stale: 1, lost: 2, none: 3 } satisfies Record<Nearest['freshness'], number>

/**
 * The kind that was asked for, then authority, then fresh positions, then cost, then who has waited longest. The id decides between equals, so that the
 * same state always gives the same order.
 */
export function better(a: Placed, b: Placed): number {
  const [nthA, nthB] = [a.authority.nth, b.authority.nth]
  // A kind that nobody asked for comes after every alternate.
  if (nthA !== nthB) return nthA < 0 ? 1 : nthB < 0 ? -1 : nthA - nthB
  if (a.authority.tier !== b.authority.tier) return b.authority.tier - a.authority.tier
  const age = FRESHNESS[a.near.freshness] - FRESHNESS[b.near.freshness]
  if (age !== 0) return age
  if (a.cost !== b.cost) return a.cost < b.cost ? -1 : 1
  if (a.idleSince !== b.idleSince) return a.idleSince < b.idleSince ? -1 : 1
  return a.squad.id < b.squad.id ? -1 : 1
}
