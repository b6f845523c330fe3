import type { Clock } from '@lianqin/shared/calendar'
import type { Incident } from '@lianqin/shared/incident'
import type { Officer } from '@lianqin/shared/officer'
import type { Squad } from '@lianqin/shared/squad'

/** A moment as Unix milliseconds; null: it has not come, or never will. */
export type At = number | null

/** One case as the figures see it: whose it is, the moments of its way, and what went wrong on it. */
export interface CaseFact extends Pick<Incident, 'id' | 'no' | 'areaId' | 'matterId' | 'source' | 'state' | 'outcome'> {
  /** The squad that leads it, or led it to its end; null as long as none has accepted it. */
  squadId: Squad['id'] | null
  /** Who of that squad was put on it; read only where it is asked for. */
  officerIds: readonly Officer['id'][]
  /** Whether it was merged into another. */
  isDuplicate: boolean
  /** The clock that its limit runs on. */
  clock: Clock | null
  extensions: number
  reportedAt: number
  /** When it was first filed. */
  filedAt: At
  dueAt: At
  handledAt: At
  closedAt: At
  decidedAt: At
  /** Since when squads are asked about it: its filing, or what has set it going again since. */
  askedAt: At
  /** When it was first held out to a squad, and first accepted by one that was to lead. */
  firstOfferedAt: At
  firstAcceptedAt: At
  /** The steps of the squad that leads: held out to it, accepted, departed, arrived. */
  offeredAt: At
  acceptedAt: At
  departedAt: At
  arrivedAt: At
  reworks: number
  reopens: number
  sentBack: number
  /** Squads that declined it as not theirs. */
  notOurs: number
  recalled: number
}
