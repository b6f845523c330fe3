import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Task } from '@lianqin/shared/task'
import { incidentText } from '../incident/incident.text.ts'
import { clockMinute, dayWords } from '../kernel/time.ts'
import { offerText } from '../offer/offer.text.ts'
import { personText } from '../person/person.text.ts'
import { useSquads } from '../squad/squad.store.ts'
import { taskText } from '../task/task.text.ts'
import { deskText } from './desk.text.ts'
import type { Concept, Refusal } from './steps.rank.ts'

const stateWord: Record<Concept, (state: string) => string> = {
  incident: (state) => incidentText(`state.${state as Incident['state']}`),
  task: (state) => taskText(`state.${state as Task['state']}`),
  offer: (state) => offerText(`state.${state as Offer['state']}`),
}

/** Why a step is refused, in words; empty when it is not. */
export function refusalText(concept: Concept, refusal: Refusal | null): string {
  if (!refusal) return ''
  const listed = (all: readonly string[]) => all.join(deskText('states'))
  switch (refusal.why) {
    case 'role':
      return deskText('refused.role', {
        roles: listed(refusal.by.filter((actor) => actor !== 'clock').map((actor) => personText(`role.${actor}`))),
      })
    case 'state':
      return deskText('refused.state', { states: listed(refusal.from.map(stateWord[concept])) })
    case 'suspended':
      return deskText('refused.suspended', {
        until: refusal.until ? `${dayWords(refusal.until)} ${clockMinute(refusal.until)}` : '',
      })
    case 'held':
      return deskText('refused.held', { squad: useSquads().nameOf(refusal.squadId) })
    default:
      return deskText(`refused.${refusal.why}`)
  }
}
