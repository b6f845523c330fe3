import { distanceM } from '@lianqin/shared/geo'
import type { Incident } from '@lianqin/shared/incident'
import type { Area } from '@lianqin/shared/jurisdiction'
import type { Matter } from '@lianqin/shared/matter'
import type { Because } from '@lianqin/shared/offer'
import type { BecauseCode, Candidate, Recommendation } from '@lianqin/shared/recommendation'
import type { Force, Squad } from '@lianqin/shared/squad'
import { type Fix, freshness } from '@lianqin/shared/unit'
import type { Moment } from '@lianqin/shared/wire/moment'

/** Everything the ranking looks at, as values. */
export interface Ground {
  incident: Incident
  area: Area
  matter: Matter
  forces: readonly Force[]
  squads: readonly Squad[]
  /** Newest positions of each squad's units. */
  fixes: ReadonlyMap<Squad['id'], readonly Fix[]>
  load: ReadonlyMap<Squad['id'], number>
  /** Squads that were asked about this case before, and how that ended. */
  tried: ReadonlyMap<Squad['id'], BecauseCode>
  now: Moment
}

/** Streets are longer than the crow's way, and a patrol car in town is not fast: 25 km/h over 1.3 times the distance. */
const DETOUR = 1.3
const METRES_PER_MINUTE = 25_000 / 60
/** What a task in hand weighs against distance, in minutes of travel. */
const MINUTES_PER_TASK = 6
/** Passed over for want of authority, only those are named that stand nearer than this. */
const NEIGHBOUR_M = 5_000
const NEIGHBOURS = 3

const because = (code: BecauseCode, params: Because['params'] = {}): Because => ({ code, params })

interface Seen extends Candidate {
  tier: number
  fit: boolean
}

/**
 * Who is competent, near and free, best first, with the reasons for and against. Authority comes before distance: in an
 * empowered area the township's own squads, elsewhere the department's with the township as liaison (DOMAIN F03); the
 * district's direct force may everywhere, and comes second.
 */
export function rank(ground: Ground): Recommendation {
  const { incident, area, matter, forces, squads, now } = ground
  const byForce = new Map(forces.map((force) => [force.id, force]))
  const townshipActs = area.mode === 'empowered' && matter.delegatedTo.includes(area.id)
  const seen = squads.map((squad) => look(ground, squad, byForce.get(squad.forceId), townshipActs))
  const competent = seen.filter(({ tier }) => tier > 0)
  const ranked = competent.filter(({ fit }) => fit).sort(better)
  const unfit = competent.filter(({ fit }) => !fit).sort(better)
  const neighbours = seen
    .filter(({ tier, distanceM }) => tier === 0 && distanceM !== null && distanceM <= NEIGHBOUR_M)
    .sort(better)
    .slice(0, NEIGHBOURS)
  const liaison = forces.find(({ kind, areaId }) => kind === 'township' && areaId === area.id)
  return {
    incidentId: incident.id,
    at: now,
    mode: area.mode,
    liaisonForceId: townshipActs ? null : (liaison?.id ?? null),
    ranked: ranked.map(asCandidate),
    passedOver: [...neighbours, ...unfit].map(asCandidate),
    shortfalls: ranked.length > 0 ? [] : [shortfall(competent, ground)],
  }
}

const asCandidate = ({ tier: _, fit: __, ...candidate }: Seen): Candidate => candidate

function look(ground: Ground, squad: Squad, force: Force | undefined, townshipActs: boolean): Seen {
  const { tier, why: authority } = authorityOf(ground, force, townshipActs)
  const load = ground.load.get(squad.id) ?? 0
  const nearest = nearestFix(ground, squad.id)
  const tried = ground.tried.get(squad.id)
  const why = [authority]
  if (squad.state === 'off-duty') why.push(because('duty.off'))
  why.push(nearest.why)
  if (tried) why.push(because(tried))
  if (tier > 0) why.push(load === 0 ? because('load.free') : because('load.busy', { tasks: load }))
  const minutes =
    nearest.metres === null ? null : Math.max(1, Math.round((nearest.metres * DETOUR) / METRES_PER_MINUTE))
  const fit = squad.state === 'on-duty' && nearest.metres !== null && tried === undefined
  return { squadId: squad.id, tier, fit, distanceM: nearest.metres, minutes, load, why }
}

function authorityOf(
  { area, matter }: Ground,
  force: Force | undefined,
  townshipActs: boolean,
): { tier: number; why: Because } {
  if (force?.kind === 'direct') return { tier: 1, why: because('authority.direct') }
  if (townshipActs && force?.areaId === area.id) return { tier: 2, why: because('authority.empowered') }
  if (!townshipActs && force?.id === matter.departmentId) return { tier: 2, why: because('authority.department') }
  const notDelegated = area.mode === 'empowered' && force?.areaId === area.id
  return { tier: 0, why: because(notDelegated ? 'authority.not-delegated' : 'authority.none') }
}

/** The distance to the squad's nearest unit whose position is not lost: an old dot is no position. */
function nearestFix({ fixes, incident, now }: Ground, squadId: Squad['id']): { metres: number | null; why: Because } {
  const known = fixes.get(squadId) ?? []
  const aged = known.map((fix) => ({ fix, ageMs: Date.parse(now) - Date.parse(fix.at) }))
  const usable = aged
    .filter(({ ageMs }) => freshness(ageMs) !== 'lost')
    .map((held) => ({ ...held, metres: Math.round(distanceM(held.fix, incident)) }))
    .sort((a, b) => a.metres - b.metres)[0]
  if (usable) {
    const ageS = Math.max(0, Math.round(usable.ageMs / 1000))
    const code = freshness(usable.ageMs) === 'live' ? 'position.live' : 'position.stale'
    return { metres: usable.metres, why: because(code, { ageS, metres: usable.metres }) }
  }
  const newest = aged.sort((a, b) => a.ageMs - b.ageMs)[0]
  if (!newest) return { metres: null, why: because('position.none') }
  return { metres: null, why: because('position.lost', { ageS: Math.round(newest.ageMs / 1000) }) }
}

const cost = ({ minutes, load }: Seen) => (minutes ?? Number.POSITIVE_INFINITY) + load * MINUTES_PER_TASK

/** The id decides between equals, so that the same state always gives the same order. */
function better(a: Seen, b: Seen): number {
  if (a.tier !== b.tier) return b.tier - a.tier
  const [costA, costB] = [cost(a), cost(b)]
  if (costA !== costB) return costA < costB ? -1 : 1
  return a.squadId < b.squadId ? -1 : 1
}

function shortfall(competent: readonly Seen[], { tried, squads }: Ground): Because {
  if (competent.length === 0) return because('short.nobody-competent')
  const onDuty = squads.filter(
    ({ id, state }) => state === 'on-duty' && competent.some(({ squadId }) => squadId === id),
  )
  if (onDuty.length === 0) return because('short.nobody-on-duty', { squads: competent.length })
  if (onDuty.every(({ id }) => tried.has(id))) return because('short.nobody-left', { asked: tried.size })
  return because('short.nobody-located', { squads: onDuty.length })
}
