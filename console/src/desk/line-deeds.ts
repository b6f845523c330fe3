import { useAsked } from '../line/asked.store.ts'
import { lineText } from '../line/line.text.ts'
import type { Meaning, Thing } from '../line/meaning.ts'
import type { StepWord, Verb } from '../line/verbs.ts'
import { useAlarmProspects } from './line-alarms.ts'
import type { CaseAt } from './line-case.ts'
import { useGoing } from './line-go.ts'
import { useOfferProspects } from './line-offer.ts'
import { useSquadProspects } from './line-squads.ts'
import { type StepVerb, stepVerbs, useStepProspects } from './line-steps.ts'
import { useThingWords } from './line-things.ts'
import type { DeskLists } from './lists.ts'
import { type Prospect, refusing } from './prospect.ts'

type OfCase = (meaning: Meaning, at: CaseAt) => Prospect
type Alone = (meaning: Meaning) => Prospect
/** Whom a search has found; only the one that is pointed at, if one is. */
export type Hits = readonly Thing[]

/** Steps of a squad's task that the desk has verbs of its own for. */
const verbOfStep: Partial<Record<StepWord, Verb>> = {
  'sign-on': 'onDuty',
  'sign-off': 'offDuty',
  check: 'check',
  rework: 'rework',
  recall: 'recall',
  callOff: 'callOff',
}

/** What is said of a squad in other words: its step is the verb for it; a status without a name is that of the selected case. */
export function useTranslated() {
  const asked = useAsked()
  const { squadOf } = useThingWords()
  return (meaning: Meaning, selected: Meaning['caseId']): Meaning => {
    if (meaning.verb !== 'status') return meaning
    const verb = meaning.step && verbOfStep[meaning.step]
    const squadId = squadOf(meaning.thing)
    if (verb) return { ...meaning, verb, squadIds: squadId ? [squadId] : [], caseId: squadId ? null : meaning.caseId }
    const incident = selected && asked.known(selected)
    if (meaning.thing || !incident) return meaning
    return { ...meaning, thing: { kind: 'case', id: incident.id, name: '', forms: [], more: '' } }
  }
}

/** What each verb comes to at this seat, with the desk's own moves: one row for every verb of the grammar. */
export function useDeeds(seat: DeskLists) {
  const offers = useOfferProspects()
  const squads = useSquadProspects()
  const going = useGoing(seat)
  const alarms = useAlarmProspects()
  const { step, merge } = useStepProspects()

  const ofCase: Partial<Record<Verb, OfCase>> = {
    ...Object.fromEntries(
      (Object.keys(stepVerbs) as StepVerb[]).map((verb) => [
        verb,
        (meaning: Meaning, at: CaseAt) => step(verb, meaning, at),
      ]),
    ),
    assign: offers.assign,
    join: offers.join,
    raise: (_, at) => offers.raising(at),
    recommend: going.recommend,
    merge,
    own: alarms('own'),
    release: alarms('release'),
    clear: alarms('clear'),
  }
  const alone: Partial<Record<Verb, Alone>> = {
    status: squads.state,
    onDuty: squads.onDuty,
    offDuty: squads.offDuty,
    go: ({ thing }) => going.to(thing),
    report: going.report,
  }
  /** Everything found is proposed; what is found alone, or pointed at, is gone to. */
  function search({ text }: Meaning, hits: Hits): Prospect {
    const [first, ...more] = hits
    if (!first) return refusing(lineText('found-none', { text }))
    const says = lineText('found', { n: hits.length })
    return more.length === 0 ? going.to(first) : { says, warns: [], refused: '', run: async () => says }
  }

  function prospect(meaning: Meaning, at: CaseAt | null, hits: Hits): Prospect {
    if (meaning.verb === 'search') return search(meaning, hits)
    const byItself = alone[meaning.verb]
    if (byItself) return byItself(meaning)
    const withCase = ofCase[meaning.verb]
    return withCase && at ? withCase(meaning, at) : refusing(lineText('missing.case'))
  }
  return prospect
}
