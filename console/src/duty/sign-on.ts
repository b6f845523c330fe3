import type { Officer } from '@lianqin/shared/officer'
import type { MoveSquad, Squad } from '@lianqin/shared/squad'
import { remember, remembered } from '../kernel/remembered.ts'
import { useSquads } from '../squad/squad.store.ts'
import { askCrew } from './ask-crew.ts'
import { crewText } from './crew.text.ts'
import { useDuty } from './duty.store.ts'

const shelf = (id: Squad['id']) => `crew.${id}`
const lastCrew = (id: Squad['id']): string[] => remembered(shelf(id))?.split(' ').filter(Boolean) ?? []

/**
 * Asks who of a squad is there before it signs on; null when it was let be. Where no officers are known, because the
 * register is empty or was out of reach, nobody is asked and nothing is told. Those ticked last time are ticked again.
 */
export async function crewForSignOn(squad: Pick<Squad, 'id'>): Promise<Pick<MoveSquad, 'officerIds'> | null> {
  const officers = useDuty().ofSquad(squad.id)
  if (officers.length === 0) return {}
  const before = lastCrew(squad.id)
  const chosen = await askCrew({
    title: crewText('sign-on.title', { squad: useSquads().nameOf(squad.id) }),
    about: crewText('sign-on.about'),
    purpose: 'sign-on',
    officers,
    chosen: officers.map(({ id }) => id).filter((id: Officer['id']) => before.includes(id)),
  })
  if (chosen === null) return null
  remember(shelf(squad.id), chosen.join(' '))
  return chosen.length === 0 ? {} : { officerIds: chosen }
}
