import type { Squad } from '@lianqin/shared/squad'
import { nextTick } from 'vue'
import { type CasePlace, engagedElsewhere } from '../incident/places.rank.ts'
import { forceWords } from '../incident/places.text.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { countdown, SECOND } from '../kernel/time.ts'
import { barOf, type Caution, cautionsOf, type Proposed } from '../line/cautions.rank.ts'
import { foretoldText } from '../line/foretold.text.ts'
import type { Meaning } from '../line/meaning.ts'
import { becauseText, isOfAuthority, speaksFor } from '../offer/because.text.ts'
import { useSession } from '../person/session.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useTasks } from '../task/task.store.ts'
import { taskText } from '../task/task.text.ts'
import { useUnits } from '../unit/unit.store.ts'
import { deskText } from './desk.text.ts'
import { type CaseAt, useCaseWords } from './line-case.ts'
import { listed, type Prospect, refusing, told } from './prospect.ts'
import { refusalText } from './refusal.ts'
import { offerRefusal } from './steps.rank.ts'

type SquadIds = readonly Squad['id'][]

/** Squads by name, or by their place in the recommendation; or why there are none. */
function squadsMeant({ squadIds, ranks }: Meaning, { file }: CaseAt): SquadIds | string {
  if (ranks.length > 0 && !file.ranking.value) return foretoldText('bar.computing')
  const chosen = ranks.map((n) => ({ n, id: file.ranking.value?.ranked[n - 1]?.squadId }))
  const none = chosen.find(({ id }) => id === undefined)
  if (none) return foretoldText('bar.no-rank', { n: none.n })
  return [...new Set([...squadIds, ...chosen.flatMap(({ id }) => id ?? [])])]
}

const notOffered = (why: string) => why && deskText('offer-refused', { why })

