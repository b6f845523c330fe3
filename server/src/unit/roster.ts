import type { Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Db } from '../kernel/db.ts'

/** Which squad a unit belongs to and whether it is on duty, without asking the database for every position. */
export interface Roster {
  squadOf: (unitId: Unit['id']) => Squad | undefined
  all: () => readonly Squad[]
  /** A squad as the log just told it. */
  take: (squad: Squad) => void
  reload: () => Promise<void>
}

export async function openRoster(db: Db, territory: TerritoryBook): Promise<Roster> {
  const squads = new Map<Squad['id'], Squad>()
  function take(squad: Squad) {
    if ((squads.get(squad.id)?.version ?? 0) < squad.version) squads.set(squad.id, squad)
  }
  /** Positions go on coming in meanwhile: what is known stays until the new is there, and what was heard since is not lost. */
  async function reload() {
    const rows = await db.selectFrom('squad').selectAll().execute()
    const ids = new Set(rows.map(({ id }) => id))
    for (const id of squads.keys()) if (!ids.has(id)) squads.delete(id)
    for (const squad of rows) if ((squads.get(squad.id)?.version ?? 0) <= squad.version) squads.set(squad.id, squad)
  }
  await reload()
  return {
    squadOf: (unitId) => {
      const unit = territory.isLoaded() ? territory.current().unitById.get(unitId) : undefined
      return unit && squads.get(unit.squadId)
    },
    all: () => [...squads.values()],
    take,
    reload,
  }
}
