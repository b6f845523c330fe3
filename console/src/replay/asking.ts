import type { NewTrackView, TrackGrant, ViewPurpose } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { post } from '../kernel/http.ts'

/** What is asked for before anything of the past is shown. */
export interface Wish extends Pick<NewTrackView, 'reason'> {
  from: number
  to: number
  /** None: everybody one may see. */
  unitIds: readonly Unit['id'][]
}

/** A reason for a look. It is written down before anything is answered. */
export const askToLook = ({ from, to, unitIds, reason }: Wish, purpose: ViewPurpose) =>
  post<TrackGrant>('/track-views', {
    ...(unitIds.length > 0 ? { unitIds } : {}),
    from: toMoment(from),
    to: toMoment(to),
    purpose,
    reason,
  })
