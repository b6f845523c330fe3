import { alarmKinds, type MoveAlarm } from '@lianqin/shared/alarm'
import { dueAt } from '@lianqin/shared/calendar'
import type { MoveIncident } from '@lianqin/shared/incident'
import { defaultCondition } from '@lianqin/shared/matter'
import type { MoveOffer, Offer } from '@lianqin/shared/offer'
import { type MoveTask, type Task, taskMachine } from '@lianqin/shared/task'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem, type ProblemCode } from '@lianqin/shared/wire/problem'
import { raiseAlarm, resolveAlarms, UNASSIGNED } from './alarm.engine.ts'
import {
  type Book,
  liveOffer,
  openTask,
  silently,
  stepAlarm,
  stepIncident,
  stepOffer,
  stepTask,
  type Told,
} from './case-book.engine.ts'

// The rules of a case: what each command does to the incident, its tasks, offers and alarms. Values in, values out; the
// clock, the ids and the ranking come in with the book. `dispatch.moves.ts` loads, calls and saves.

const told = ({ reason, deviceAt }: { reason?: string | undefined; deviceAt?: Moment | undefined }): Told => ({
  reason: reason ?? null,
  deviceAt: deviceAt === undefined ? null : toMoment(Date.parse(deviceAt)),
})

function refuseStale(row: { id: string; version: number }, version: number, code: ProblemCode): void {
  if (row.version !== version) throw new Problem(code, { id: row.id, version: row.version })
}

function refuseSilence(machineNeedsIt: boolean, move: string, reason: string | undefined): void {
  if (machineNeedsIt && !reason) throw new Problem('move.reason-missing', { move })
}

export const routeNow = (book: Book) =>
  void book.timers.push({ kind: 'dispatch.route', ref: { incidentId: book.incident.id }, dueAt: book.setting.now })

/** File, reject, void, close or reopen. */
export function moveIncident(book: Book, command: MoveIncident, needsReason: boolean): void {
  const { move, version, duplicateOf } = command
  refuseStale(book.incident, version, 'incident.stale')
  const { now, matter, calendar, by } = book.setting
  const limit = () => dueAt(now, defaultCondition(matter).limit, calendar)
  const set = {
    file: () => ({ filedAt: now, dueAt: limit() }),
    reopen: () => ({ filedAt: now, dueAt: limit(), handledAt: null, closedAt: null }),
    reject: () => ({ closedAt: now }),
    close: () => ({ closedAt: now }),
    void: () => ({ closedAt: now, duplicateOf: duplicateOf ?? null }),
    dispatch: () => ({}),
    handle: () => ({}),
    resume: () => ({}),
  }[move]()
  stepIncident(book, move, by.role, set, told(command))
  refuseSilence(needsReason, move, command.reason)
  if (move === 'file' || move === 'reopen') routeNow(book)
  if (move === 'close')
    for (const task of book.tasks) if (task.state === 'handled') stepTask(book, task, 'check', by.role, {}, silently)
  if (move === 'void') callOffAll(book, told(command))
  if (book.incident.closedAt !== null) resolveAlarms(book, alarmKinds)
}

function callOffAll(book: Book, why: Told): void {
  const offer = liveOffer(book)
  if (offer)
    stepOffer(book, offer, 'withdraw', book.setting.by.role, { endedAt: book.setting.now, reason: why.reason }, why)
  const task = openTask(book)
  if (task) stepTask(book, task, 'callOff', book.setting.by.role, {}, why)
}

