import type { Scope } from '@lianqin/shared/person'
import { rightsKey } from '@lianqin/shared/rights'
import type { Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Bus } from '../kernel/bus.ts'
import type { Db } from '../kernel/db.ts'
import type { HeardEvent } from '../kernel/event-log.ts'
import { orderByRights, type View, viewOf } from './audience.rank.ts'
import { openBonds } from './bonds.ts'
import { bookOf } from './fix-book.ts'
import { openFixKeeper } from './fix-keeper.ts'
import { shapeOver } from './grid.rank.ts'
import type { Leading } from './leading.engine.ts'
import { createNewest, renumber, reshape, setState } from './newest.ts'
import { openRoster } from './roster.ts'
import { shareFixes } from './sharing.ts'
import { stateOf } from './state.rank.ts'

interface Needs {
  db: Db
  bus: Bus
  territory: TerritoryBook
  leading: Leading
  failed: (what: string, error: unknown) => void
}

const NO_DISTRICT = shapeOver([0, 0, 1, 1], 1)

/** Who is on duty, where everybody was last seen and what they are doing, kept in memory and true to the log. */
export async function openUnits({ db, bus, territory, leading, failed }: Needs) {
  const roster = await openRoster(db, territory)
  const bonds = await openBonds(db)
  const newest = createNewest(NO_DISTRICT)
  const views = createViews()
  const book = bookOf(newest)
  const isOnDuty = (unitId: Unit['id']) => roster.squadOf(unitId)?.state === 'on-duty'
  const unitsOf = (squadId: Squad['id']) => (territory.isLoaded() ? territory.current().unitsOf.get(squadId) : []) ?? []

  function look(squadId: Squad['id']): void {
    for (const { id } of unitsOf(squadId)) {
      const duty = roster.squadOf(id)?.state ?? 'off-duty'
      setState(newest, id, stateOf({ duty, ...bonds.of(squadId) }))
    }
  }
  /** Everybody gets a number by rights, on a grid that fits: what one reader may see lies together. */
  function settle(): void {
    if (!territory.isLoaded()) return
    const { district, units, unitsOf: bySquad } = territory.current()
    const order = orderByRights(roster.all(), bySquad)
    reshape(newest, shapeOver(district.bounds, units.length))
    renumber(newest, order.unitIds)
    views.settle(order)
    for (const { id } of roster.all()) look(id)
  }
  settle()
  const keeper = await openFixKeeper({ db, book, isOnDuty, failed })
  const sharing = shareFixes({ bus, newest, leading, generation: () => views.generation(), isOnDuty })

  async function moved(squad: Squad): Promise<void> {
    roster.take(squad)
    look(squad.id)
    if (squad.state === 'off-duty') await keeper.forget(unitsOf(squad.id).map(({ id }) => id))
  }
  return {
    roster,
    book,
    newest,
    viewFor: views.of,
    /** It has moved: what must outlive this process, and what the others must know. */
    note(unitId: Unit['id']) {
      keeper.note(unitId)
      sharing.note(unitId)
    },
    async hear(events: HeardEvent[]) {
      for (const event of events) {
        if (event.kind === 'district.loaded') {
          await roster.reload()
          settle()
        }
        if (event.kind === 'squad.moved') await moved(event.body.squad)
        for (const squadId of bonds.hear(event)) look(squadId)
      }
    },
    async close() {
      sharing.close()
      await keeper.close()
    },
  }
}

/** What readers see of the order that stands, made once for each set of rights. */
function createViews() {
  const held = { order: orderByRights([], new Map()), byRights: new Map<string, View>(), isSettled: false }
  function of(scope: Scope): View {
    const view = held.byRights.get(rightsKey(scope)) ?? viewOf(held.order, scope)
    held.byRights.set(rightsKey(scope), view)
    return view
  }
  return {
    of,
    settle(order: typeof held.order) {
      Object.assign(held, { order, byRights: new Map(), isSettled: true })
    },
    /** Of the whole order; null while no district is loaded. */
    generation: () => (held.isSettled ? of({ kind: 'district' }).table.generation : null),
  }
}
export type Units = Awaited<ReturnType<typeof openUnits>>
