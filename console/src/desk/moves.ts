import type { IncidentMove } from '@lianqin/shared/incident'
import type { OfferMove } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import type { TaskMove } from '@lianqin/shared/task'
import { computed } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo, incidentText } from '../incident/incident.text.ts'
import { moveKeys } from '../kernel/keymap.ts'
import { attempt } from '../kernel/notices.ts'
import { useOffers } from '../offer/offer.store.ts'
import { offerText } from '../offer/offer.text.ts'
import { useSession } from '../person/session.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useTasks } from '../task/task.store.ts'
import { taskText } from '../task/task.text.ts'
import { askReason } from '../ui/ask-reason.ts'
import { askSure } from '../ui/ask-sure.ts'
import type { CaseFile } from './case-file.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import { usualReasons } from './reason.text.ts'
import { refusalText } from './refusal.ts'
import { chosenFor } from './step-choice.ts'
import { offerRefusal, type Step, stepsOf } from './steps.rank.ts'

/** A step as a button shows it and a key runs it. */
export interface MoveButton {
  id: string
  title: string
  key: string
  refused: string
  main: boolean
  run: () => void
}

/** How many of the ranked squads a key reaches. */
export const OFFER_KEYS = 9

/** The steps of the selected case for this seat: one list for buttons, keys and the palette. */
export function useCaseMoves({ incident, ranking }: CaseFile) {
  const desk = useDesk()
  const session = useSession()
  const incidents = useIncidents()
  const tasks = useTasks()
  const offers = useOffers()
  const squads = useSquads()

  const held = computed(() => {
    const of = incident.value
    return of && { incident: of, task: tasks.current(of.id), offer: offers.liveOf(of.id) }
  })
  const wordOf = ({ concept, move }: Step): string =>
    concept === 'incident'
      ? incidentText(`move.${move as IncidentMove}`)
      : concept === 'task'
        ? taskText(`move.${move as TaskMove}`)
        : offerText(`move.${move as OfferMove}`)
  const keyOfStep = ({ concept, move }: Step): string =>
    (moveKeys[concept] as Record<string, string | null>)[move] ?? ''

  async function take(step: Step): Promise<void> {
    const now = held.value
    if (!now) return
    const title = wordOf(step)
    const no = incidentNo(now.incident)
    const reason = step.needsReason ? await askReason(title, no, usualReasons(step.id)) : null
    if (step.needsReason && reason === null) return
    const chosen = await chosenFor(step, now.incident, title)
    if (chosen === null) return
    // The version is the one decided on: whoever changed the case meanwhile is told, not overruled.
    const more = { ...chosen, ...(reason === null ? {} : { reason }) }
    const done = () => deskText('done.move', { no, move: title })
    if (step.concept === 'incident') await attempt(incidents.move(now.incident, step.move as IncidentMove, more), done)
    if (step.concept === 'task' && now.task) await attempt(tasks.move(now.task, step.move as TaskMove, more), done)
    if (step.concept === 'offer' && now.offer) await attempt(offers.move(now.offer, step.move as OfferMove, more), done)
    desk.focus('pane')
  }

  const buttons = computed((): MoveButton[] =>
    held.value
      ? stepsOf(held.value, session.role).map((step) => ({
          id: step.id,
          title: wordOf(step),
          key: keyOfStep(step),
          refused: refusalText(step.concept, step.refusal),
          // What takes something away says why, and is never the step a seat is led to.
          main: !step.needsReason,
          run: () => void take(step),
        }))
      : [],
  )

  async function offerTo(squadId: Squad['id']): Promise<void> {
    const of = incident.value
    if (!of) return
    const squad = squads.nameOf(squadId)
    // Whoever is asked meanwhile is taken away from only after a question that names them.
    for (let live = offers.liveOf(of.id), asked = ''; live && live.id !== asked; live = offers.liveOf(of.id)) {
      asked = live.id
      const about = deskText('reassign.about', {
        from: squads.nameOf(live.squadId),
        state: offerText(`state.${live.state}`),
        to: squad,
      })
      if (!(await askSure(deskText('reassign', { no: incidentNo(of), squad }), about))) return
    }
    const said = () => deskText('done.offer', { no: incidentNo(of), squad })
    await attempt(offers.make(of, [squadId]), said)
    desk.focus('pane')
  }
  const offerRefused = computed(() =>
    held.value ? refusalText('incident', offerRefusal(held.value, session.role)) : deskText('refused.no-case'),
  )
  /** One button for each ranked squad; Enter takes the first, but only while nobody is asked: it takes nothing away. */
  const offered = computed((): MoveButton[] => {
    const ranked = offerRefused.value ? [] : (ranking.value?.ranked.slice(0, OFFER_KEYS) ?? [])
    const asked = held.value?.offer?.squadId
    const first = asked ? undefined : ranked[0]?.squadId
    return ranked.map(({ squadId }, index) => ({
      id: `offer.to-${index + 1}`,
      title:
        index === 0
          ? offerText('offer-to', { squad: squads.nameOf(squadId) })
          : deskText('offer-nth', { n: index + 1 }),
      key: squadId === first ? 'Enter' : String(index + 1),
      refused: squadId === asked ? deskText('refused.same', { squad: squads.nameOf(squadId) }) : '',
      main: squadId === first,
      run: () => void offerTo(squadId),
    }))
  })
  const offerNote = computed(() =>
    offerRefused.value
      ? deskText('offer-refused', { why: offerRefused.value })
      : ranking.value && ranking.value.ranked.length === 0
        ? deskText('refused.no-squad')
        : '',
  )

  /** Voids the selected case as a duplicate of another: the reason is the other's number. */
  async function voidAs(other: { id: `incident-${string}`; no: number }): Promise<void> {
    const of = incident.value
    if (!of) return
    const words = incidentText('duplicate-of', { no: incidentNo(other) })
    const reason = await askReason(incidentText('move.void'), incidentNo(of), [], words)
    if (reason === null) return
    const said = () => deskText('done.move', { no: incidentNo(of), move: incidentText('move.void') })
    await attempt(incidents.move(of, 'void', { reason, duplicateOf: other.id }), said)
    desk.focus('pane')
  }
  const voidRefused = computed(() => buttons.value.find((one) => one.id === 'incident.void')?.refused ?? '')

  return { buttons, offers: offered, offerNote, offerRefused, voidAs, voidRefused }
}
export type CaseMoves = ReturnType<typeof useCaseMoves>
