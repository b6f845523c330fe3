import type { Fix, Unit } from '@lianqin/shared/unit'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Db } from '../kernel/db.ts'
import type { HeardEvent } from '../kernel/event-log.ts'
import type { Metrics } from '../kernel/metrics.ts'
import { openDutyGaps } from './duty-gaps.ts'
import { foldHours } from './folding.ts'
import { createPieces } from './pieces.engine.ts'
import { DAY_MS } from './retention.ts'
import { openWriting } from './writing.ts'

/** What has come in reaches the table at most this late: a crash costs so much of every track, and no more. */
export const WRITE_MS = 10_000
const FOLD_MS = 60_000

interface Needs {
  db: Db
  districtId: string
  territory: TerritoryBook
  metrics: Metrics
  clock: () => number
  failed: (what: string, error: unknown) => void
}

/**
 * Every unit's way, kept as compressed chunks. `note` is given each position that is believed, newest or late, and reads no
 * database. Off duty nothing is kept, and what lies in a time off duty is not taken later either.
 */
export async function openTracks({ db, districtId, territory, metrics, clock, failed }: Needs) {
  const gaps = await openDutyGaps(db, districtId, clock())
  const pieces = createPieces()
  const writing = openWriting({ db, lost: (count) => metrics.trackPiecesLost.inc(count) })
  const turn = { last: Promise.resolve() }
  /** One after the other: an older form of a piece must not be written over the newer. */
  function inTurn(work: () => Promise<unknown>): Promise<void> {
    const done = turn.last.then(async () => void (await work()))
    turn.last = done.catch(() => {})
    return done
  }
  const flush = () => {
    writing.wait(pieces.take(clock()))
    return inTurn(writing.write)
  }
  async function fold() {
    // Half a turn each: whoever waits for the one session of an embedded database gets in between.
    while ((await foldHours(db)) > 0) await new Promise((resolve) => setImmediate(resolve))
  }
  const write = setInterval(() => void flush().catch((error) => failed('tracks', error)), WRITE_MS)
  const folding = setInterval(() => void inTurn(fold).catch((error) => failed('tracks', error)), FOLD_MS)

  function keeps(unitId: Unit['id'], at: number): boolean {
    if (!territory.isLoaded()) return false
    const { unitById, district } = territory.current()
    const unit = unitById.get(unitId)
    return (
      unit !== undefined && at > clock() - district.settings.trackDays * DAY_MS && !gaps.isOffDuty(unit.squadId, at)
    )
  }
  return {
    note({ unitId, at: moment, ...fix }: Fix) {
      const at = Date.parse(moment)
      if (keeps(unitId, at)) pieces.note(unitId, { at, ...fix, flags: 0 }, clock())
    },
    hear(events: HeardEvent[]) {
      for (const event of events) {
        gaps.hear(event)
        if (event.kind !== 'squad.moved' || event.body.squad.state !== 'off-duty' || !territory.isLoaded()) continue
        const units = territory.current().unitsOf.get(event.body.squad.id) ?? []
        writing.wait(
          pieces.close(
            units.map(({ id }) => id),
            Date.parse(event.at),
          ),
        )
      }
    },
    /** Everything that was noted so far is in the table after this. */
    async settle() {
      writing.wait(pieces.take(clock()))
      await inTurn(writing.write)
    },
    fold: () => inTurn(fold),
    async close() {
      clearInterval(write)
      clearInterval(folding)
      writing.wait(pieces.closeAll())
      await inTurn(writing.write)
    },
  }
}
export type Tracks = Awaited<ReturnType<typeof openTracks>>
