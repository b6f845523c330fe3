import type { Incident, IncidentMove } from '@lianqin/shared/incident'
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
import type { Given } from './given.ts'
import type { MoveButton } from './moves.ts'
import { usualReasons } from './reason.text.ts'
import { mergedWords, recalledWords } from './recalled.ts'
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

  async function take(step: Step, given: Given): Promise<void> {
    const now = held.value
    if (!now) return
    const { incident, place } = now
    const title = wordOf(step)
    const no = incidentNo(incident)
    const about = step.id === 'incident.void' ? () => `${no}${recalledWords(incident)}` : no
    const reason = step.needsReason ? (given.reason ?? (await askReason(title, about, usualReasons(step.id)))) : null
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
    desk.goOn()
  }

  const tells = (step: Step): string => {
    const of = held.value?.incident
    return step.id === 'incident.void' && of ? `${incidentNo(of)}${recalledWords(of)}` : hintOf(step.id)
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
          tells: () => tells(step),
          run: (given = {}) => take(step, given),
        }))
      : [],
  )

  /** Voids the selected case as a duplicate of another: the reason is the other's number. */
  async function voidAs(other: Pick<Incident, 'id' | 'no'>, given: Given = {}): Promise<void> {
    const of = held.value?.incident
    if (!of) return
    const words = incidentText('duplicate-of', { no: incidentNo(other) })
    const about = () => mergedWords(of, other)
    const reason = given.reason ?? (await askReason(incidentText('void-as-duplicate'), about, [], words))
    if (reason === null) return
    const said = () => deskText('done.move', { no: incidentNo(of), move: incidentText('move.void') })
    await attempt(incidents.move(of, 'void', { reason, duplicateOf: other.id }), said)
    desk.goOn()
  }
  const voidRefused = computed(() => buttons.value.find((one) => one.id === 'incident.void')?.refused ?? '')

  return { buttons, voidAs, voidRefused }
}
