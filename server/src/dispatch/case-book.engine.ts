import type { Alarm } from '@lianqin/shared/alarm'
import { alarmMachine } from '@lianqin/shared/alarm'
import { type Approval, approvalMachine } from '@lianqin/shared/approval'
import type { EventBody, EventKind } from '@lianqin/shared/events'
import { type Incident, incidentMachine } from '@lianqin/shared/incident'
import type { District } from '@lianqin/shared/jurisdiction'
import type { Matter } from '@lianqin/shared/matter'
import { isLiveOffer, type Offer, offerMachine } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import { type Supervision, supervisionMachine } from '@lianqin/shared/supervision'
import { isBinding, isOpenTask, type Task, taskMachine } from '@lianqin/shared/task'
import type { Machine } from '@lianqin/shared/wire/machine'
import type { Moment } from '@lianqin/shared/wire/moment'
import { Problem, type ProblemCode } from '@lianqin/shared/wire/problem'
import type { Fact } from '../kernel/event-log.ts'
import type { TimerOrder } from '../kernel/timer-rows.ts'

/** One case as it stands: the incident with all that hangs on it. It is locked, loaded, decided on and saved as one. */
export interface Case {
  incident: Incident
  tasks: Task[]
  offers: Offer[]
  alarms: Alarm[]
  approvals: Approval[]
  supervisions: Supervision[]
}

/** What a decision may look at besides the case. Ids come from outside, so that the same inputs decide the same. */
export interface Setting {
  now: Moment
  by: { personId: `person-${string}` | null; title: string; role: string }
  /** As the catalogue had it that the case was opened under. */
  matter: Matter
  district: Pick<District, 'calendar' | 'settings' | 'runCards'>
  /** Squads that are off duty; looked up, and held, where a command would bind one again, and empty elsewhere. */
  offDuty: ReadonlySet<Squad['id']>
  freshId: <K extends string>(kind: K) => `${K}-${string}`
}

/** A case while a command is decided: its rows as they will be, what is to be said, and what is to be done later. */
export interface Book extends Case {
  setting: Setting
  facts: Fact[]
  timers: TimerOrder[]
}

/** What a move says of itself. */
export interface Told {
  reason: string | null
  deviceAt: Moment | null
}
export const silently: Told = { reason: null, deviceAt: null }

export const openBook = (held: Case, setting: Setting): Book => ({ ...held, setting, facts: [], timers: [] })

export const liveOffers = (book: Case) => book.offers.filter(({ state }) => isLiveOffer(state))
/** Tasks that somebody still has to do. */
export const owedTasks = (book: Case) => book.tasks.filter(({ state }) => isOpenTask(state) && state !== 'handled')

/** Whoever leads a joint call-out reads its members' tasks: it confirms them all. */
export const leaders = (book: Case) =>
  book.tasks
    .filter(({ part, state }) => part === 'lead' && (isBinding(state) || state === 'handled'))
    .map(({ squadId }) => squadId)

/** Squads that may read the case, and therefore hear of it: those that are asked about it, or have ever had a task of it. */
export const parties = (book: Case) => [
  ...book.offers.filter(({ state }) => isLiveOffer(state)).map(({ squadId }) => squadId),
  ...book.tasks.map(({ squadId }) => squadId),
]

export function say<K extends EventKind>(
  book: Book,
  kind: K,
  body: EventBody<K>,
  squads: readonly (string | null)[],
): void {
  const audience = [book.incident.areaId, ...squads.filter((squad) => squad !== null)]
  book.facts.push({ kind, body, audience: [...new Set(audience)], incidentId: book.incident.id })
}

/** Refuses what the table does not allow this actor in this state. Nothing else compares states. */
export function allowed<S extends string, A extends string, N extends string>(
  machine: Machine<S, A, N>,
  row: { id: string; state: S },
  move: N,
  role: string,
  refusal: ProblemCode,
): S {
  if (!machine.movesFrom(row.state, role).includes(move)) {
    throw new Problem(refusal, { id: row.id, move, state: row.state, role })
  }
  return machine.next(row.state, move)
}

const put = <R extends { id: string }>(rows: readonly R[], row: R): R[] => [
  ...rows.filter(({ id }) => id !== row.id),
  row,
]

export type Role = string

export function stepIncident(
  book: Book,
  move: (typeof incidentMachine.names)[number],
  role: Role,
  set: Partial<Incident>,
  told: Told,
): Incident {
  const state = allowed(incidentMachine, book.incident, move, role, 'incident.illegal-move')
  book.incident = { ...book.incident, ...set, state, version: book.incident.version + 1 }
  say(book, 'incident.moved', { move, ...told, incident: book.incident }, parties(book))
  return book.incident
}

