import type { Unit } from '@lianqin/shared/unit'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Db } from '../kernel/db.ts'
import type { HeardEvent } from '../kernel/event-log.ts'
import type { Write } from '../kernel/write.ts'
import { approach, noApproach } from '../unit/arrival.engine.ts'
import { type Newest, type Sight, seenAt, watch } from '../unit/newest.ts'
import { follow, nowhereYet, type Sight as Seen } from '../unit/presence.engine.ts'
import type { Roster } from '../unit/roster.ts'
import { endProposal, proposeArrival } from './arrival.moves.ts'
import { writeBehind } from './behind.ts'
import { createFences } from './fences.ts'
import { openGoals } from './goals.ts'
import { forgetStays, notePassage } from './presence.moves.ts'
import { openStanding } from './standing.ts'

/** What other processes took in is followed this often. */
const FOLLOW_MS = 500

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
  roster: Roster
  newest: Newest
  /** There are other processes, which take in positions as well. */
  isShared: boolean
  failed: (what: string, error: unknown) => void
}

/**
 * Follows every unit through the district's fences and to the cases of its squad. Fixes read no database: what they lead to
 * is written behind them. Every process follows everybody, whoever took the position in: any of them may end, and a unit
 * may call at another. Of those that see the same, the rows let the first one tell it. Lines of townships are crossed all
 * day and are nobody's news, so only what the district has named as a fence is told.
 */
export async function openPresence({ db, write, territory, roster, newest, isShared, failed }: Needs) {
  const fences = createFences(territory)
  const goals = await openGoals(db)
  const { inFences, atGoals } = await openStanding(db)
  const behind = writeBehind({ write, failed })

  function passFences(unit: Unit, sight: Seen): void {
    const { zones, byId } = fences()
    if (zones.length === 0) return
    const followed = follow(inFences.get(unit.id) ?? nowhereYet, sight, zones)
    inFences.set(unit.id, followed.presence)
    for (const passage of followed.passages) {
      const fence = [...byId.values()].find(({ id }) => id === passage.zoneId)
      const squad = roster.squadOf(unit.id)
      if (fence && squad) behind.note((trx) => notePassage(trx, fence, { unit, squad }, passage))
    }
  }
  function comeToCases(unit: Unit, sight: Seen): void {
    const ahead = goals.of(unit.squadId)
    if (ahead.length === 0) return void atGoals.delete(unit.id)
    const { approach: now, proposed, left } = approach(atGoals.get(unit.id) ?? noApproach, sight, ahead)
    atGoals.set(unit.id, now)
    for (const arrival of proposed) behind.note((trx) => proposeArrival(trx, unit, arrival))
    for (const one of left) if (!isAnyAt(unit, one.taskId)) behind.note((trx) => endProposal(trx, one))
  }
  /** The squad is there as long as one of its units is. */
  const isAnyAt = ({ squadId }: Unit, taskId: Parameters<typeof endProposal>[1]['taskId']) =>
    (territory.current().unitsOf.get(squadId) ?? []).some(({ id }) => atGoals.get(id)?.told.has(taskId))

  function note({ unitId, at, lon, lat, accuracyM }: Pick<Sight, 'unitId' | keyof Seen>): void {
    const unit = territory.isLoaded() ? territory.current().unitById.get(unitId) : undefined
    if (!unit) return
    const sight = { at, lon, lat, accuracyM }
    passFences(unit, sight)
    comeToCases(unit, sight)
  }
  function forget(units: readonly Unit[]): void {
    const ids = units.map(({ id }) => id)
    for (const id of ids) {
      inFences.delete(id)
      atGoals.delete(id)
    }
    behind.note((trx) => forgetStays(trx, ids))
  }
  const others = isShared ? followOthers(newest, note) : { close: () => {} }
  return {
    /** The newest position of a unit, as it was just believed here. */
    note,
    hear(events: HeardEvent[]) {
      for (const event of events) {
        goals.hear(event)
        if (event.kind === 'squad.moved' && event.body.squad.state === 'off-duty' && territory.isLoaded())
          forget(territory.current().unitsOf.get(event.body.squad.id) ?? [])
      }
    },
    /** Where a squad is expected, as far as this process has heard. */
    expectedAt: goals.of,
    settle: behind.settle,
    close() {
      others.close()
      return behind.close()
    },
  }
}

/** Who has moved by what other processes told; one's own are among them, and are no news any more. */
function followOthers(newest: Newest, note: (sight: Seen & { unitId: Unit['id'] }) => void) {
  const changes = watch(newest)
  const tick = setInterval(() => {
    for (const index of changes.drain()) {
      const [unitId, seen] = [newest.unitIds[index], seenAt(newest, index)]
      if (unitId && seen) note({ ...seen, unitId, accuracyM: seen.accuracyM ?? 0 })
    }
  }, FOLLOW_MS)
  return { close: () => clearInterval(tick) }
}
