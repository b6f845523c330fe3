import type { MakeOffer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import { computed, type Ref, shallowRef } from 'vue'
import { incidentNo } from '../incident/incident.text.ts'
import { engagedElsewhere } from '../incident/places.rank.ts'
import { attempt, notify } from '../kernel/notices.ts'
import { becauseText, speaksFor } from '../offer/because.text.ts'
import { useOffers } from '../offer/offer.store.ts'
import { offerText } from '../offer/offer.text.ts'
import { useSession } from '../person/session.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import type { CaseFile } from './case-file.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import { useMarks } from './marks.ts'
import type { MoveButton } from './moves.ts'
import { refusalText } from './refusal.ts'
import { type Held, offerRefusal } from './steps.rank.ts'
import { useSuperseding } from './superseding.ts'
import { takingText } from './taking.text.ts'

/** How many of the ranked squads a key reaches. */
export const OFFER_KEYS = 9

/** Holding the chosen place out: to one squad by its digit, to the marked ones at once. */
export function useOffering(file: CaseFile, held: Ref<Held | null>, recall: () => MoveButton | undefined) {
  const desk = useDesk()
  const session = useSession()
  const offers = useOffers()
  const squads = useSquads()
  const marks = useMarks(file)
  const { incident, places, ranking, newer } = file
  /** A key pressed twice sends once: what it would take is still under way. */
  const sending = shallowRef(false)
  const asked = computed(() => places.place.value?.offers ?? [])
  const { maySupersede, listed, taken } = useSuperseding(places, recall)

  async function offerTo(squadIds: Squad['id'][], more: Pick<MakeOffer, 'preempts' | 'reason'> = {}): Promise<void> {
    const of = incident.value
    const slot = places.place.value?.slot.id
    if (!of || !slot || sending.value || !(await maySupersede(squadIds, incidentNo(of)))) return
    const said = () => deskText('done.offer', { no: incidentNo(of), squad: listed(squadIds) })
    // A case with one place need not name it.
    const where = of.slots.length > 1 ? { slot } : {}
    sending.value = true
    const made = await attempt(offers.make(of, squadIds, { ...where, ...more }), said)
    sending.value = false
    if (made) marks.clear()
    // Whoever was quicker is named: the refusal itself only knows that something has changed.
    const first = made ? null : taken()
    if (first) notify('refused', takingText('reassign.taken-only', first))
    desk.goOn()
  }

  const offerRefused = computed(() =>
    held.value ? refusalText('incident', offerRefusal(held.value, session.role)) : deskText('refused.no-case'),
  )
  const reachable = computed(() => (offerRefused.value ? [] : (ranking.value?.ranked.slice(0, OFFER_KEYS) ?? [])))
  /** Why this one cannot be asked, though it is ranked: it is asked already, or has another part in the case. */
  function refusedOf(squadId: Squad['id']): string {
    const squad = squads.nameOf(squadId)
    if (asked.value.some((offer) => offer.squadId === squadId)) return deskText('refused.same', { squad })
    const elsewhere = engagedElsewhere(places.places.value, places.place.value)
    return elsewhere.has(squadId) ? deskText('refused.here', { squad }) : ''
  }
  /** Why a squad that keeps its place in the ranking while it is held could not be asked any more. */
  function goneWhy(squadId: Squad['id']): string {
    const now = newer.value
    if (!now || now.ranked.some((one) => one.squadId === squadId)) return ''
    const why = now.passedOver.find((one) => one.squadId === squadId)?.why ?? []
    const against = why.filter((one) => !speaksFor(one)).map(becauseText)
    return offerText('gone', { squad: squads.nameOf(squadId), why: against.join(deskText('states')) })
  }
  /** One button for each ranked squad; Enter takes the first, but only while nobody is asked: it takes nothing away. */
  const offered = computed((): MoveButton[] => {
    const none = asked.value.length === 0 && marks.marked.value.length === 0
    const first = none ? reachable.value.find(({ squadId }) => refusedOf(squadId) === '')?.squadId : undefined
    return reachable.value.map(({ squadId }, index) => ({
      id: `offer.to-${index + 1}`,
      title: offerText('offer-to', { squad: squads.nameOf(squadId) }),
      label:
        index === 0
          ? offerText('offer-to', { squad: squads.nameOf(squadId) })
          : deskText('offer-nth', { n: index + 1 }),
      key: squadId === first ? 'Enter' : String(index + 1),
      refused: refusedOf(squadId) || goneWhy(squadId),
      main: squadId === first,
      run: () => offerTo([squadId]),
    }))
  })
  /** All marked squads at once; there is no such button before one is marked. */
  const broadcast = computed((): MoveButton | null => {
    const squadIds = [...marks.marked.value]
    if (squadIds.length === 0 || offerRefused.value) return null
    const title = deskText('offer-marked', { n: squadIds.length })
    const run = () => offerTo(squadIds)
    return { id: 'offer.to-marked', title, label: title, key: 'Enter', refused: '', main: true, run }
  })
  const offerNote = computed(() =>
    offerRefused.value
      ? deskText('offer-refused', { why: offerRefused.value })
      : ranking.value && ranking.value.ranked.length === 0
        ? deskText('refused.no-squad')
        : '',
  )

  return { offers: offered, broadcast, marks, reachable, offerTo, offerNote, offerRefused }
}
export type Offering = ReturnType<typeof useOffering>