/** Changes a case where it stands. */
export function amendRow(book: Book, set: Partial<Incident>): void {
  book.incident = { ...book.incident, ...set, version: book.incident.version + 1 }
  say(book, 'incident.amended', { incident: book.incident }, parties(book))
}

/** Moves a task without saying so: for moves that an offer's own fact tells. */
export function stepTaskQuietly(
  book: Book,
  task: Task,
  move: (typeof taskMachine.names)[number],
  role: Role,
  set: Partial<Task>,
): Task {
  const state = allowed(taskMachine, task, move, role, 'task.illegal-move')
  const moved: Task = { ...task, ...set, state, version: task.version + 1 }
  book.tasks = put(book.tasks, moved)
  return moved
}

export function stepTask(
  book: Book,
  task: Task,
  move: (typeof taskMachine.names)[number],
  role: Role,
  set: Partial<Task>,
  told: Told,
): Task {
  const moved = stepTaskQuietly(book, task, move, role, set)
  say(book, 'task.moved', { move, ...told, task: moved }, [moved.squadId, ...leaders(book)])
  return moved
}

/** Moves an offer, and its task with it where the answer frees or binds it: one fact tells both. */
export function stepOffer(
  book: Book,
  offer: Offer,
  move: (typeof offerMachine.names)[number],
  role: Role,
  set: Partial<Offer>,
  told: Told,
): Offer {
  const state = allowed(offerMachine, offer, move, role, 'offer.illegal-move')
  const moved: Offer = { ...offer, ...set, state, version: offer.version + 1 }
  book.offers = put(book.offers, moved)
  const held = taskOf(book, moved)
  const task = bindOrFree(book, moved, held)
  say(book, 'offer.moved', { move, ...told, offer: moved, task }, [moved.squadId])
  if (task !== held) tellLead(book, state === 'accepted' ? 'accept' : 'free', task)
  return moved
}

/** What becomes of a member's task is news to the lead of a joint call-out; to whom it was offered, and why, is not. */
export function tellLead(book: Book, move: (typeof taskMachine.names)[number], task: Task): void {
  const others = leaders(book).filter((squadId) => squadId !== task.squadId)
  if (task.part === 'member' && others.length > 0) say(book, 'task.moved', { move, ...silently, task }, others)
}

/** An acceptance binds the task; the last offer to end without one frees it. */
function bindOrFree(book: Book, offer: Offer, task: Task): Task {
  if (offer.state === 'accepted') {
    return stepTaskQuietly(book, task, 'accept', 'clock', { squadId: offer.squadId, acceptedAt: book.setting.now })
  }
  const stillHeldOut = liveOffers(book).some(({ taskId }) => taskId === task.id)
  if (stillHeldOut || task.state !== 'offered') return task
  return stepTaskQuietly(book, task, 'free', 'clock', {})
}

export function taskOf(book: Case, offer: Offer): Task {
  const task = book.tasks.find(({ id }) => id === offer.taskId)
  if (!task) throw new Problem('task.missing', { id: offer.taskId })
  return task
}

export function stepAlarm(
  book: Book,
  alarm: Alarm,
  move: (typeof alarmMachine.names)[number],
  role: Role,
  set: Partial<Alarm>,
  told: Told,
): Alarm {
  const state = allowed(alarmMachine, alarm, move, role, 'alarm.illegal-move')
  const moved: Alarm = { ...alarm, ...set, state, version: alarm.version + 1 }
  book.alarms = put(book.alarms, moved)
  say(book, 'alarm.moved', { move, ...told, alarm: moved }, [])
  return moved
}

export function stepApproval(
  book: Book,
  approval: Approval,
  move: (typeof approvalMachine.names)[number],
  role: Role,
  set: Partial<Approval>,
  told: Told,
): Approval {
  const state = allowed(approvalMachine, approval, move, role, 'approval.illegal-move')
  const moved: Approval = { ...approval, ...set, state, version: approval.version + 1 }
  book.approvals = put(book.approvals, moved)
  say(book, 'approval.moved', { move, ...told, approval: moved }, [moved.squadId])
  return moved
}

export function stepSupervision(
  book: Book,
  supervision: Supervision,
  move: (typeof supervisionMachine.names)[number],
  role: Role,
  set: Partial<Supervision>,
  told: Told,
): Supervision {
  const state = allowed(supervisionMachine, supervision, move, role, 'supervision.illegal-move')
  const moved: Supervision = { ...supervision, ...set, state, version: supervision.version + 1 }
  book.supervisions = put(book.supervisions, moved)
  say(book, 'supervision.moved', { move, ...told, supervision: moved }, [moved.squadId])
  return moved
}
