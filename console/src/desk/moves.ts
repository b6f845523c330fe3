import { computed } from 'vue'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { useAsking } from './asking.ts'
import type { CaseFile } from './case-file.ts'
import { useDeciding } from './deciding.ts'
import type { Given } from './given.ts'
import { useLinking } from './linking.ts'
import { useNoting } from './noting.ts'
import { useOffering } from './offering.ts'
import { usePreempting } from './preempting.ts'
import type { Held } from './steps.rank.ts'
import { useCaseSteps } from './steps.ts'
import { useSupervising } from './supervising.ts'

/** A step as a button shows it and a key runs it. */
export interface MoveButton {
  id: string
  title: string
  /** The same in a word, where it stands beside what it is about. */
  label: string
  /** What it does, where its name alone might be mistaken for another's. */
  hint?: string
  key: string
  refused: string
  main: boolean
  /** What it would come to, in words, with what has been said along with it; none where its name says it all. */
  tells?: (given: Given) => string
  /** Asks for what it needs to know and was not given. Over when all is done or refused, and that has been said. */
  run: (given?: Given) => Promise<void>
}

/** Buttons that stand together: the case's own, those beside a request or order, what is asked for or issued, corrections. */
export interface MoveGroups {
  case: readonly MoveButton[]
  request: readonly MoveButton[]
  order: readonly MoveButton[]
  ask: readonly MoveButton[]
  mark: readonly MoveButton[]
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
  const recall = () => steps.buttons.value.find(({ id }) => id === 'task.recall')
  const offering = useOffering(file, held, recall)
  const preempt = usePreempting(file, held, offering)
  const asking = useAsking(file.incident)
  const linking = useLinking(file.incident)
  const noting = useNoting(file.incident)
  const deciding = useDeciding(file.incident)
  const supervising = useSupervising(file.incident)
  const groups = computed(
    (): MoveGroups => ({
      case: held.value ? [...steps.buttons.value, preempt.value] : [],
      request: deciding.buttons.value,
      order: supervising.deciding.value,
      ask: held.value ? [...asking.value, ...supervising.issuing.value] : [],
      mark: [...linking.value, ...noting.value],
    }),
  )
  const buttons = computed(() => Object.values(groups.value).flat())
  return {
    ...steps,
    ...offering,
    groups,
    buttons,
    request: deciding.request,
    order: supervising.order,
    orders: supervising.standing,
  }
}
export type CaseMoves = ReturnType<typeof useCaseMoves>
