import { type MoveOffer, OFFER_TAKEN, type Offer, offerMachine } from '@lianqin/shared/offer'
import { Problem } from '@lianqin/shared/wire/problem'
import { raiseAlarm, resolveAlarms } from './alarm.engine.ts'
import { type Book, liveOffers, stepOffer, taskOf } from './case-book.engine.ts'
import { takeLead } from './leading.engine.ts'
import { routeNow, settleUnassigned } from './offering.engine.ts'
import { isLed } from './slots.engine.ts'
import { watchTask } from './stage.engine.ts'
import { refuseSilence, told } from './told.engine.ts'

/**
 * A squad's answer or receipt, or a dispatcher's withdrawal or second push. Receipts raise an offer's version without
 * changing what was offered, so an answer decided on an older version still counts: the state and the answer-by judge it.
 */
export function moveOffer(book: Book, offer: Offer, command: MoveOffer): Offer {
  const { move, version, reason } = command
  if (version > offer.version) throw new Problem('offer.stale', { id: offer.id, version: offer.version })
  const { now, by } = book.setting
  if (move === 'accept' || move === 'decline') refuseTooLate(book, offer)
  if (move === 'remind' && offer.endedAt === null && now >= offer.answerBy)
    throw new Problem('offer.lapsed', { id: offer.id, now, answerBy: offer.answerBy, holder: null })
  const at: Partial<Record<typeof move, Partial<Offer>>> = {
    deliver: { deliveredAt: now },
    see: { seenAt: now, deliveredAt: offer.deliveredAt ?? now },
    remind: { remindedAt: now },
  }
  const set = at[move] ?? { endedAt: now, reason: reason ?? null }
  const moved = stepOffer(book, offer, move, by.role, set, told(command))
  refuseSilence(offerMachine.needsReason(move), move, reason)
  if (move === 'accept') takePlace(book, moved)
  if (move === 'decline') routeNow(book)
  if (move === 'withdraw') withdrawn(book, moved)
  return moved
}

/** First come, first served: what is held out to others for the same place is theirs no longer. */
function takePlace(book: Book, offer: Offer): void {
  const { now } = book.setting
  const lost = { endedAt: now, reason: OFFER_TAKEN }
  for (const other of liveOffers(book).filter(({ taskId }) => taskId === offer.taskId))
    stepOffer(book, other, 'withdraw', 'clock', lost, { reason: OFFER_TAKEN, deviceAt: null })
  const task = taskOf(book, offer)
  watchTask(book, task)
  takeLead(book, task)
  if (isLed(book)) resolveAlarms(book, ['dispatch-late'])
  settleUnassigned(book)
}

/** Taken back by hand: if it was the last for the lead's place, the case stands as an alarm that whoever did it owns. */
function withdrawn(book: Book, offer: Offer): void {
  const task = taskOf(book, offer)
  if (task.state === 'offered') return
  if (task.part === 'lead') raiseAlarm(book, 'unassigned', { ownedByActor: true })
  else routeNow(book)
}

/** Too late is told with the server's time, when it was due, and who has the case now. */
function refuseTooLate(book: Book, offer: Offer): void {
  const { now } = book.setting
  const task = book.tasks.find(({ id }) => id === offer.taskId)
  const holder = task?.squadId ?? liveOffers(book).find(({ taskId }) => taskId === offer.taskId)?.squadId ?? null
  const params = { id: offer.id, now, answerBy: offer.answerBy, holder }
  if (offer.state === 'lapsed') throw new Problem('offer.lapsed', params)
  if (offer.state === 'withdrawn' || (offer.state === 'accepted' && holder !== offer.squadId))
    throw new Problem('offer.taken', params)
  if (offer.endedAt === null && now > offer.answerBy) throw new Problem('offer.lapsed', params)
}