/** A squad's steps from departing to finishing or sending back; a dispatcher's check, rework and call-off. */
export function moveTask(book: Book, task: Task, command: MoveTask, needsReason: boolean): Task {
  const { move, version, result } = command
  refuseStale(task, version, 'task.stale')
  const { now, by } = book.setting
  const why = told(command)
  const offer = liveOffer(book)
  if (move === 'callOff' && offer && taskMachine.movesFrom(task.state, by.role).includes(move)) {
    stepOffer(book, offer, 'withdraw', by.role, { endedAt: now, reason: why.reason }, why)
    task = book.tasks.find(({ id }) => id === task.id) ?? task
  }
  const at: Partial<Record<typeof move, Partial<Task>>> = {
    depart: { departedAt: now },
    arrive: { arrivedAt: now },
    finish: { handledAt: now, result: result ?? null },
    rework: { handledAt: null },
  }
  const moved = stepTask(book, task, move, by.role, at[move] ?? {}, why)
  refuseSilence(needsReason, move, command.reason)
  if (move === 'finish' && !result) throw new Problem('task.result-missing', { id: task.id })
  if (move === 'finish' && !openTask(book)) stepIncident(book, 'handle', 'clock', { handledAt: now }, silently)
  if (move === 'rework') stepIncident(book, 'resume', 'clock', { handledAt: null }, silently)
  if (move === 'sendBack') routeNow(book)
  // Called off by hand, the case is still owed to somebody: it stands as an alarm that its caller owns.
  if (move === 'callOff') raiseAlarm(book, 'unassigned', { ownedByActor: true })
  return moved
}

/**
 * A squad's answer or receipt, or a dispatcher's withdrawal. Receipts raise an offer's version without changing what was
 * offered, so an answer decided on an older version still counts: the state and the answer-by judge it.
 */
export function moveOffer(book: Book, offer: Offer, command: MoveOffer, needsReason: boolean): Offer {
  const { move, version, reason } = command
  if (version > offer.version) throw new Problem('offer.stale', { id: offer.id, version: offer.version })
  const { now, by } = book.setting
  if (move === 'accept' || move === 'decline') refuseTooLate(book, offer)
  const at: Partial<Record<typeof move, Partial<Offer>>> = {
    deliver: { deliveredAt: now },
    see: { seenAt: now, deliveredAt: offer.deliveredAt ?? now },
  }
  const moved = stepOffer(
    book,
    offer,
    move,
    by.role,
    at[move] ?? { endedAt: now, reason: reason ?? null },
    told(command),
  )
  refuseSilence(needsReason, move, reason)
  if (move === 'accept') resolveAlarms(book, UNASSIGNED)
  if (move === 'decline') routeNow(book)
  if (move === 'withdraw') raiseAlarm(book, 'unassigned', { ownedByActor: true })
  return moved
}

/** Too late is told with the server's time, when it was due, and who has the case now. */
function refuseTooLate(book: Book, offer: Offer): void {
  const { now } = book.setting
  const holder = book.tasks.find(({ id }) => id === offer.taskId)?.squadId ?? liveOffer(book)?.squadId ?? null
  const params = { id: offer.id, now, answerBy: offer.answerBy, holder }
  if (offer.state === 'lapsed') throw new Problem('offer.lapsed', params)
  if (offer.state === 'withdrawn' || (offer.state === 'accepted' && holder !== offer.squadId))
    throw new Problem('offer.taken', params)
  if (offer.endedAt === null && now > offer.answerBy) throw new Problem('offer.lapsed', params)
}

/** Owned, released or cleared by a person. */
export function moveAlarm(book: Book, id: string, command: MoveAlarm, needsReason: boolean): void {
  const alarm = book.alarms.find((held) => held.id === id)
  if (!alarm) throw new Problem('alarm.missing', { id })
  refuseStale(alarm, command.version, 'alarm.stale')
  const { now, by } = book.setting
  const nobody = { ownerId: null, ownerTitle: null, ownedAt: null }
  const set = {
    own: { ownerId: by.personId, ownerTitle: by.title, ownedAt: now },
    release: nobody,
    clear: { clearedAt: now, reason: command.reason ?? null },
    resolve: { clearedAt: now },
    handOver: {},
  }[command.move]
  stepAlarm(book, alarm, command.move, by.role, set, told(command))
  refuseSilence(needsReason, command.move, command.reason)
  // While it says that nobody has the case, that is so: giving the case to somebody, or ending it, is what clears it.
  if (command.move === 'clear' && UNASSIGNED.some((kind) => kind === alarm.kind)) {
    throw new Problem('alarm.cause-stands', { id, kind: alarm.kind })
  }
}
