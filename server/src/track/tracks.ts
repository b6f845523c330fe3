import type { Unit } from '@lianqin/shared/unit'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Db } from '../kernel/db.ts'
import type { HeardEvent } from '../kernel/event-log.ts'
import type { Metrics } from '../kernel/metrics.ts'
import type { DutyBook } from '../unit/duty-book.ts'
import type { Sight } from '../unit/newest.ts'
import { foldHours } from './folding.ts'
import { createPieces, everyone } from './pieces.engine.ts'
import { DAY_MS } from './retention.ts'
import { openWriting } from './writing.ts'

/**
 * What has come in reaches the table this often. A process that is killed loses what it took in since and was writing, five
 * seconds of every track at the most (GUARANTEES §6); nobody sends that again, as whatever was answered is forgotten there.
 */
export const WRITE_MS = 4_000
/** In so many turns, so that neither this process nor the database has to do it all at once. */
const TURNS = 4
const FOLD_MS = 60_000

interface Needs {
  db: Db
  duty: Pick<DutyBook, 'wasOnDuty'>
  territory: TerritoryBook
  metrics: Metrics
  clock: () => number
  failed: (what: string, error: unknown) => void
}

/**
 * Every unit's way, kept as compressed chunks. `note` is given each position that is believed, newest or late, and reads no
 * database. Off duty nothing is kept, and what lies in a time off duty is not taken later either.
 */
export function openTracks({ db, duty, territory, metrics, clock, failed }: Needs) {
  const pieces = createPieces()
  const writing = openWriting({ db, lost: (count) => metrics.trackPiecesLost.inc(count) })
  // An older form of a piece must not be written over the newer; and what was written need not wait for the folding.
  const [inTurn, foldInTurn] = [turns(), turns()]
  function flush(isDue: (no: number) => boolean): Promise<void> {
    writing.wait(pieces.take(clock(), isDue))
    return inTurn(writing.write)
  }
  const held = { turn: 0 }
  function flushNext(): Promise<void> {
    const turn = held.turn++ % TURNS
    return flush((no) => no % TURNS === turn)
  }
  async function fold() {
    // Half a turn each: whoever waits for the one session of an embedded database gets in between.
    while ((await foldHours(db)) > 0) await new Promise((resolve) => setImmediate(resolve))
  }
  const told = (error: unknown) => failed('tracks', error)
  const write = setInterval(() => void flushNext().catch(told), WRITE_MS / TURNS)
  const folding = setInterval(() => void foldInTurn(fold).catch(told), FOLD_MS)

  function keeps(unitId: Unit['id'], at: number): boolean {
    if (!territory.isLoaded()) return false
    const { unitById, district } = territory.current()
    const unit = unitById.get(unitId)
    return unit !== undefined && at > clock() - district.settings.trackDays * DAY_MS && duty.wasOnDuty(unit.squadId, at)
  }
  return {
    note({ unitId, at, lon, lat, speedMps, headingDeg, accuracyM }: Sight) {
      if (keeps(unitId, at)) pieces.note(unitId, { at, lon, lat, speedMps, headingDeg, accuracyM, flags: 0 }, clock())
    },
    hear(events: HeardEvent[]) {
      for (const event of events) {
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
    settle: () => flush(everyone),
    fold: () => foldInTurn(fold),
    async close() {
      clearInterval(write)
      clearInterval(folding)
      writing.wait(pieces.closeAll())
      await inTurn(writing.write)
      await foldInTurn(async () => {})
    },
  }
}

/** Work of one sort, one piece after the other, whatever becomes of each. */
function turns() {
  const turn = { last: Promise.resolve() }
  return (work: () => Promise<unknown>): Promise<void> => {
    const done = turn.last.then(async () => void (await work()))
    turn.last = done.catch(() => {})
    return done
  }
}
export type Tracks = ReturnType<typeof openTracks>
