import type { Fix, Unit } from '@lianqin/shared/unit'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Db } from '../kernel/db.ts'
import type { HeardEvent } from '../kernel/event-log.ts'
import { byClock, type Write } from '../kernel/write.ts'
import { proposeArrivals } from '../unit/arrival.engine.ts'
import { follow, nowhereYet, type Presence, type Stay } from '../unit/presence.engine.ts'
import type { Roster } from '../unit/roster.ts'
import { createFences } from './fences.ts'
import { openGoals } from './goals.ts'
import { forgetStays, notePassage, proposeArrival } from './presence.moves.ts'

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
  roster: Roster
  failed: (what: string, error: unknown) => void
}

/** More passages than this wait for a database that is away; of those that come then, the next of the same kind tells. */
const MOST_WAITING = 1_000

/**
 * Follows every unit through the district's fences and to the cases of its squad. Fixes read no database: what they lead to
 * is written behind them, one after the other. Lines of townships are crossed all day and are nobody's news, so only what
 * the district has named as a fence is told; and where a unit is inside is kept, so that a restart tells nothing twice.
 */
export async function openPresence({ db, write, territory, roster, failed }: Needs) {
  const fences = createFences(territory)
  const goals = await openGoals(db)
  const inFences = await standing(db)
  const atGoals = new Map<Unit['id'], Presence>()
  const turn = { last: Promise.resolve(), waiting: 0 }

  function behind(work: Parameters<typeof write<void>>[1]): void {
    if (turn.waiting >= MOST_WAITING) return
    turn.waiting++
    turn.last = turn.last
      .then(() => write(byClock, work))
      .catch((error) => failed('presence', error))
      .finally(() => turn.waiting--)
  }
  function passFences(unit: Unit, sight: Parameters<typeof follow>[1]): void {
    const { zones, byId } = fences()
    if (zones.length === 0) return
    const followed = follow(inFences.get(unit.id) ?? nowhereYet, sight, zones)
    inFences.set(unit.id, followed.presence)
    const squad = roster.squadOf(unit.id)
    for (const passage of followed.passages) {
      const fence = [...byId.values()].find(({ id }) => id === passage.zoneId)
      if (fence && squad) behind((trx) => notePassage(trx, fence, { unit, squad }, passage))
    }
  }
  function comeToCases(unit: Unit, sight: Parameters<typeof follow>[1]): void {
    const ahead = goals.of(unit.squadId)
    if (ahead.length === 0) return void atGoals.delete(unit.id)
    const { presence, proposed } = proposeArrivals(atGoals.get(unit.id) ?? nowhereYet, sight, ahead)
    atGoals.set(unit.id, presence)
    for (const arrival of proposed) behind((trx) => proposeArrival(trx, unit, arrival))
  }
  function forget(units: readonly Unit[]): void {
    const ids = units.map(({ id }) => id)
    const hadStays = ids.some((id) => (inFences.get(id)?.stays.size ?? 0) > 0)
    for (const id of ids) {
      inFences.delete(id)
      atGoals.delete(id)
    }
    if (hadStays) behind((trx) => forgetStays(trx, ids))
  }
  return {
    /** The newest position of a unit, as it was just believed. */
    note({ unitId, at, lon, lat, accuracyM }: Fix) {
      const unit = territory.isLoaded() ? territory.current().unitById.get(unitId) : undefined
      if (!unit) return
      const sight = { at: Date.parse(at), lon, lat, accuracyM }
      passFences(unit, sight)
      comeToCases(unit, sight)
    },
    hear(events: HeardEvent[]) {
      for (const event of events) {
        goals.hear(event)
        if (event.kind === 'squad.moved' && event.body.squad.state === 'off-duty' && territory.isLoaded())
          forget(territory.current().unitsOf.get(event.body.squad.id) ?? [])
      }
    },
    /** Where a squad is expected, as far as this process has heard. */
    expectedAt: goals.of,
    /** What was seen so far is written after this. */
    settle: () => turn.last,
    close: () => turn.last,
  }
}

/** Who stood where when the last process ended. */
async function standing(db: Db): Promise<Map<Unit['id'], Presence>> {
  const stays = await db.selectFrom('fenceStay').selectAll().execute()
  const known = new Map<Unit['id'], Presence>()
  for (const { unitId, fenceId, since, toldDwell } of stays) {
    const from = Date.parse(since)
    const stay: Stay = { inside: true, since: from, doubtedSince: null, countsFrom: from, toldDwell }
    known.set(unitId, { at: from, stays: new Map([...(known.get(unitId)?.stays ?? []), [fenceId, stay]]) })
  }
  return known
}
