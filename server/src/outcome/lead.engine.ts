import type { EnforcementItem } from '@lianqin/shared/item'
import type { Area } from '@lianqin/shared/jurisdiction'
import { type CaseLead, type LeadMove, leadMachine } from '@lianqin/shared/lead'
import type { Scope } from '@lianqin/shared/person'
import type { Force } from '@lianqin/shared/squad'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'

const DAY_MS = 86_400_000

/** So many days later, to the same time of day. */
export const daysLater = (at: string, days: number) => toMoment(Date.parse(at) + days * DAY_MS)

/** In whose name a violation is decided: an empowered township's for what is delegated to it, else the department's (DOMAIN C16). */
export function subjectOf(
  item: Pick<EnforcementItem, 'delegatedTo' | 'departmentId'>,
  area: Pick<Area, 'id' | 'mode'> | undefined,
  forces: readonly Force[],
): Force['id'] {
  const acts = area?.mode === 'empowered' && item.delegatedTo.includes(area.id)
  const township = forces.find(({ kind, areaId }) => kind === 'township' && areaId === area?.id)
  return acts && township ? township.id : item.departmentId
}

/** A township decides in its own name only: what is the department's goes through the district's desk. */
export function refuseIncompetent(
  scope: Scope,
  { subjectId }: Pick<CaseLead, 'subjectId'>,
  subject: Force | undefined,
) {
  if (scope.kind === 'area' && subject?.areaId !== scope.areaId)
    throw new Problem('decision.not-competent', { subjectId })
}

/** The state a step leads to; refuses a lead that somebody moved since, and what the table does not allow. */
export function stepped(lead: CaseLead, move: LeadMove, version: number, role: string): CaseLead {
  const { id, state } = lead
  if (lead.version !== version) throw new Problem('lead.stale', { id, version: lead.version })
  if (!leadMachine.movesFrom(state, role).includes(move))
    throw new Problem('lead.illegal-move', { id, move, state, role })
  return { ...lead, state: leadMachine.next(state, move), version: version + 1 }
}
