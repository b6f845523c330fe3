import { benchDelivery } from './delivery.ts'
import { benchDrawing } from './drawing.ts'
import { benchFrames } from './frames.ts'
import { benchIngest } from './ingest.ts'
import { benchNearest } from './nearest.ts'
import type { Services } from './server.ts'
import { benchStoredTracks } from './stored-tracks.ts'
import type { Table } from './table.ts'
import { benchTracks } from './tracks.ts'

/** What positions cost: messages, tracks and the nearest of all as values, then the whole way in, tracks as they are kept, and the way out to screens. */
export const benchPositions = async (services: Services): Promise<Table[]> => [
  ...benchFrames(),
  ...benchTracks(),
  ...benchNearest(),
  ...(await benchIngest(services)),
  ...(await benchStoredTracks(services)),
  ...(await benchDelivery()),
  ...(await benchDrawing()),
]
