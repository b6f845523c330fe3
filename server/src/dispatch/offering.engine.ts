import { awaitsSquads } from '@lianqin/shared/incident'
import { type MakeOffer, OFFER_AWAY, type Offer } from '@lianqin/shared/offer'
import type { Slot } from '@lianqin/shared/plan'
import type { Candidate, Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import { inSeconds } from '../incident/filing.engine.ts'
import { raiseAlarm, resolveAlarms, UNASSIGNED } from './alarm.engine.ts'
import {
  type Book,
  leaders,
  liveOffers,
  say,
  silently,
  stepIncident,
  stepOffer,
  stepTaskQuietly,
  tellLead,
} from './case-book.engine.ts'
import { chooseFor, emptySlots, engagedSquads, fillingOf, slotMeant, taskIn } from './slots.engine.ts'

export const routeNow = (book: Book) =>
  void book.timers.push({ kind: 'dispatch.route', ref: { incidentId: book.incident.id }, dueAt: book.setting.now })

/**
 * The job's word: hold every empty place of the case out to the next in its ranking, or say that there is nobody. Does
 * nothing about places that somebody has, is asked about, or keeps by hand.
 */
export function route(book: Book, recommendations: ReadonlyMap<Slot['id'], Recommendation>): void {
  if (!awaitsSquads(book.incident.state)) return
  const { settings } = book.setting.district
  for (const [slotId, candidates] of chooseFor(book, recommendations, settings)) {
    const slot = book.incident.slots.find(({ id }) => id === slotId)
    const recommendation = recommendations.get(slotId)
    if (!slot || !recommendation) continue
    for (const to of candidates)
      makeOffer(book, slot, recommendation, to, { byHand: false, broadcast: candidates.length > 1 })
    if (candidates.length === 0) nobodyFor(book, slot, recommendation)
  }
  settleUnassigned(book)
}

function nobodyFor(book: Book, slot: Slot, { shortfalls, liaisonForceId }: Recommendation): void {
  // A member's place stands as an open task, so that the desk sees what is missing and may do without it.
  const open = taskIn(book, slot.id) ?? (slot.part === 'member' ? newTask(book, slot, liaisonForceId) : undefined)
  const nobody = shortfalls.some(({ code }) => code === 'short.nobody-competent')
  // A member's want stands for itself: it must not hide that the lead is missing too.
  const about = slot.part === 'member' && open ? { taskId: open.id } : {}
  raiseAlarm(book, nobody ? 'nobody-competent' : 'nobody-left', about)
}

/** Somebody is asked about this place, or it is done without: what was said about nobody has lost its cause. */
export function settlePlace(book: Book, { id, part }: Pick<Task, 'id' | 'part'>): void {
  const about = part === 'lead' ? null : id
  resolveAlarms(book, UNASSIGNED, about)
}

/** Every place is held or held out. */
export function settleUnassigned(book: Book): void {
  if (emptySlots(book).length === 0) resolveAlarms(book, UNASSIGNED)
}

/**
 * A dispatcher's own choice for one place: one squad, or several of which the first to accept wins. What is held out to
 * others for that place is withdrawn; a squad that has accepted keeps it. Returns the offers that stand for the choice.
 */
export function offerByHand(
  book: Book,
  recommendation: Recommendation,
  squads: readonly Squad[],
  command: Pick<MakeOffer, 'version' | 'slot' | 'reason'>,
): Offer[] {
  const slot = refuseUnfit(book, command)
  const chosen = squads.map((squad) => ({ squad, candidate: refuseSquad(book, slot, recommendation, squad) }))
  const { now, by } = book.setting
  const why = { reason: command.reason ?? null, deviceAt: null }
  const task = taskIn(book, slot.id)
  const wanted = new Set(squads.map(({ id }) => id))
  for (const live of liveOffers(book).filter(({ taskId }) => taskId === task?.id)) {
    if (!wanted.has(live.squadId)) stepOffer(book, live, 'withdraw', by.role, { endedAt: now, reason: why.reason }, why)
  }
  const how = { byHand: true, broadcast: chosen.length > 1 }
  const offers = chosen.map(({ squad, candidate }) => {
    const standing = liveOffers(book).find(({ squadId }) => squadId === squad.id)
    return standing ? besideOthers(book, standing, how) : makeOffer(book, slot, recommendation, candidate, how)
  })
  settleUnassigned(book)
  return offers
}

/** A squad that was asked alone hears that it is not any more, and the other way round. */
function besideOthers(book: Book, standing: Offer, { broadcast }: Pick<Offer, 'broadcast'>): Offer {
  if (standing.broadcast === broadcast) return standing
  return stepOffer(book, standing, broadcast ? 'widen' : 'narrow', 'clock', { broadcast }, silently)
}

function refuseUnfit(book: Book, { version, slot: named }: Pick<MakeOffer, 'version' | 'slot'>): Slot {
  const { incident } = book
  if (incident.version !== version) throw new Problem('incident.stale', { id: incident.id, version: incident.version })
  if (!awaitsSquads(incident.state)) {
    throw new Problem('incident.illegal-move', { id: incident.id, move: 'offer', state: incident.state })
  }
  const slot = slotMeant(incident, book, named)
  if (!slot) throw new Problem('slot.missing', { id: incident.id, slot: named ?? null })
  const task = taskIn(book, slot.id)
  if (task && fillingOf(book, slot.id) === 'filled') {
    throw new Problem('offer.taken', { id: task.id, holder: task.squadId })
  }
  return slot
}

function refuseSquad(book: Book, slot: Slot, { ranked, passedOver }: Recommendation, squad: Squad): Candidate {
  const candidate = [...ranked, ...passedOver].find(({ squadId }) => squadId === squad.id)
  if (!candidate?.competent) throw new Problem('offer.not-competent', { squad: squad.id })
  if (squad.state === 'off-duty') throw new Problem('offer.off-duty', { squad: squad.id })
  const standing = liveOffers(book).find(({ squadId }) => squadId === squad.id)
  const isHere = standing ? standing.taskId !== taskIn(book, slot.id)?.id : engagedSquads(book).has(squad.id)
  if (isHere) throw new Problem('offer.already-here', { squad: squad.id })
  return candidate
}

function makeOffer(
  book: Book,
  slot: Slot,
  { liaisonForceId, ranked }: Recommendation,
  to: Candidate,
  how: Pick<Offer, 'byHand' | 'broadcast'>,
): Offer {
  const { now, freshId, district } = book.setting
  const { answerWithinS, remindAfterS } = district.settings
  const held = taskIn(book, slot.id) ?? newTask(book, slot, liaisonForceId)
  const task = held.state === 'offered' ? held : stepTaskQuietly(book, held, 'offer', 'clock', {})
  const place = ranked.findIndex(({ squadId }) => squadId === to.squadId) + 1
  const offer: Offer = {
    id: freshId('offer'),
    taskId: task.id,
    incidentId: book.incident.id,
    areaId: book.incident.areaId,
    squadId: to.squadId,
    state: 'made',
    madeAt: now,
    answerBy: inSeconds(now, answerWithinS),
    deliveredAt: null,
    seenAt: null,
    remindedAt: null,
    endedAt: null,
    reason: null,
    ...how,
    proposedId: ranked[0]?.squadId ?? null,
    place: place === 0 ? null : place,
    why: to.why,
    distanceM: to.distanceM,
    minutes: to.minutes,
    version: 1,
  }
  book.offers = [...book.offers, offer]
  if (book.incident.state !== 'dispatched') stepIncident(book, 'dispatch', 'clock', {}, silently)
  say(book, 'offer.made', { offer, task, incident: book.incident }, [offer.squadId])
  if (task !== held) tellLead(book, 'offer', task)
  settlePlace(book, task)
  book.timers.push({ kind: 'offer.lapse', ref: { offerId: offer.id }, dueAt: offer.answerBy })
  if (remindAfterS < answerWithinS)
    book.timers.push({ kind: 'offer.remind', ref: { offerId: offer.id }, dueAt: inSeconds(now, remindAfterS) })
  return offer
}

const nothingYet = {
  squadId: null,
  acceptedAt: null,
  unacknowledgedAt: null,
  departedAt: null,
  arrivedAt: null,
  handledAt: null,
  result: null,
}

function newTask(book: Book, { id: slot, part }: Slot, liaisonForceId: Task['liaisonForceId']): Task {
  const { now, freshId } = book.setting
  const { id: incidentId, areaId } = book.incident
  const whose = { id: freshId('task'), incidentId, areaId, slot, part, liaisonForceId }
  const task: Task = { ...whose, ...nothingYet, state: 'open', openedAt: now, version: 1 }
  book.tasks = [...book.tasks, task]
  say(book, 'task.opened', { task }, leaders(book))
  return task
}

/**
 * Time's word on an offer: unanswered, it ends, and the next squad is asked. Found long overdue, the server was away and
 * the squad could not have answered: it may be asked again, and the desk is told once.
 */
export function lapse(book: Book, offerId: Offer['id'], { late }: { late: boolean }): void {
  const offer = book.offers.find(({ id }) => id === offerId)
  const { now } = book.setting
  if (!offer || offer.endedAt !== null || now < offer.answerBy) return
  const reason = late ? OFFER_AWAY : null
  stepOffer(book, offer, 'lapse', 'clock', { endedAt: now, reason }, { reason, deviceAt: null })
  if (late) raiseAlarm(book, 'rang-late')
  routeNow(book)
}

/** The second push: an offer without an answer is held out once more, as long as it can still be answered. */
export function remind(book: Book, offerId: Offer['id'], { late }: { late: boolean }): void {
  const offer = book.offers.find(({ id }) => id === offerId)
  if (!offer || offer.endedAt !== null || offer.remindedAt !== null || late) return
  if (book.setting.now >= offer.answerBy) return
  stepOffer(book, offer, 'remind', 'clock', { remindedAt: book.setting.now }, silently)
}
