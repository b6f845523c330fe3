import type { Offer } from '@lianqin/shared/offer'
import type { Task } from '@lianqin/shared/task'
import type { Case } from '../dispatch/case-book.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

// What must be so of the rows of a case after every commit, written down once more and not taken from the rules.

const isLive = ({ state }: Offer) => state === 'made' || state === 'delivered' || state === 'seen'
const isBound = ({ state }: Task) => state === 'accepted' || state === 'en-route' || state === 'on-scene'
/** A task that stands for its place in the case. */
const stands = (task: Task) => ['open', 'offered', 'handled'].includes(task.state) || isBound(task)

/** I1, I4, I5, I6: places, squads, offers and endings of one case. */
export function promiseRows(world: World, held: Case): void {
  const fail = (invariant: string, what: string, ...ids: string[]) =>
    breakPromise(world, invariant, what, held.incident.id, ...ids)
  promisePlaces(held, fail)
  promiseDuty(world, held, fail)
  promiseOffers(held, fail)
  promiseEnd(held, fail)
  promiseJoint(held, fail)
  promiseClockFields(held, fail)
}

type Fail = (invariant: string, what: string, ...ids: string[]) => void

function isTwice<T>(values: readonly T[]): boolean {
  return new Set(values).size < values.length
}

function promisePlaces({ incident, tasks, offers }: Case, fail: Fail): void {
  const standing = tasks.filter(stands)
  if (isTwice(standing.map(({ slot }) => slot))) fail('I4', 'a place has two tasks')
  if (standing.filter(({ part }) => part === 'lead').length > 1) fail('I4', 'a case has two leads')
  for (const { id, slot, part } of standing)
    if (!incident.slots.some((place) => place.id === slot && place.part === part))
      fail('I4', 'a task fills no place of its case', id)
  const engaged = [
    ...standing.flatMap(({ squadId }) => (squadId ? [squadId] : [])),
    ...offers.filter(isLive).map(({ squadId }) => squadId),
  ]
  if (isTwice(engaged)) fail('I4', 'a squad has two places of one case')
  if (isTwice(incident.slots.map(({ id }) => id))) fail('I4', 'two places of a case have one name')
}

/** Whoever has gone off duty is bound by nothing; nobody is bound again behind their back. */
function promiseDuty({ store }: World, { tasks }: Case, fail: Fail): void {
  for (const task of tasks)
    if (isBound(task) && task.squadId && store.squads.get(task.squadId)?.state !== 'on-duty')
      fail('I4', 'a squad that is off duty is bound', task.id)
}

function promiseOffers({ tasks, offers }: Case, fail: Fail): void {
  for (const offer of offers) {
    if (isLive(offer) !== (offer.endedAt === null)) fail('I5', 'an offer is live and has ended', offer.id)
    if (offer.state === 'accepted' && (offer.endedAt ?? '') > offer.answerBy)
      fail('I6', 'an offer was accepted after its answer-by', offer.id)
  }
  for (const task of tasks) {
    const own = offers.filter(({ taskId }) => taskId === task.id)
    if (own.some(isLive) !== (task.state === 'offered')) fail('I4', 'a task is held out and is not', task.id)
    const taken = own.filter(({ state }) => state === 'accepted').map(({ squadId }) => squadId)
    if (taken.length > 1) fail('I4', 'a task was accepted twice', task.id)
    if (task.squadId !== (taken[0] ?? null)) fail('I4', 'a task does not belong to whoever accepted it', task.id)
    if (isBound(task) && (task.squadId === null || task.acceptedAt === null)) fail('I4', 'nobody is bound', task.id)
  }
}

const OVER = ['closed', 'rejected', 'void']

/** What is over has ended once and holds nobody; a case that stands still holds nobody either. */
function promiseEnd({ incident, tasks, offers, approvals }: Case, fail: Fail): void {
  const isOver = OVER.includes(incident.state)
  if (isOver !== (incident.closedAt !== null)) fail('I1', 'a case is over and has no end, or the reverse')
  if (!isOver && incident.state !== 'suspended') return
  if (offers.some(isLive)) fail('I1', `something is held out in a ${incident.state} case`)
  const owed = tasks.filter((task) => stands(task) && task.state !== 'handled')
  if (isOver && tasks.some(stands)) fail('I1', `a task is open in a ${incident.state} case`)
  if (owed.length > 0) fail('I1', `somebody is still held to a ${incident.state} case`, ...owed.map(({ id }) => id))
  if (isOver && approvals.some(({ state }) => state === 'asked'))
    fail('I1', 'a word is awaited about a case that is over')
}

/** DOMAIN F15: handled means that every place was, the lead's last; and what is wholly handled is called so. */
function promiseJoint({ incident, tasks }: Case, fail: Fail): void {
  const isOfThisRound = ({ openedAt }: Task) => openedAt >= (incident.filedAt ?? '')
  const done = tasks.filter((task) => task.state === 'handled' || (task.state === 'checked' && isOfThisRound(task)))
  const isDone = (slot: string) => done.some((task) => task.slot === slot)
  if (incident.state === 'handled') {
    const open = incident.slots.filter(({ id }) => !isDone(id)).map(({ id }) => id)
    if (open.length > 0) fail('F15', 'a case is handled and a place of it is not', ...open)
    const last = Math.max(...done.map(({ handledAt }) => Date.parse(handledAt ?? '')))
    const lead = done.find(({ part }) => part === 'lead')
    const isLast = lead && (lead.state === 'checked' || Date.parse(lead.handledAt ?? '') >= last)
    if (!isLast) fail('F15', 'a case is handled before its lead said so')
  }
}

function promiseClockFields({ incident }: Case, fail: Fail): void {
  const { state, dueAt, leftMs, suspendedUntil, extensions } = incident
  const isRunning = ['filed', 'dispatched', 'reopened', 'handled'].includes(state)
  if (isRunning && dueAt === null) fail('I24', `a ${state} case has no due time`)
  if ((state === 'suspended' || state === 'reported') && dueAt !== null) fail('I24', `a ${state} case has a due time`)
  if ((state === 'suspended') !== (leftMs !== null)) fail('I24', 'what is left of a clock is kept, and it runs')
  if ((state === 'suspended') !== (suspendedUntil !== null)) fail('I24', 'a case stands still without a date')
  if (extensions > 2) fail('I24', 'a case was extended three times')
}
