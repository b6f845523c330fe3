import { computed } from 'vue'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import type { CaseFile } from './case-file.ts'
import { useOffering } from './offering.ts'
import { usePreempting } from './preempting.ts'
import type { Held } from './steps.rank.ts'
import { useCaseSteps } from './steps.ts'

/** A step as a button shows it and a key runs it. */
export interface MoveButton {
  id: string
  title: string
  key: string
  refused: string
  main: boolean
  run: () => void
}

/** What a seat can do with the selected case: one list for buttons, keys and the palette. */
export function useCaseMoves(file: CaseFile) {
  const jurisdiction = useJurisdiction()
  const held = computed((): Held | null => {
    const incident = file.incident.value
    const card = jurisdiction.district?.runCards.find(({ id }) => id === incident?.cardId)
    return incident && { incident, place: file.places.place.value, levels: card?.levels.length ?? 0 }
  })
  const steps = useCaseSteps(held)
  const offering = useOffering(file, held)
  const preempt = usePreempting(file, held, offering)
  const buttons = computed(() => (held.value ? [...steps.buttons.value, preempt.value] : []))
  return { ...steps, ...offering, buttons }
}
export type CaseMoves = ReturnType<typeof useCaseMoves>
