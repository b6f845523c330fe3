import type { Arrival } from '@lianqin/shared/presence'
import type { TrackView } from '@lianqin/shared/track/view'

/** So many are known here; of a look at more squads some are missing. */
export const VIEWS_KEPT = 50

const endings = ({ leftAt, dismissedAt }: Arrival): number => Number(leftAt !== null) + Number(dismissedAt !== null)

/** Proposed later, or the same proposal come further; an arrival has no version. */
export function isNewer(one: Arrival, known: Arrival | undefined): boolean {
  if (!known) return true
  const later = Date.parse(one.proposedAt) - Date.parse(known.proposedAt)
  return later > 0 || (later === 0 && endings(one) >= endings(known))
}

/** Both, each once, newest first; a view is written once and never changes. */
export function newestViews(some: readonly TrackView[], more: readonly TrackView[]): TrackView[] {
  const byId = new Map([...more, ...some].map((view) => [view.id, view]))
  return [...byId.values()].sort((a, b) => Date.parse(b.viewedAt) - Date.parse(a.viewedAt)).slice(0, VIEWS_KEPT)
}
