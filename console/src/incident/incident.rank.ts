import { type Incident, isOpenIncident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import { isLiveOffer } from '@lianqin/shared/offer'
import { isBinding, type Task } from '@lianqin/shared/task'

/** How a case stands with its clock; also the shape and colour it is drawn in. */
export const urgencies = ['calm', 'due', 'over', 'closed'] as const
export type Urgency = (typeof urgencies)[number]

/** From this share of the time left on, a case is due soon. */
export const DUE_SHARE = 0.25

export interface ClockState {
  urgency: Urgency
  /** Milliseconds left, negative when over; null before it is filed. */
  leftMs: number | null
  /** What is left of the whole time, 0 to 1; null before it is filed. */
  share: number | null
}

/** Judged now; a case that is handled or over is judged at the moment it was. Over without such a moment, it has no clock. */
export function clockOf(incident: Incident, now: number): ClockState {
  const start = incident.filedAt ?? incident.reportedAt
  const isOver = !isOpenIncident(incident.state)
  const worked = incident.state !== 'dispatched' ? incident.handledAt : null
  const stopped = worked ?? (isOver ? incident.closedAt : null)
  if (isOver && !stopped) return { urgency: 'closed', leftMs: null, share: null }
  const at = stopped ? Date.parse(stopped) : now
  const leftMs = incident.dueAt ? Date.parse(incident.dueAt) - at : null
  const whole = incident.dueAt ? Date.parse(incident.dueAt) - Date.parse(start) : 0
  const share = leftMs === null ? null : whole <= 0 ? 0 : Math.min(1, Math.max(0, leftMs / whole))
  if (isOver) return { urgency: 'closed', leftMs, share }
  if (leftMs === null || share === null) return { urgency: 'calm', leftMs, share }
  return { urgency: leftMs < 0 ? 'over' : share <= DUE_SHARE ? 'due' : 'calm', leftMs, share }
}

/** Urgent ones first, then whichever clock runs out first; what has no clock yet comes by its report. */
export function byUrgency(a: Incident, b: Incident): number {
  if (a.urgent !== b.urgent) return a.urgent ? -1 : 1
  const first = a.dueAt ?? a.reportedAt
  const second = b.dueAt ?? b.reportedAt
  return first < second ? -1 : first > second ? 1 : a.no - b.no
}

export type Standing = 'pending' | 'active' | 'closed'

/**
 * On whose list a case stands. Pending is what waits for this room: a report to file, or a case that nobody holds and that
 * is held out to nobody.
 */
export function standingOf(incident: Incident, tasks: readonly Task[], offers: readonly Offer[]): Standing {
  if (!isOpenIncident(incident.state)) return 'closed'
  if (incident.state !== 'dispatched') return incident.state === 'handled' ? 'active' : 'pending'
  const held = tasks.some((task) => isBinding(task.state) || task.state === 'handled')
  const heldOut = offers.some((offer) => isLiveOffer(offer.state))
  return held || heldOut ? 'active' : 'pending'
}
