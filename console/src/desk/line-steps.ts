import type { Incident } from '@lianqin/shared/incident'
import { liveOfferStates } from '@lianqin/shared/offer'
import { type TaskMove, taskMachine } from '@lianqin/shared/task'
import { nextTick } from 'vue'
import { approvalText } from '../approval/approval.text.ts'
import { incidentNo, incidentText } from '../incident/incident.text.ts'
import type { CasePlace } from '../incident/places.rank.ts'
import { useAsked } from '../line/asked.store.ts'
import { foretoldText } from '../line/foretold.text.ts'
import type { Meaning } from '../line/meaning.ts'
import type { Verb } from '../line/verbs.ts'
import { offerText } from '../offer/offer.text.ts'
import { useSession } from '../person/session.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { taskText } from '../task/task.text.ts'
import { deskText } from './desk.text.ts'
import type { Given } from './given.ts'
import { type CaseAt, useCaseWords } from './line-case.ts'
import type { MoveButton } from './moves.ts'
import { listed, type Prospect, refusing, told } from './prospect.ts'
import { usualReasons } from './reason.text.ts'
import { mergedWords } from './recalled.ts'
import { refusalText } from './refusal.ts'
import { stepsOf } from './steps.rank.ts'

/** The verbs that are a step of the desk, by the name under which buttons, keys and palette have it. */
export const stepVerbs = {
  file: 'incident.file',
  reject: 'incident.reject',
  void: 'incident.void',
  unmerge: 'incident.unmerge',
  note: 'incident.note',
  raise: 'incident.raise',
  takeUp: 'incident.takeUp',
  close: 'incident.close',
  reopen: 'incident.reopen',
  urgent: 'incident.urgent',
  major: 'incident.major',
  extend: 'approval.ask-extend',
  hold: 'approval.ask-suspend',
  forceClose: 'approval.ask-force-close',
  grant: 'approval.grant',
  refuse: 'approval.refuse',
  supervise: 'supervision.order',
  notice: 'supervision.reminder',
  press: 'offer.remind',
  withdraw: 'offer.withdraw',
  recall: 'task.recall',
  callOff: 'task.callOff',
  check: 'task.check',
  rework: 'task.rework',
  preempt: 'offer.preempt',
} as const satisfies Partial<Record<Verb, string>>
export type StepVerb = keyof typeof stepVerbs
const isStep = (verb: Verb): verb is StepVerb => verb in stepVerbs

/** What is usually said as the reason of a verb. */
export const usualFor = (verb: Verb): string[] =>
  usualReasons(isStep(verb) ? reasonOf(stepVerbs[verb]) : `alarm.${verb}`)
/** Requests are asked for under the name of their subject. */
const reasonOf = (id: string) => id.replace('ask-', '')

const givenBy = ({ text, until, squadIds }: Meaning): Given => ({
  ...(text ? { reason: text } : {}),
  ...(until ? { until } : {}),
  ...(squadIds[0] ? { squadId: squadIds[0] } : {}),
})
/** Steps that ask why; the others are done as they stand. */
const ASKS_WHY: readonly StepVerb[] = [
  'reject',
  'void',
  'unmerge',
  'reopen',
  'extend',
  'hold',
  'forceClose',
  'refuse',
  'withdraw',
  'recall',
  'callOff',
  'rework',
  'preempt',
]
/** Steps that let one choose as what, or for how long, each time. */
const ASKS_MORE: readonly StepVerb[] = ['close', 'supervise', 'notice']

/** Which place of a case a step on a task or an offer means: that of the squad named, else the only one that it fits. */
function placeMeant(id: string, { squadIds: [squadId] }: Meaning, places: readonly CasePlace[]): CasePlace[] {
  const move = id.slice('task.'.length) as TaskMove
  const fits = id.startsWith('offer.')
    ? ({ offers }: CasePlace) => offers.length > 0
    : ({ task }: CasePlace) => task !== undefined && task.squadId !== null && isFrom(move, task.state)
  const isOf = ({ task, offers }: CasePlace) =>
    task?.squadId === squadId || offers.some((offer) => offer.squadId === squadId)
  return squadId === undefined ? places.filter(fits) : places.filter(isOf)
}
const isFrom = (move: TaskMove, state: string) => (taskMachine.moves[move].from as readonly string[]).includes(state)

