import type { BecauseCode } from '@lianqin/shared/recommendation'
import type { Force, Squad } from '@lianqin/shared/squad'
import type { Authority } from './authority.rank.ts'
import type { Ground } from './ground.rank.ts'
import type { Nearest } from './nearest.rank.ts'

/** What keeps a competent squad from being asked, in the order in which whoever remains is counted. */
export const hindrances = ['kind', 'duty', 'tried', 'position', 'crew', 'licence', 'full', 'reserve'] as const
export type Hindrance = (typeof hindrances)[number]

/** What is missing when nobody gets past that. */
export const shortOf: Record<Hindrance, BecauseCode> = {
  kind: 'short.nobody-of-kind',
  duty: 'short.nobody-on-duty',
  tried: 'short.nobody-left',
  position: 'short.nobody-located',
  crew: 'short.crews-too-small',
  licence: 'short.too-few-licensed',
  full: 'short.all-full',
  reserve: 'short.reserve-only',
}

export const loadOf = ({ load }: Ground, { id }: Squad) => load.get(id) ?? 0

/** How many squads of each force are on duty with nothing in hand. */
export function countFree(ground: Ground): ReadonlyMap<Force['id'], number> {
  const free = new Map<Force['id'], number>()
  for (const squad of ground.squads) {
    if (isFree(ground, squad)) free.set(squad.forceId, (free.get(squad.forceId) ?? 0) + 1)
  }
  return free
}

const isFree = (ground: Ground, squad: Squad) => squad.state === 'on-duty' && loadOf(ground, squad) === 0

/** How many free squads its force still has when this one is gone. */
export const freeWithout = (ground: Ground, squad: Squad, free: ReadonlyMap<Force['id'], number>) =>
  (free.get(squad.forceId) ?? 0) - (isFree(ground, squad) ? 1 : 0)

/** Of whoever leads, officers with a valid licence are asked; who helps acts under the lead's. */
export const licensedNeeded = ({ slot, limits }: Ground) => (slot.part === 'lead' ? limits.minLicensed : 0)

/** An urgent case may take the last squad; and whoever is busy already is missing anyway. */
export const keptBack = (ground: Ground, squad: Squad, left: number) =>
  !ground.incident.urgent && isFree(ground, squad) && left < ground.limits.reserve

interface Known {
  authority: Authority
  near: Nearest
  /** Free squads of its force without it. */
  left: number
}

/** The first of what keeps a competent squad from being asked; null for one that can be. */
export function hindranceOf(ground: Ground, squad: Squad, { authority, near, left }: Known): Hindrance | null {
  const { slot, limits, tried } = ground
  // Null was not told, and what was not told is not judged.
  const { crew, licensed } = squad
  if (authority.nth < 0) return 'kind'
  if (squad.state === 'off-duty') return 'duty'
  if (tried.has(squad.id)) return 'tried'
  if (near.metres === null) return 'position'
  if (crew !== null && crew < slot.minCrew) return 'crew'
  if (licensed !== null && licensed < licensedNeeded(ground)) return 'licence'
  if (loadOf(ground, squad) >= limits.stackAtMost) return 'full'
  return keptBack(ground, squad, left) ? 'reserve' : null
}
