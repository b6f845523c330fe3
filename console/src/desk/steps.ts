import type { IncidentMove } from '@lianqin/shared/incident'
import type { OfferMove } from '@lianqin/shared/offer'
import type { TaskMove } from '@lianqin/shared/task'
import { computed, type Ref } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo, incidentText } from '../incident/incident.text.ts'
import { moveKeys } from '../kernel/keymap.ts'
import { attempt } from '../kernel/notices.ts'
import { useOffers } from '../offer/offer.store.ts'
import { offerText } from '../offer/offer.text.ts'
import { useSession } from '../person/session.store.ts'
import { useTasks } from '../task/task.store.ts'
import { taskText } from '../task/task.text.ts'
import { askReason } from '../ui/ask-reason.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import type { MoveButton } from './moves.ts'
import { usualReasons } from './reason.text.ts'
import { recalledWords } from './recalled.ts'
import { refusalText } from './refusal.ts'
import { chosenFor } from './step-choice.ts'
import { type Held, type Step, stepsOf } from './steps.rank.ts'
import { takingText } from './taking.text.ts'

/** What a case waits for: the step that a seat is led to. What takes something away, or calls more people, never is. */
const NEXT: readonly string[] = ['incident.file', 'incident.takeUp', 'incident.close', 'task.check']

const wordOf = ({ concept, move }: Step): string =>
  concept === 'incident'
    ? incidentText(`move.${move as IncidentMove}`)
    : concept === 'task'
      ? taskText(`move.${move as TaskMove}`)
      : offerText(`move.${move as OfferMove}`)
const keyOfStep = ({ concept, move }: Step): string => (moveKeys[concept] as Record<string, string | null>)[move] ?? ''

/** What tells the steps apart that take a case from a squad, or give one back. */
const HINTED = ['task.callOff', 'task.recall', 'offer.withdraw', 'incident.unmerge'] as const
const hintOf = (id: Step['id']): string => {
  const hinted = HINTED.find((one) => one === id)
  return hinted ? takingText(`hint.${hinted}`) : ''
}

/** The steps of the machines on the selected case, and on the place of it that is chosen. */
export function useCaseSteps(held: Ref<Held | null>) {
  const desk = useDesk()
  const session = useSession()
  const incidents = useIncidents()
  const tasks = useTasks()
  const offers = useOffers()

  async function take(step: Step): Promise<void> {
    const now = held.value
    if (!now) return
    const { incident, place } = now
    const title = wordOf(step)
    const no = incidentNo(incident)
    const about = step.id === 'incident.void' ? () => `${no}${recalledWords(incident)}` : no
    const reason = step.needsReason ? await askReason(title, about, usualReasons(step.id)) : null
    if (step.needsReason && reason === null) return
    const chosen = await chosenFor(step, incident, title)
    if (chosen === null) return
    // The version is the one decided on: whoever changed the case meanwhile is told, not overruled.
    const more = { ...chosen, ...(reason === null ? {} : { reason }) }
    const done = () => deskText('done.move', { no, move: title })
    const { task, offers: live = [] } = place ?? {}
    if (step.concept === 'incident') await attempt(incidents.move(incident, step.move as IncidentMove, more), done)
    if (step.concept === 'task' && task) await attempt(tasks.move(task, step.move as TaskMove, more), done)
    // Held out to several at once, a place is pressed for or taken back as a whole.
    if (step.concept === 'offer')
      await attempt(Promise.all(live.map((offer) => offers.move(offer, step.move as OfferMove, more))), done)
    desk.focus('pane')
  }

  const buttons = computed((): MoveButton[] =>
    held.value
      ? stepsOf(held.value, session.role).map((step) => ({
          id: step.id,
          title: wordOf(step),
          label: wordOf(step),
          hint: hintOf(step.id),
          key: keyOfStep(step),
          refused: refusalText(step.concept, step.refusal),
          main: NEXT.includes(step.id),
          run: () => void take(step),
        }))
      : [],
  )

  /** Voids the selected case as a duplicate of another: the reason is the other's number. */
  async function voidAs(other: { id: `incident-${string}`; no: number }): Promise<void> {
    const of = held.value?.incident
    if (!of) return
    const words = incidentText('duplicate-of', { no: incidentNo(other) })
    const into = takingText('void.into', { no: incidentNo(of), into: incidentNo(other) })
    const reason = await askReason(incidentText('void-as-duplicate'), () => into + recalledWords(of), [], words)
    if (reason === null) return
    const said = () => deskText('done.move', { no: incidentNo(of), move: incidentText('move.void') })
    await attempt(incidents.move(of, 'void', { reason, duplicateOf: other.id }), said)
    desk.focus('pane')
  }
  const voidRefused = computed(() => buttons.value.find((one) => one.id === 'incident.void')?.refused ?? '')

  return { buttons, voidAs, voidRefused }
}
