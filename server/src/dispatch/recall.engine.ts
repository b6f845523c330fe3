import type { Incident } from '@lianqin/shared/incident'
import { isLiveOffer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import { isBinding, type Task } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import { inSeconds } from '../incident/filing.engine.ts'
import { raiseAlarm, resolveAlarms } from './alarm.engine.ts'
import {
  amendRow,
  type Book,
  liveOffers,
  owedTasks,
  silently,
  stepOffer,
  stepTask,
  type Told,
} from './case-book.engine.ts'
import { loseLead } from './leading.engine.ts'
import { routeNow, settlePlace, settleUnassigned } from './offering.engine.ts'

// How a case is taken back from squads: one task by a dispatcher, a squad for a more pressing case, or everything at once.

/** What was said about a squad's being late has lost its cause: the squad has moved, or no longer has the task. */
export const settleTask = (book: Book, taskId: Task['id']): void =>
  resolveAlarms(book, ['turnout-late', 'arrive-late'], taskId)

/** Ends a task that nobody is to do any more, and what is held out for it. The caller says what follows. */
function endTask(book: Book, task: Task, move: 'callOff' | 'recall', why: Told): Task {
  const { now, by } = book.setting
  for (const offer of liveOffers(book).filter(({ taskId }) => taskId === task.id))
    stepOffer(book, offer, 'withdraw', by.role, { endedAt: now, reason: why.reason }, why)
  const held = book.tasks.find(({ id }) => id === task.id) ?? task
  const ended = stepTask(book, held, move, by.role, {}, why)
  settleTask(book, task.id)
  return ended
}

/** Taken back from a squad that was on its way, and offered on at once. */
export function recall(book: Book, task: Task, why: Told): Task {
  const ended = endTask(book, task, 'recall', why)
  watchLead(book, task)
  routeNow(book)
  return ended
}

/**
 * Called off by hand. A case without its lead is still owed to somebody: it stands as an alarm that its caller owns. A
 * member's place is done without: the case asks for it no longer.
 */
export function callOff(book: Book, task: Task, why: Told): Task {
  const ended = endTask(book, task, 'callOff', why)
  watchLead(book, task)
  if (task.part === 'lead') raiseAlarm(book, 'unassigned', { ownedByActor: true })
  else dropSlot(book, task)
  return ended
}

function dropSlot(book: Book, task: Task): void {
  const slots = book.incident.slots.filter(({ id }) => id !== task.slot)
  amendRow(book, { slots })
  settlePlace(book, task)
  settleUnassigned(book)
}

/** A case that has lost its lead is to have another within the same limit as at first. */
export function watchLead(book: Book, { part }: Pick<Task, 'part'>): void {
  if (part !== 'lead') return
  loseLead(book)
  const { now, district } = book.setting
  const ref = { incidentId: book.incident.id, stage: 'dispatch' as const }
  const dueAt = inSeconds(now, district.settings.dispatchWithinS)
  book.timers.push({ kind: 'case.stage', ref, dueAt })
}

/** A case that is over leaves nothing that was done unchecked: taken up again, it is done again. */
export function checkHandled(book: Book): void {
  for (const task of book.tasks.filter(({ state }) => state === 'handled'))
    stepTask(book, task, 'check', 'clock', {}, silently)
}

/** The case stops: nobody is held to it and nothing is held out. */
export function callOffAll(book: Book, why: Told): void {
  const { now } = book.setting
  for (const offer of book.offers.filter(({ state }) => isLiveOffer(state)))
    stepOffer(book, offer, 'withdraw', 'clock', { endedAt: now, reason: why.reason }, why)
  for (const task of owedTasks(book)) stepTask(book, task, 'callOff', 'clock', {}, why)
}

/** What decides whose case goes first: urgent before major before the rest. */
const priorityOf = ({ urgent, major }: Pick<Incident, 'urgent' | 'major'>) => Number(urgent) * 2 + Number(major)

/** Takes a squad off this case for one of higher priority, with a reason; this one is routed again at once. */
export function giveUp(
  book: Book,
  taskId: Task['id'],
  squads: readonly Squad['id'][],
  to: Incident,
  reason: string,
): void {
  const task = book.tasks.find(({ id }) => id === taskId)
  if (!task?.squadId || !isBinding(task.state) || !squads.includes(task.squadId)) {
    throw new Problem('task.illegal-move', { id: taskId, move: 'recall', state: task?.state ?? null })
  }
  if (priorityOf(book.incident) >= priorityOf(to)) {
    throw new Problem('offer.not-lower', { id: taskId, no: book.incident.no })
  }
  recall(book, task, { reason, deviceAt: null })
}
