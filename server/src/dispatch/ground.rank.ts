import type { Incident } from '@lianqin/shared/incident'
import type { Area } from '@lianqin/shared/jurisdiction'
import type { Matter } from '@lianqin/shared/matter'
import type { Because } from '@lianqin/shared/offer'
import type { BecauseCode } from '@lianqin/shared/recommendation'
import type { Force, Squad } from '@lianqin/shared/squad'
import type { Fix, Unit } from '@lianqin/shared/unit'
import type { Moment } from '@lianqin/shared/wire/moment'

/** Whom a place in a case may be filled from; `authority` is whoever is competent for the matter here. */
export type ForceRef = 'authority' | 'township' | 'direct' | Force['id']

/** One place to fill in a case, by one squad: the forces in order, the second an alternate for the first. */
export interface Slot {
  part: 'lead' | 'member'
  forces: readonly ForceRef[]
  /** 0 asks for none. */
  minCrew: number
}

/** A case without a run card: one place, for whoever is competent. */
export const soleSlot: Slot = { part: 'lead', forces: ['authority'], minCrew: 0 }

/** What the district has set; see its settings. */
export interface Limits {
  stackAtMost: number
  reserve: number
  minLicensed: number
}
export const usualLimits: Limits = { stackAtMost: 3, reserve: 0, minLicensed: 2 }

/** Everything the ranking looks at, as values. */
export interface Ground {
  /** The case, or a report that nobody has filed yet. */
  incident: Pick<Incident, 'lon' | 'lat' | 'urgent'> & { id: Incident['id'] | null }
  area: Area
  matter: Matter
  slot: Slot
  limits: Limits
  forces: readonly Force[]
  squads: readonly Squad[]
  units: ReadonlyMap<Squad['id'], readonly Unit[]>
  /** Each unit's newest position. Moments are canonical, so that they compare as strings. */
  fixes: ReadonlyMap<Unit['id'], Fix>
  /** Minutes over streets from each unit that was looked up; for the others they are estimated. */
  travel: ReadonlyMap<Unit['id'], number>
  /** Tasks in hand and offers to answer. */
  load: ReadonlyMap<Squad['id'], number>
  /** When a squad that is free now ended its last task; none is known of whoever had none lately. */
  idleSince: ReadonlyMap<Squad['id'], Moment>
  /** Squads that were asked about this case before, and how that ended. */
  tried: ReadonlyMap<Squad['id'], BecauseCode>
  now: Moment
}

export const because = (code: BecauseCode, params: Because['params'] = {}): Because => ({ code, params })
