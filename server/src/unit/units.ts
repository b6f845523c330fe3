import type { Unit } from '@lianqin/shared/unit'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Bus } from '../kernel/bus.ts'
import type { Db } from '../kernel/db.ts'
import type { HeardEvent } from '../kernel/event-log.ts'
import { createFixBook } from './fix-book.ts'
import { openFixKeeper } from './fix-keeper.ts'
import { openRoster } from './roster.ts'

interface Needs {
  db: Db
  bus: Bus
  territory: TerritoryBook
  failed: (what: string, error: unknown) => void
}

/** Who is on duty and where everybody was last seen, kept in memory and true to the log. */
export async function openUnits({ db, bus, territory, failed }: Needs) {
  const roster = await openRoster(db, territory)
  const book = createFixBook()
  const isOnDuty = (unitId: Unit['id']) => roster.squadOf(unitId)?.state === 'on-duty'
  const keeper = await openFixKeeper({ db, bus, book, isOnDuty, failed })
  return {
    roster,
    book,
    note: keeper.note,
    async hear(events: HeardEvent[]) {
      for (const event of events) {
        if (event.kind === 'district.loaded') await roster.reload()
        if (event.kind !== 'squad.moved') continue
        const { squad } = event.body
        roster.take(squad)
        if (squad.state === 'off-duty' && territory.isLoaded()) {
          await keeper.forget(
            territory
              .current()
              .units.filter(({ squadId }) => squadId === squad.id)
              .map(({ id }) => id),
          )
        }
      }
    },
    close: keeper.close,
  }
}
export type Units = Awaited<ReturnType<typeof openUnits>>
