import type { Because } from '@lianqin/shared/offer'
import type { ForceRef } from '@lianqin/shared/plan'
import type { Force } from '@lianqin/shared/squad'
import { because, type Ground } from './ground.rank.ts'

/** The district's direct force may act everywhere, but comes after whoever has the matter as its own. */
const DIRECT = 1
const OWN = 2
const NOT_WANTED = -1

/** What law and plan say of one force in one case. */
export interface Authority {
  competent: boolean
  /** The higher goes first. */
  tier: number
  /** Its place among the forces that the slot names, 0 first; negative if the slot names none of its kind. */
  nth: number
  why: Because[]
}

/** Does the township itself enforce, in its own name? Only an empowered one, in what was delegated to it (DOMAIN F03). */
export const townshipActs = ({ area, matter }: Pick<Ground, 'area' | 'matter'>) =>
  area.mode === 'empowered' && matter.delegatedTo.includes(area.id)

/**
 * May this force fill this place in the case? In an empowered area the township's own squads act, elsewhere the department's
 * with the township as liaison; the district's direct force may everywhere. Whoever is called by name as a member helps
 * under the lead's authority and needs none of its own.
 */
export function authorityOf(ground: Ground, force: Force | undefined): Authority {
  if (!force) return { competent: false, tier: 0, nth: NOT_WANTED, why: [because('item.none')] }
  const { slot } = ground
  const tier = tierOf(ground, force)
  const nth = slot.forces.findIndex((ref) => fits(ref, ground, force, tier))
  const called = slot.part === 'member' && nth >= 0 && tier === 0
  const why = [areaRule(ground, force), called ? because('item.called') : itemRule(ground, force)]
  const asked = slot.forces.length > 1 || slot.forces[0] !== 'authority'
  if (asked && (tier > 0 || called)) why.push(kindRule(nth))
  return { competent: tier > 0 || called, tier, nth, why }
}

function tierOf({ area, matter }: Ground, force: Force): number {
  if (force.kind === 'direct') return DIRECT
  const acts = townshipActs({ area, matter })
  return (acts ? force.areaId === area.id : force.id === matter.departmentId) ? OWN : 0
}

function fits(ref: ForceRef, { area }: Ground, force: Force, tier: number): boolean {
  if (ref === 'authority') return tier > 0
  if (ref === 'township') return force.kind === 'township' && force.areaId === area.id
  if (ref === 'direct') return force.kind === 'direct'
  return ref === force.id
}

/** What the place says: in whose name is enforced here, and does this force belong here? */
function areaRule({ area }: Ground, force: Force): Because {
  const here = { areaZh: area.short.zh, areaEn: area.short.en }
  if (force.areaId !== null && force.areaId !== area.id) return because('area.elsewhere', here)
  if (area.mode === 'empowered') return because('area.empowered', here)
  return because(force.areaId === area.id ? 'area.assists' : 'area.liaison', here)
}

/** What the matter says: whose it is, and to whom it was delegated. */
function itemRule(ground: Ground, force: Force): Because {
  const { area, matter } = ground
  const what = { matter: matter.code }
  if (force.kind === 'direct') return because('item.direct')
  if (force.areaId === area.id)
    return because(matter.delegatedTo.includes(area.id) ? 'item.delegated' : 'item.not-delegated', what)
  if (force.id === matter.departmentId)
    return because(townshipActs(ground) ? 'item.delegated-away' : 'item.department', what)
  return because('item.none', what)
}

function kindRule(nth: number): Because {
  if (nth < 0) return because('kind.other')
  return nth === 0 ? because('kind.first') : because('kind.alternate', { nth })
}
