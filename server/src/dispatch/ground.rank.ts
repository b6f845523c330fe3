import type { Incident } from '@lianqin/shared/incident'
import type { Area } from '@lianqin/shared/jurisdiction'
import type { Matter } from '@lianqin/shared/matter'
import type { Because } from '@lianqin/shared/offer'
import type { Slot } from '@lianqin/shared/plan'
import type { BecauseCode } from '@lianqin/shared/recommendation'
import type { Settings } from '@lianqin/shared/settings'
import type { Force, Squad } from '@lianqin/shared/squad'
import type { Fix, Unit } from '@lianqin/shared/unit'
import type { Moment } from '@lianqin/shared/wire/moment'

/** What the district has set; see its settings. */
export type Limits = Pick<Settings, 'stackAtMost' | 'reserve' | 'minLicensed'>

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
  /** Squads that are bound by an urgent case or a major one: nobody else's before those who are not. */
  pressed: Pick<ReadonlySet<Squad['id']>, 'has'>
  /** When a squad that is free now ended its last task; none is known of whoever had none lately. */
  idleSince: ReadonlyMap<Squad['id'], Moment>
  /** Squads that were asked about this case before, and how that ended. */
  tried: ReadonlyMap<Squad['id'], BecauseCode>
  now: Moment
}

export const because = (code: BecauseCode, params: Because['params'] = {}): Because => ({ code, params })
