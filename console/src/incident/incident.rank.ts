import { type Incident, isOpenIncident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import { isLiveOffer } from '@lianqin/shared/offer'
import { isBinding, type Task } from '@lianqin/shared/task'

/** Nobody can do anything about a suspended case until its date has come: it stands last. */
const byStopped = (a: Incident, b: Incident) => Number(a.state === 'suspended') - Number(b.state === 'suspended')

/** Urgent ones first, then whichever clock runs out first; what has no clock yet comes by its report. */
export function byUrgency(a: Incident, b: Incident): number {
  const stopped = byStopped(a, b)
  if (stopped !== 0) return stopped
  if (a.urgent !== b.urgent) return a.urgent ? -1 : 1
  const first = a.dueAt ?? a.reportedAt
  const second = b.dueAt ?? b.reportedAt
  return first < second ? -1 : first > second ? 1 : a.no - b.no
}

/**
 * Urgent ones first, then whichever has the smallest share of its own clock left; what has no clock yet waits for us to
 * start it and comes before.
 */
export function byShare(shareOf: (incident: Incident) => number | null): (a: Incident, b: Incident) => number {
  const rank = (incident: Incident) => shareOf(incident) ?? Number.NEGATIVE_INFINITY
  return (a, b) => {
    const stopped = byStopped(a, b)
    if (stopped !== 0) return stopped
    if (a.urgent !== b.urgent) return a.urgent ? -1 : 1
    const [first, second] = [rank(a), rank(b)]
    return first === second ? byUrgency(a, b) : first - second
  }
}

export type Standing = 'pending' | 'active' | 'suspended' | 'closed'

/**
 * On whose list a case stands. Pending is what waits for this room: a report to file, or a case that nobody holds and that
 * is held out to nobody. A suspended one waits for its date.
 */
export function standingOf(incident: Incident, tasks: readonly Task[], offers: readonly Offer[]): Standing {
  if (!isOpenIncident(incident.state)) return 'closed'
  if (incident.state === 'suspended') return 'suspended'
  if (incident.state !== 'dispatched') return incident.state === 'handled' ? 'active' : 'pending'
  const held = tasks.some((task) => isBinding(task.state) || task.state === 'handled')
  const heldOut = offers.some((offer) => isLiveOffer(offer.state))
  return held || heldOut ? 'active' : 'pending'
}

/** Suspended cases: whichever is taken up first comes first. */
export const byDate = (a: Incident, b: Incident): number =>
  (a.suspendedUntil ?? '') < (b.suspendedUntil ?? '')
    ? -1
    : (a.suspendedUntil ?? '') > (b.suspendedUntil ?? '')
      ? 1
      : a.no - b.no

/** In time is what was handled no later than it was due; a case without a limit cannot be late. */
export const isInTime = ({ handledAt, closedAt, dueAt }: Incident): boolean =>
  dueAt === null || Date.parse(handledAt ?? closedAt ?? dueAt) <= Date.parse(dueAt)
