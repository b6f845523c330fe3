import type { Incident } from '@lianqin/shared/incident'
import type { Squad } from '@lianqin/shared/squad'
import { type Ref, shallowRef, toRef } from 'vue'
import { incidentNo } from '../incident/incident.text.ts'
import { useAsked } from '../line/asked.store.ts'
import { foretoldText } from '../line/foretold.text.ts'
import type { Meaning } from '../line/meaning.ts'
import { useMatters } from '../matter/matter.store.ts'
import { useOffers } from '../offer/offer.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useTasks } from '../task/task.store.ts'
import { type CaseFile, useCaseFile } from './case-file.ts'
import { useDesk } from './desk.store.ts'
import { type CaseMoves, useCaseMoves } from './moves.ts'
import { listed } from './prospect.ts'

/** A case with all that can be done with it. */
export interface CaseAt {
  file: CaseFile
  moves: CaseMoves
}

/**
 * The case that a command is about. The selected one is the one on the screen, with its own ranking; any other is opened beside
 * it, and what is on the screen stays.
 */
export function useLineCase(selected: CaseAt) {
  const desk = useDesk()
  const otherId = shallowRef<Incident['id'] | null>(null)
  const file = useCaseFile(otherId, toRef(desk, 'commanding'))
  const other: CaseAt = { file, moves: useCaseMoves(file) }

  function turnTo(id: Incident['id'] | null): void {
    otherId.value = id === desk.caseId ? null : id
  }
  const at = (id: Incident['id'] | null): CaseAt | null =>
    id === null ? null : id === desk.caseId ? selected : id === otherId.value ? other : null
  return { turnTo, at }
}

/** Which case a command means: the one it names, else the one that its squad has, else the selected one. */
export function useCaseMeant(selected: Ref<Incident['id'] | null>) {
  const asked = useAsked()
  const offers = useOffers()
  const squads = useSquads()
  const tasks = useTasks()

  const casesOf = (id: Squad['id']) =>
    [...new Set([...tasks.ofSquad(id), ...offers.ofSquad(id)].map((row) => row.incidentId))].filter(
      (of) => asked.known(of) !== undefined,
    )
  /** Null with the reason why none is meant. */
  return ({ caseId, isNamed, squadIds }: Meaning): { id: Incident['id'] | null; refused: string } => {
    const [squadId] = squadIds
    if (isNamed || caseId !== null || squadId === undefined) return { id: caseId, refused: '' }
    const held = casesOf(squadId)
    const squad = squads.nameOf(squadId)
    const own = held.find((id) => id === selected.value) ?? (held.length === 1 ? held[0] : undefined)
    if (own) return { id: own, refused: '' }
    if (held.length === 0) return { id: null, refused: foretoldText('bar.no-case', { squad }) }
    const cases = listed(held.map((id) => incidentNo(asked.known(id) ?? { no: 0 })))
    return { id: null, refused: foretoldText('bar.which-case', { squad, cases }) }
  }
}

/** A case as a sentence names it: 0312 路面塌陷. */
export function useCaseWords() {
  const matters = useMatters()
  return (of: Pick<Incident, 'no' | 'matterId'>): string => `${incidentNo(of)} ${matters.nameOf(of.matterId)}`
}
