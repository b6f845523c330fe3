import type { Offer } from '@lianqin/shared/offer'
import type { BecauseCode, Candidate, Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import { isBinding, type Task } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { raiseAlarm, resolveAlarms, UNASSIGNED } from './alarm.engine.ts'
import {
  type Book,
  type Case,
  liveOffer,
  openTask,
  say,
  silently,
  stepIncident,
  stepOffer,
  stepTaskQuietly,
} from './case-book.engine.ts'
import { routeNow } from './dispatch.engine.ts'

/** Lapsed because the server was away: the squad is not counted as asked. */
const AWAY = 'server-was-away'
const AWAITS_SQUAD = ['filed', 'dispatched', 'reopened']

/** Squads that were asked since the case was last filed, and how that ended: they are not asked again by themselves. */
export function triedSquads({ incident, offers, tasks }: Case): Map<Squad['id'], BecauseCode> {
  const tried = new Map<Squad['id'], BecauseCode>()
  const since = incident.filedAt ?? ''
  const endings: Partial<Record<Offer['state'], BecauseCode>> = {
    declined: 'offer.declined',
    lapsed: 'offer.lapsed',
    withdrawn: 'offer.withdrawn',
  }
  for (const offer of offers) {
    const ending = endings[offer.state]
    if (ending && offer.madeAt >= since && offer.reason !== AWAY) tried.set(offer.squadId, ending)
  }
  for (const task of tasks) {
    if (task.state === 'sent-back' && task.squadId && task.openedAt >= since) tried.set(task.squadId, 'task.sent-back')
  }
  return tried
}

/** The job's word: offer the case to the best squad, or say that there is none. Does nothing if somebody has it already. */
export function route(book: Book, recommendation: Recommendation): void {
  if (!AWAITS_SQUAD.includes(book.incident.state)) return
  const task = openTask(book)
  if (task && task.state !== 'open') return
  const [best] = recommendation.ranked
  if (best) makeOffer(book, recommendation, best, { byHand: false })
  else {
    const nobody = recommendation.shortfalls.some(({ code }) => code === 'short.nobody-competent')
    raiseAlarm(book, nobody ? 'nobody-competent' : 'nobody-left', { ownedByActor: false })
  }
}

/** A dispatcher's own choice. A live offer is withdrawn for it; a squad that has accepted keeps the case. */
export function offerByHand(book: Book, recommendation: Recommendation, squad: Squad, version: number): Offer {
  if (book.incident.version !== version) {
    throw new Problem('incident.stale', { id: book.incident.id, version: book.incident.version })
  }
  const task = openTask(book)
  if (!AWAITS_SQUAD.includes(book.incident.state)) {
    throw new Problem('incident.illegal-move', { id: book.incident.id, move: 'offer', state: book.incident.state })
  }
  if (task && isBinding(task.state)) throw new Problem('offer.taken', { id: task.id, holder: task.squadId })
  const chosen = [...recommendation.ranked, ...recommendation.passedOver].find(({ squadId }) => squadId === squad.id)
  if (!chosen?.competent) throw new Problem('offer.not-competent', { squad: squad.id })
  if (squad.state === 'off-duty') throw new Problem('offer.off-duty', { squad: squad.id })
  const live = liveOffer(book)
  if (live?.squadId === squad.id) return live
  const { now, by } = book.setting
  if (live) stepOffer(book, live, 'withdraw', by.role, { endedAt: now }, silently)
  return makeOffer(book, recommendation, chosen, { byHand: true })
}

function makeOffer(
  book: Book,
  { liaisonForceId }: Recommendation,
  to: Candidate,
  { byHand }: { byHand: boolean },
): Offer {
  const { now, answerWithinS, freshId } = book.setting
  const task = stepTaskQuietly(book, openTask(book) ?? newTask(book, liaisonForceId), 'offer', 'clock', {})
  const offer: Offer = {
    id: freshId('offer'),
    taskId: task.id,
    incidentId: book.incident.id,
    areaId: book.incident.areaId,
    squadId: to.squadId,
    state: 'made',
    madeAt: now,
    answerBy: toMoment(Date.parse(now) + answerWithinS * 1000),
    deliveredAt: null,
    seenAt: null,
    endedAt: null,
    reason: null,
    byHand,
    why: to.why,
    distanceM: to.distanceM,
    minutes: to.minutes,
    version: 1,
  }
  book.offers = [...book.offers, offer]
  if (book.incident.state !== 'dispatched') stepIncident(book, 'dispatch', 'clock', {}, silently)
  say(book, 'offer.made', { offer, task, incident: book.incident }, [offer.squadId])
  book.timers.push({ kind: 'offer.lapse', ref: { offerId: offer.id }, dueAt: offer.answerBy })
  resolveAlarms(book, UNASSIGNED)
  return offer
}

function newTask(book: Book, liaisonForceId: Task['liaisonForceId']): Task {
  const { now, freshId } = book.setting
  const { id: incidentId, areaId } = book.incident
  const nothingYet = {
    squadId: null,
    acceptedAt: null,
    departedAt: null,
    arrivedAt: null,
    handledAt: null,
    result: null,
  }
  const task: Task = {
    id: freshId('task'),
    incidentId,
    areaId,
    liaisonForceId,
    ...nothingYet,
    state: 'open',
    openedAt: now,
    version: 1,
  }
  book.tasks = [...book.tasks, task]
  say(book, 'task.opened', { task }, [])
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
  const reason = late ? AWAY : null
  stepOffer(book, offer, 'lapse', 'clock', { endedAt: now, reason }, { reason, deviceAt: null })
  if (late) raiseAlarm(book, 'rang-late', { ownedByActor: false })
  routeNow(book)
}
