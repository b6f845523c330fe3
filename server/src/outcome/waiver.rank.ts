import type { Decision } from '@lianqin/shared/decision'
import type { EnforcementItem } from '@lianqin/shared/item'
import type { Party } from '@lianqin/shared/party'
import type { Settings } from '@lianqin/shared/settings'
import type { Day } from '@lianqin/shared/wire/day'
import type { Moment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { daysLater } from './lead.engine.ts'
import { isSameParty } from './party.merge.ts'

type Named = Pick<Party, 'kind' | 'name' | 'creditCode' | 'idTail'>

/** What was decided before, of whichever kind. `within`: whoever decides now may see it. */
export type Earlier = Pick<Decision, 'no' | 'itemId' | 'decidedAt'> & { party: Named; within: boolean }

export interface WaiverQuestion {
  item: Pick<EnforcementItem, 'id' | 'code' | 'firstOffence'>
  party: Named
  corrected: boolean
  minor: boolean
  earlier: readonly Earlier[]
  now: Moment
  /** Which day a moment is in the district. */
  dayOf: (at: Moment) => Day
  settings: Pick<Settings, 'waiverPeriodDays'>
}

/**
 * A first offence is let go (首违不罚) only if its item is on the list, nothing was decided against the same party on the
 * same item within the period, the harm is small, and it was put right in time (DOMAIN C19). Refuses with the first that fails.
 */
export function refuseWaiver({ item, corrected, minor, ...question }: WaiverQuestion): void {
  if (!item.firstOffence) throw new Problem('decision.item-not-listed', { item: item.code })
  refuseSecondOffence({ item, ...question })
  if (!minor) throw new Problem('decision.not-minor')
  if (!corrected) throw new Problem('decision.not-corrected')
}

/** Of what another township decided only that it did is told: its number and day are that township's. */
function refuseSecondOffence({
  item,
  party,
  earlier,
  now,
  dayOf,
  settings,
}: Omit<WaiverQuestion, 'corrected' | 'minor'>): void {
  const { waiverPeriodDays } = settings
  const since = daysLater(now, -waiverPeriodDays)
  const [latest] = earlier
    .filter((one) => one.itemId === item.id && one.decidedAt >= since && isSameParty(one.party, party))
    .sort((a, b) => (a.decidedAt < b.decidedAt ? 1 : -1))
  if (!latest) return
  if (!latest.within) throw new Problem('decision.second-offence-elsewhere', { days: waiverPeriodDays })
  throw new Problem('decision.second-offence', { no: latest.no, on: dayOf(latest.decidedAt), days: waiverPeriodDays })
}
