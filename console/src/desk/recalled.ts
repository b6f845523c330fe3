import type { Incident } from '@lianqin/shared/incident'
import { isLiveOffer } from '@lianqin/shared/offer'
import { isBinding } from '@lianqin/shared/task'
import { incidentNo } from '../incident/incident.text.ts'
import { useOffers } from '../offer/offer.store.ts'
import { offerText } from '../offer/offer.text.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useTasks } from '../task/task.store.ts'
import { taskText } from '../task/task.text.ts'
import { deskText } from './desk.text.ts'
import { takingText } from './taking.text.ts'

/** Which squads lose a case when it is voided, each with how far it has got. */
export function recalledWords({ id }: Pick<Incident, 'id'>): string {
  const squads = useSquads()
  const bound = useTasks()
    .ofIncident(id)
    .filter(({ state, squadId }) => squadId !== null && isBinding(state))
    .map(({ squadId, state }) =>
      takingText('squad-state', { squad: squads.nameOf(squadId), state: taskText(`state.${state}`) }),
    )
  const asked = useOffers()
    .ofIncident(id)
    .filter(({ state }) => isLiveOffer(state))
    .map(({ squadId, state }) =>
      takingText('squad-state', { squad: squads.nameOf(squadId), state: offerText(`state.${state}`) }),
    )
  const all = [...bound, ...asked]
  return all.length > 0
    ? takingText('void.recalls', { squads: all.join(deskText('states')) })
    : takingText('void.recalls-none')
}

/** What it comes to that a case is voided as a duplicate of another. */
export const mergedWords = (of: Pick<Incident, 'id' | 'no'>, into: Pick<Incident, 'no'>): string =>
  takingText('void.into', { no: incidentNo(of), into: incidentNo(into) }) + recalledWords(of)
