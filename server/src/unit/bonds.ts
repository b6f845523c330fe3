import { isLiveOffer, liveOfferStates, type Offer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import { boundStates, isBinding, type Task } from '@lianqin/shared/task'
import type { Db } from '../kernel/db.ts'
import type { HeardEvent } from '../kernel/event-log.ts'
import type { Bound } from './state.rank.ts'

type Bond = Pick<Task, 'id' | 'squadId' | 'state' | 'version'> | Pick<Offer, 'id' | 'squadId' | 'state' | 'version'>

/** What binds squads at the moment: their tasks under way and the offers they have yet to answer, true to the log. */
export interface Bonds {
  of: (squadId: Squad['id']) => Omit<Bound, 'duty'>
  /** The squads for which something changed. */
  hear: (event: HeardEvent) => Squad['id'][]
}

export async function openBonds(db: Db): Promise<Bonds> {
  const tasks = createShelf<Pick<Task, 'id' | 'squadId' | 'state' | 'version'>>(({ state }) => isBinding(state))
  const offers = createShelf<Pick<Offer, 'id' | 'squadId' | 'state' | 'version'>>(({ state }) => isLiveOffer(state))
  const columns = ['id', 'squadId', 'state', 'version'] as const
  for (const row of await db.selectFrom('task').select(columns).where('state', 'in', boundStates).execute())
    tasks.put(row)
  for (const row of await db.selectFrom('offer').select(columns).where('state', 'in', liveOfferStates).execute())
    offers.put(row)
  return {
    of: (squadId) => ({
      tasks: tasks.of(squadId).map(({ state }) => state),
      offers: offers.of(squadId).map(({ state }) => state),
    }),
    hear: ({ body }) => [
      ...('task' in body ? tasks.put(body.task) : []),
      ...('offer' in body ? offers.put(body.offer) : []),
    ],
  }
}

/** Rows of one kind by squad, as long as they count. */
function createShelf<Row extends Bond>(counts: (row: Row) => boolean) {
  const byId = new Map<Row['id'], Row>()
  const bySquad = new Map<Squad['id'], Map<Row['id'], Row>>()
  function leave({ id, squadId }: Row) {
    byId.delete(id)
    if (squadId !== null) bySquad.get(squadId)?.delete(id)
  }
  return {
    of: (squadId: Squad['id']): Row[] => [...(bySquad.get(squadId)?.values() ?? [])],
    /** Of a row that is known in a later version already, an earlier one says nothing. */
    put(row: Row): Squad['id'][] {
      const known = byId.get(row.id)
      if (known && known.version >= row.version) return []
      if (known) leave(known)
      const { squadId } = row
      if (squadId !== null && counts(row)) {
        byId.set(row.id, row)
        const own = bySquad.get(squadId) ?? new Map<Row['id'], Row>()
        bySquad.set(squadId, own.set(row.id, row))
      }
      return [known?.squadId, squadId].filter((id) => id !== undefined && id !== null)
    },
  }
}