/** What an offer would come to: whom it goes to, until when, whom it takes it from, and who is asked after that. */
export function useOfferProspects() {
  const jurisdiction = useJurisdiction()
  const session = useSession()
  const squads = useSquads()
  const tasks = useTasks()
  const units = useUnits()
  const caseWords = useCaseWords()
  const named = (ids: SquadIds) => listed(ids.map(squads.nameOf))

  function cautionWords(caution: Caution): string {
    if (caution.code === 'takes') return foretoldText('caution.takes', { squads: named(caution.squadIds) })
    if (caution.code === 'second')
      return foretoldText('caution.second', { n: caution.place, first: squads.nameOf(caution.first) })
    if (caution.code === 'unknown') return foretoldText('caution.unknown')
    const squad = squads.nameOf(caution.squadId)
    if (caution.code === 'busy') return foretoldText('caution.busy', { squad, n: caution.load })
    if (caution.code === 'lost') return foretoldText('caution.lost', { squad })
    const against = caution.why.filter((one) => !speaksFor(one)).map(becauseText)
    if (against.length === 0) return foretoldText('caution.not-ranked', { squad })
    return foretoldText('caution.unranked', { squad, why: listed(against) })
  }
  function proposed(ids: SquadIds, { file }: CaseAt, place: CasePlace | undefined): Proposed {
    const isRankedFor = place === file.places.place.value
    return {
      squads: ids.flatMap((id) => {
        const squad = squads.byId.get(id)
        const isLost = units.ofSquad(id).length > 0 && units.ofSquad(id).every(({ state }) => state === 'lost')
        return squad ? [{ ...squad, load: tasks.ofSquad(id).length, isLost }] : []
      }),
      standing: place?.offers ?? [],
      ranking: isRankedFor ? file.ranking.value : null,
    }
  }
  function barWords(of: Proposed): string {
    const bar = barOf(of)
    if (!bar) return ''
    const squad = squads.nameOf(bar.squadId)
    if (bar.code === 'off-duty') return foretoldText('bar.off-duty', { squad })
    const why = bar.why.filter((one) => isOfAuthority(one) && !speaksFor(one)).map(becauseText)
    return foretoldText('bar.no-authority', { squad, why: listed(why) })
  }
  /** Asked already and alone, or with another part in the case: there is nothing to offer. */
  function hereWords(ids: SquadIds, { file }: CaseAt, place: CasePlace | undefined): string {
    const elsewhere = engagedElsewhere(file.places.places.value, place)
    const here = ids.find((id) => elsewhere.has(id))
    if (here) return deskText('refused.here', { squad: squads.nameOf(here) })
    const asked = (place?.offers ?? []).map(({ squadId }) => squadId)
    const isSame = ids.length === asked.length && ids.every((id) => asked.includes(id))
    return isSame ? deskText('refused.same', { squad: named(ids) }) : ''
  }
  /** Who is asked next if nobody answers: not who is asked now, nor who is about to be. */
  function nextOf(ids: SquadIds, { ranking }: Proposed): string {
    const next = ids.length === 1 ? ranking?.ranked.find(({ squadId }) => !ids.includes(squadId)) : undefined
    return next ? foretoldText('assign.next', { squad: squads.nameOf(next.squadId) }) : ''
  }

  function offering(ids: SquadIds, at: CaseAt, place: CasePlace | undefined): Prospect {
    const incident = at.file.incident.value
    if (!incident) return refusing(deskText('refused.no-case'))
    const of = proposed(ids, at, place)
    const held = { incident, place, levels: 0 }
    const within = jurisdiction.district?.settings.answerWithinS ?? 0
    const slot = at.file.places.places.value.length > 1 ? place?.slot : undefined
    const part = slot ? foretoldText('assign.place', { part: taskText(`part.${slot.part}`) }) : ''
    const says = [
      foretoldText('assign', { case: caseWords(incident), squads: named(ids) }) + part,
      foretoldText('assign.limit', { limit: countdown(within * SECOND) }),
      ids.length > 1 ? foretoldText('assign.first') : nextOf(ids, of),
    ]
    return {
      says: told(says),
      warns: cautionsOf(of).map(cautionWords).filter(Boolean),
      refused:
        notOffered(refusalText('incident', offerRefusal(held, session.role))) ||
        barWords(of) ||
        hereWords(ids, at, place),
      run: async () => {
        if (place && place !== at.file.places.place.value) at.file.places.choose(place.slot.id)
        await nextTick()
        await at.moves.offerTo([...ids])
        return ''
      },
    }
  }
  function assign(meaning: Meaning, at: CaseAt): Prospect {
    // Without a place to fill nobody is ranked for it.
    const ids = notOffered(at.moves.offerRefused.value) || squadsMeant(meaning, at)
    return typeof ids === 'string' ? refusing(ids) : offering(ids, at, at.file.places.place.value)
  }
  /** Further squads beside those that are there: for a member's place, or without names all whom the next level calls. */
  function join(meaning: Meaning, at: CaseAt): Prospect {
    if (meaning.squadIds.length + meaning.ranks.length === 0) return raising(at)
    const open = at.file.places.places.value.filter(
      ({ slot, filling }) => slot.part === 'member' && filling !== 'filled',
    )
    const place = open.find(({ filling }) => filling === 'empty') ?? open[0]
    const ids = squadsMeant(meaning, at)
    if (typeof ids === 'string') return refusing(ids)
    return place ? offering(ids, at, place) : refusing(foretoldText('bar.no-place'))
  }
  function raising({ file, moves }: CaseAt): Prospect {
    const incident = file.incident.value
    const button = moves.buttons.value.find(({ id }) => id === 'incident.raise')
    if (!incident || !button) return refusing(deskText('refused.no-case'))
    const card = jurisdiction.district?.runCards.find(({ id }) => id === incident.cardId)
    const called = (card?.levels[incident.level]?.slots ?? []).map(({ forces }) => forces.map(forceWords)[0] ?? '')
    const forces = listed(called)
    return {
      says: told([
        foretoldText('step', { case: caseWords(incident), move: button.title }),
        forces && foretoldText('raise', { forces }),
      ]),
      warns: [],
      refused: button.refused,
      run: async () => {
        await button.run()
        return ''
      },
    }
  }
  return { assign, join, raising }
}
