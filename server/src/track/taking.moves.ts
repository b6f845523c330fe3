import type { TakenFile, TrackView } from '@lianqin/shared/track/view'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { viewAudience } from './view.query.ts'

/** Says to each squad of a grant that its tracks left as a file, and by which digest that file is known again. */
export async function tellTaken(
  trx: Trx,
  views: readonly Pick<TrackView, 'grantId' | 'squadId' | 'areaId'>[],
  file: Omit<TakenFile, 'grantId' | 'squadId' | 'areaId'>,
): Promise<void> {
  for (const { grantId, squadId, areaId } of views) {
    const told = { file: { ...file, grantId, squadId, areaId } }
    append(trx, 'track.taken', told, { audience: viewAudience({ squadId, areaId }), incidentId: null })
  }
}