/** What a step of the desk would come to when it is said at the line. */
export function useStepProspects() {
  const asked = useAsked()
  const session = useSession()
  const squads = useSquads()
  const caseWords = useCaseWords()

  const whoHas = ({ task, offers }: CasePlace) =>
    listed((task?.squadId ? [task.squadId] : offers.map(({ squadId }) => squadId)).map(squads.nameOf))
  const stateOf = ({ task, offers }: CasePlace) => {
    const offer = liveOfferStates.find((state) => offers.some((one) => one.state === state))
    return task?.squadId ? taskText(`state.${task.state}`) : offer ? offerText(`state.${offer}`) : ''
  }

  function asks(verb: StepVerb, meaning: Meaning): string {
    if (ASKS_MORE.includes(verb)) return foretoldText('asks')
    if (verb === 'hold' && !meaning.until) return foretoldText('asks-until')
    if (verb === 'preempt' && meaning.squadIds.length === 0) return foretoldText('asks')
    if (verb === 'note') return foretoldText('note', { text: meaning.text })
    if (!ASKS_WHY.includes(verb)) return ''
    return meaning.text ? foretoldText('reason', { reason: meaning.text }) : foretoldText('asks-reason')
  }
  const run = (button: MoveButton, meaning: Meaning) => async () => {
    await button.run(givenBy(meaning))
    return ''
  }

  /** A step of a task or an offer belongs to one place; where several squads have the case, it says which is meant. */
  function placed(verb: StepVerb, meaning: Meaning, { file, moves }: CaseAt, incident: Incident): Prospect | CasePlace {
    const id = stepVerbs[verb]
    const [place, ...more] = placeMeant(id, meaning, file.places.places.value)
    const [squadId] = meaning.squadIds
    if (more.length > 0) {
      const all = listed([place, ...more].flatMap((one) => (one ? [whoHas(one)] : [])))
      return refusing(foretoldText('bar.which-place', { squads: all }))
    }
    if (place) return place
    if (squadId) return refusing(foretoldText('bar.not-here', { squad: squads.nameOf(squadId) }))
    const refused = moves.buttons.value.find((one) => one.id === id)?.refused
    return refusing(refused || deskText('refused.no-task'), caseWords(incident))
  }
  function ofPlace(verb: StepVerb, meaning: Meaning, at: CaseAt, incident: Incident): Prospect {
    const place = placed(verb, meaning, at, incident)
    if (!('slot' in place)) return place
    const { file, moves } = at
    const step = stepsOf({ incident, place, levels: 0 }, session.role).find(({ id }) => id === stepVerbs[verb])
    const find = () => moves.buttons.value.find(({ id }) => id === stepVerbs[verb])
    const words = { case: caseWords(incident), move: find()?.title ?? '', squad: whoHas(place), state: stateOf(place) }
    return {
      says: told([foretoldText('step.squad', words), find()?.hint ?? '', asks(verb, meaning)]),
      warns: [],
      refused: step ? refusalText(step.concept, step.refusal) : '',
      run: async () => {
        file.places.choose(place.slot.id)
        await nextTick()
        await find()?.run(givenBy(meaning))
        return ''
      },
    }
  }

  /** A mark is set or taken back, never turned over by mistake. */
  function marking(verb: 'urgent' | 'major', meaning: Meaning, button: MoveButton, incident: Incident): Prospect {
    const isSo = incident[verb] === (meaning.turn === 'on')
    const says = foretoldText('step', { case: caseWords(incident), move: button.title })
    if (isSo) return refusing(foretoldText('bar.is-so', { case: caseWords(incident) }))
    return { says, warns: [], refused: button.refused, run: run(button, meaning) }
  }
  function step(verb: StepVerb, meaning: Meaning, at: CaseAt): Prospect {
    const incident = at.file.incident.value
    if (!incident) return refusing(deskText('refused.no-case'))
    const id = stepVerbs[verb]
    if (/^task\.|^offer\.(?!preempt)/.test(id)) return ofPlace(verb, meaning, at, incident)
    const button = at.moves.buttons.value.find((one) => one.id === id)
    // Without a request there is nothing to say yes or no to.
    if (!button) return refusing(approvalText('none'), caseWords(incident))
    if (verb === 'urgent' || verb === 'major') return marking(verb, meaning, button, incident)
    const tells = verb === 'hold' && !meaning.until ? '' : (button.tells?.(givenBy(meaning)) ?? '')
    return {
      says: told([foretoldText('step', { case: caseWords(incident), move: button.title }), tells, asks(verb, meaning)]),
      warns: [],
      refused: button.refused,
      run: run(button, meaning),
    }
  }
  function merge(meaning: Meaning, { file, moves }: CaseAt): Prospect {
    const of = file.incident.value
    const into = meaning.otherId ? asked.known(meaning.otherId) : undefined
    if (!of || !into) return refusing(deskText('refused.no-case'))
    const reason = meaning.text || incidentText('duplicate-of', { no: incidentNo(into) })
    return {
      says: mergedWords(of, into),
      warns: [],
      refused: of.id === into.id ? foretoldText('bar.is-so', { case: caseWords(of) }) : moves.voidRefused.value,
      run: async () => {
        await moves.voidAs(into, { reason })
        return ''
      },
    }
  }
  return { step, merge }
}
