import { awaitsSquads } from '@lianqin/shared/incident'
import { type MoveTask, type Task, taskMachine } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import { resolveAlarms } from './alarm.engine.ts'
import { amendRow, type Book, owedTasks, silently, stepIncident, stepTask, type Told } from './case-book.engine.ts'
import { limitTimer } from './clock.engine.ts'
import { settleHandled } from './incident.engine.ts'
import { routeNow } from './offering.engine.ts'
import { callOff, recall, settleTask, watchLead } from './recall.engine.ts'
import { emptySlots, taskIn } from './slots.engine.ts'
import { refuseSilence, refuseStale, told } from './told.engine.ts'

/** A squad's steps from departing to finishing or sending back; a dispatcher's check, rework, recall and call-off. */
export function moveTask(book: Book, task: Task, command: MoveTask): Task {
  const { move, version, reason } = command
  refuseStale(task, version, 'task.stale')
  const why = told(command)
  const { by } = book.setting
  if (!taskMachine.movesFrom(task.state, by.role).includes(move)) {
    throw new Problem('task.illegal-move', { id: task.id, move, state: task.state, role: by.role })
  }
  refuseSilence(taskMachine.needsReason(move), move, reason)
  if (move === 'callOff') return callOff(book, task, why)
  if (move === 'recall') return recall(book, task, why)
  if (move === 'rework') return rework(book, task, why)
  if (move === 'finish') return finish(book, task, command, why)
  return walk(book, task, move, why)
}

/** Departing, arriving, sending back, checking. */
function walk(book: Book, task: Task, move: MoveTask['move'], why: Told): Task {
  const { now, by } = book.setting
  const at: Partial<Record<typeof move, Partial<Task>>> = {
    depart: { departedAt: now, unacknowledgedAt: null },
    arrive: { arrivedAt: now, unacknowledgedAt: null },
  }
  const moved = stepTask(book, task, move, by.role, at[move] ?? {}, why)
  if (move === 'depart') resolveAlarms(book, ['turnout-late'], task.id)
  if (move === 'arrive' || move === 'sendBack') settleTask(book, task.id)
  if (move === 'sendBack') {
    watchLead(book, task)
    routeNow(book)
  }
  return moved
}

/**
 * A member finishes its own part. The lead finishes last: with that it confirms all, and the case is handled (DOMAIN F15).
 */
function finish(book: Book, task: Task, { result }: MoveTask, why: Told): Task {
  if (!result) throw new Problem('task.result-missing', { id: task.id })
  // A place without a task is one whose squad has just sent it back, or that the next level has just added.
  const vacant = emptySlots(book).filter(({ id }) => !taskIn(book, id)).length
  const open = owedTasks(book).filter(({ id }) => id !== task.id).length + vacant
  if (task.part === 'lead' && open > 0) throw new Problem('task.members-open', { id: task.id, open })
  const { now, by } = book.setting
  const moved = stepTask(book, task, 'finish', by.role, { handledAt: now, result }, why)
  settleHandled(book)
  return moved
}

/** The result is not accepted. If it was a member's, the lead has to confirm again too. */
function rework(book: Book, task: Task, why: Told): Task {
  const { state } = book.incident
  if (state !== 'handled' && !awaitsSquads(state))
    throw new Problem('task.illegal-move', { id: task.id, move: 'rework', state: task.state, incident: state })
  const moved = doAgain(book, task, why)
  const lead = book.tasks.find(({ part, state }) => part === 'lead' && state === 'handled')
  if (lead && lead.id !== task.id) doAgain(book, lead, why)
  // The limit may have passed while nobody owed anything.
  if (book.incident.state === 'handled')
    book.timers.push(...limitTimer(stepIncident(book, 'resume', 'clock', { handledAt: null }, silently)))
  resolveAlarms(book, ['check-late'])
  return moved
}

/** By the same squad, or, where that has gone off duty meanwhile, by whoever the ranking finds: it may be that one again. */
function doAgain(book: Book, task: Task, why: Told): Task {
  const { by, now, offDuty } = book.setting
  const set = { handledAt: null }
  if (!task.squadId || !offDuty.has(task.squadId)) return stepTask(book, task, 'rework', by.role, set, why)
  const passed = stepTask(book, task, 'passOn', 'clock', set, why)
  amendRow(book, { askedSince: now })
  watchLead(book, task)
  routeNow(book)
  return passed
}
