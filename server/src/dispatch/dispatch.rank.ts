import type { Because } from '@lianqin/shared/offer'
import type { Candidate, Recommendation } from '@lianqin/shared/recommendation'
import type { Force, Squad } from '@lianqin/shared/squad'
import type { Moment } from '@lianqin/shared/wire/moment'
import { type Authority, authorityOf, townshipActs } from './authority.rank.ts'
import { countFree, freeWithout, type Hindrance, hindranceOf, hindrances, loadOf, shortOf } from './fitness.rank.ts'
import { because, type Ground } from './ground.rank.ts'
import { type Finder, findUnits, type Nearest } from './nearest.rank.ts'
import { better, costOf } from './order.rank.ts'
import { wholeMinutes, whyOf } from './reasons.rank.ts'

/** Passed over for want of authority, only those are named that stand nearer than this. */
const NEIGHBOUR_M = 5_000
const NEIGHBOURS = 3

/** What is known of one squad before anybody puts it into words. */
interface Seen {
  squad: Squad
  authority: Authority
  near: Nearest
  /** Free squads of its force without it. */
  left: number
  hindrance: Hindrance | null
  cost: number
  idleSince: Moment | ''
}

/**
 * Who is competent, near and free, best first, with the reasons for and against. Authority comes before distance (DOMAIN
 * F03, F12), then the kind that the run card asks for, then fresh positions before stale ones, then time: travel and load
 * (see `order.rank.ts`).
 *
 * A position is live for a minute and stale for ten (DOMAIN §6.4). A live one goes before a stale one of equal authority,
 * however near that was; a squad whose position is lost cannot be sent and is passed over. Issue text and domain differ on
 * stale ones: left out altogether, a whole township would stand empty after two minutes without a network.
 */
export function rank(ground: Ground): Recommendation {
  const { incident, area, forces, now } = ground
  const finder = findUnits(ground)
  const { competent, others } = look(ground, finder)
  const ranked = competent.filter(({ hindrance }) => hindrance === null).sort(better)
  const unfit = competent.filter(({ hindrance }) => hindrance !== null).sort(better)
  const liaison = forces.find(({ kind, areaId }) => kind === 'township' && areaId === area.id)
  return {
    incidentId: incident.id,
    slot: ground.slot,
    at: now,
    mode: area.mode,
    liaisonForceId: townshipActs(ground) ? null : (liaison?.id ?? null),
    ranked: ranked.map((seen) => asCandidate(ground, seen)),
    passedOver: [...neighbours(finder, others), ...unfit].map((seen) => asCandidate(ground, seen)),
    shortfalls: ranked.length > 0 ? [] : [shortfall(competent, ground)],
  }
}

type Unauthorised = Pick<Seen, 'squad' | 'authority' | 'left'>

/** Sorts the squads by authority, which is worked out once for each force. */
function look(ground: Ground, finder: Finder): { competent: Seen[]; others: Unauthorised[] } {
  const forceById = new Map(ground.forces.map((force) => [force.id, force]))
  const authorities = new Map<Force['id'], Authority>()
  const free = countFree(ground)
  const competent: Seen[] = []
  const others: Unauthorised[] = []
  for (const squad of ground.squads) {
    const authority = authorities.get(squad.forceId) ?? authorityOf(ground, forceById.get(squad.forceId))
    authorities.set(squad.forceId, authority)
    const left = freeWithout(ground, squad, free)
    if (!authority.competent) {
      if (squad.state === 'on-duty') others.push({ squad, authority, left })
      continue
    }
    const near = finder.nearestOf(squad.id)
    const hindrance = hindranceOf(ground, squad, { authority, near, left })
    const cost = costOf(ground, squad, near, left)
    const idleSince = ground.idleSince.get(squad.id) ?? ''
    competent.push({ squad, authority, near, left, hindrance, cost, idleSince })
  }
  return { competent, others }
}

/** Who stands nearest without authority: a dispatcher who sees them on the map is told why they are not asked. */
function neighbours({ roughlyM, nearestOf }: Finder, others: readonly Unauthorised[]): Seen[] {
  return others
    .map((seen) => ({ seen, metres: roughlyM(seen.squad.id) }))
    .filter(({ metres }) => metres <= NEIGHBOUR_M)
    .sort((a, b) => a.metres - b.metres || (a.seen.squad.id < b.seen.squad.id ? -1 : 1))
    .slice(0, NEIGHBOURS)
    .map(({ seen }) => ({ ...seen, near: nearestOf(seen.squad.id), hindrance: null, cost: 0, idleSince: '' }))
}

function asCandidate(ground: Ground, seen: Seen): Candidate {
  const { squad, authority, near } = seen
  return {
    squadId: squad.id,
    competent: authority.competent,
    unitId: near.metres === null ? null : (near.fix?.unitId ?? null),
    distanceM: near.metres,
    minutes: near.minutes === null ? null : wholeMinutes(near.minutes),
    load: loadOf(ground, squad),
    why: whyOf(ground, squad, seen),
  }
}

/** What is missing: where the last of those who could have gone dropped out, and how many had come so far. */
function shortfall(competent: readonly Seen[], { tried }: Ground): Because {
  if (competent.length === 0) return because('short.nobody-competent')
  const reached = competent.map(({ hindrance }) => (hindrance === null ? 0 : hindrances.indexOf(hindrance)))
  const furthest = Math.max(...reached)
  const squads = reached.filter((stage) => stage === furthest).length
  const code = shortOf[hindrances[furthest] ?? 'kind']
  return because(code, code === 'short.nobody-left' ? { asked: tried.size } : { squads })
}
