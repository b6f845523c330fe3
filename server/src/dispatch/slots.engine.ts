import type { Incident } from '@lianqin/shared/incident'
import { OFFER_AWAY, OFFER_TAKEN, type Offer } from '@lianqin/shared/offer'
import type { Slot } from '@lianqin/shared/plan'
import type { BecauseCode, Candidate, Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import { isBinding, type Task } from '@lianqin/shared/task'
import { type Case, liveOffers } from './case-book.engine.ts'

// Which places of a case are filled, which are held out, and who is to be asked for the empty ones.

const OVER: readonly Task['state'][] = ['sent-back', 'called-off']

/** Sent back or called off, a task fills its place no longer; nor does one that was checked before the case was filed anew. */
const isOver = ({ incident }: Case, { state, openedAt }: Task) =>
  OVER.includes(state) || (state === 'checked' && openedAt < (incident.filedAt ?? ''))

/** The task that fills a place or is to fill it. */
export const taskIn = (held: Case, slot: Slot['id']): Task | undefined =>
  held.tasks.find((task) => task.slot === slot && !isOver(held, task))

export type Filling = 'empty' | 'held-out' | 'filled'

export function fillingOf(held: Case, slot: Slot['id']): Filling {
  const task = taskIn(held, slot)
  if (!task || task.state === 'open') return 'empty'
  return task.state === 'offered' ? 'held-out' : 'filled'
}

export const emptySlots = (held: Case): Slot[] =>
  held.incident.slots.filter(({ id }) => fillingOf(held, id) === 'empty')

/** The task of whoever leads, as long as it stands. */
export const leadTask = (held: Case): Task | undefined =>
  held.tasks.find((task) => task.part === 'lead' && !isOver(held, task))

/** Has a squad taken the lead? Until then the case is not dispatched in the sense of its stage limit. */
export const isLed = (held: Case): boolean => {
  const lead = leadTask(held)
  return lead !== undefined && lead.state !== 'open' && lead.state !== 'offered'
}

/** Squads that hold a place in the case, or are asked about one: none holds two. */
export const engagedSquads = (held: Case): Set<Squad['id']> =>
  new Set([
    ...liveOffers(held).map(({ squadId }) => squadId),
    ...held.tasks.flatMap(({ squadId, state }) =>
      squadId && (isBinding(state) || state === 'handled') ? [squadId] : [],
    ),
  ])

const ENDINGS: Partial<Record<Offer['state'], BecauseCode>> = {
  declined: 'offer.declined',
  lapsed: 'offer.lapsed',
  withdrawn: 'offer.withdrawn',
}

const asked = ({ incident, offers }: Case) =>
  offers.filter(
    ({ madeAt, reason, state }) =>
      madeAt >= (incident.askedSince ?? '') &&
      !(state === 'lapsed' && reason === OFFER_AWAY) &&
      !(state === 'withdrawn' && reason === OFFER_TAKEN),
  )

/** Squads that were asked since the case was last filed, and how that ended: they are not asked again by themselves. */
export function triedSquads(held: Case): Map<Squad['id'], BecauseCode> {
  const tried = new Map<Squad['id'], BecauseCode>()
  for (const offer of asked(held)) {
    const ending = ENDINGS[offer.state]
    if (ending) tried.set(offer.squadId, ending)
  }
  for (const { state, squadId, openedAt } of held.tasks) {
    if (!squadId || openedAt < (held.incident.askedSince ?? '')) continue
    if (state === 'sent-back') tried.set(squadId, 'task.sent-back')
    if (state === 'called-off') tried.set(squadId, 'task.recalled')
  }
  return tried
}

/** How many squads were asked for one place and did not take it. */
export function askedFor(held: Case, slot: Slot['id']): number {
  const own = new Set(held.tasks.filter((task) => task.slot === slot).map(({ id }) => id))
  return asked(held).filter(({ taskId, state, byHand }) => own.has(taskId) && ENDINGS[state] && !byHand).length
}

/** A person took the lead's task back with own hands: nothing is offered behind that person's back. */
const isKeptByHand = (held: Case, slot: Slot) =>
  slot.part === 'lead' && held.alarms.some(({ kind, state }) => kind === 'unassigned' && state !== 'cleared')

/** For every empty place whom to ask next, best first; nobody is asked for two places. */
export function chooseFor(
  held: Case,
  recommendations: ReadonlyMap<Slot['id'], Recommendation>,
  { askAtMost, urgentAtOnce }: { askAtMost: number; urgentAtOnce: number },
): Map<Slot['id'], Candidate[]> {
  const taken = engagedSquads(held)
  const chosen = new Map<Slot['id'], Candidate[]>()
  for (const slot of emptySlots(held)) {
    const recommendation = recommendations.get(slot.id)
    if (!recommendation || isKeptByHand(held, slot)) continue
    const atOnce = held.incident.urgent ? Math.max(slot.atOnce, urgentAtOnce) : slot.atOnce
    const mayAsk = Math.min(atOnce, Math.max(0, askAtMost - askedFor(held, slot.id)))
    const next = recommendation.ranked.filter(({ squadId }) => !taken.has(squadId)).slice(0, mayAsk)
    for (const { squadId } of next) taken.add(squadId)
    chosen.set(slot.id, next)
  }
  return chosen
}

/** The place a command means: the one it names, or the first that is empty, or else the first not filled. */
export function slotMeant({ slots }: Incident, held: Case, named: Slot['id'] | undefined): Slot | undefined {
  if (named !== undefined) return slots.find(({ id }) => id === named)
  return emptySlots(held)[0] ?? slots.find(({ id }) => fillingOf(held, id) === 'held-out') ?? slots[0]
}
