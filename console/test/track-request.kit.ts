import type { TrackRequest } from '@lianqin/shared/track/request'
import { before, HOUR, MINUTE } from './fixtures.ts'

export const aRequest = (n: number, over: Partial<TrackRequest> = {}): TrackRequest => ({
  id: `request-${n}`,
  state: 'asked',
  areaId: null,
  squadId: null,
  parts: [
    { squadId: 'squad-gulin-1', areaId: 'area-gulin', unitIds: ['unit-gulin-1'] },
    { squadId: 'squad-gaoqiao-1', areaId: 'area-gaoqiao', unitIds: ['unit-gaoqiao-1'] },
  ],
  fromAt: before(9 * HOUR),
  toAt: before(HOUR),
  purpose: 'gpx',
  reason: '案件证据：占道经营群访',
  askedAt: before(n * MINUTE),
  askedById: 'person-lin',
  askedByTitle: '林澄',
  until: before(-20 * HOUR),
  decidedAt: null,
  decidedById: null,
  decidedByTitle: null,
  decision: null,
  grantId: null,
  fetches: 0,
  version: 1,
  ...over,
})
