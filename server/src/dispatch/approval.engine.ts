import {
  type Approval,
  type AskApproval,
  approvalMachine,
  EXTENSIONS_AT_MOST,
  type MoveApproval,
  SUSPENDED_AT_MOST_MS,
} from '@lianqin/shared/approval'
import { type Incident, incidentMachine } from '@lianqin/shared/incident'
import { approverRoles } from '@lianqin/shared/settings'
import { isBinding } from '@lianqin/shared/task'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { type Book, say, silently, stepApproval, type Told } from './case-book.engine.ts'
import { extend, forceClose, suspend } from './clock.engine.ts'

// Requests that change a case's clock or end it by decree, and the words of those who must agree, one after the other.

const MOVE_OF = { extend: 'extend', suspend: 'suspend', 'force-close': 'forceClose' } as const
const chainOf = (book: Book, subject: Approval['subject']) => {
  const { extend, suspend, forceClose } = book.setting.district.settings.approvals
  return { extend, suspend, 'force-close': forceClose }[subject]
}

/** Asks for it. Whoever is refused may ask again; a refusal is not counted. */
export function askApproval(book: Book, command: AskApproval, squadId: Approval['squadId']): Approval {
  const { subject, version, reason, until } = command
  const { incident } = book
  // Only the squad that holds a task of the case asks for it in the field.
  if (squadId !== null && !book.tasks.some((task) => task.squadId === squadId && isBinding(task.state)))
    throw new Problem('session.forbidden', { role: book.setting.by.role })
  if (incident.version !== version) throw new Problem('incident.stale', { id: incident.id, version: incident.version })
  refuseSubject(book, subject, until)
  if (book.approvals.some((approval) => approval.subject === subject && approval.state === 'asked')) {
    throw new Problem('approval.asked-already', { id: incident.id, subject })
  }
  const { now, by } = book.setting
  const asked = { askedAt: now, askedById: by.personId, askedByTitle: by.title, squadId }
  return raise(book, { ...asked, subject, reason, until: until ?? null }, 1)
}

/** What may not even be asked: nothing extends or stops a clock that has run out, so that lateness is not hidden by it. */
function refuseSubject(book: Book, subject: Approval['subject'], until: string | undefined): void {
  const { incident, setting } = book
  const { id, state, dueAt, extensions } = incident
  const { from }: { from: readonly string[] } = incidentMachine.moves[MOVE_OF[subject]]
  if (!from.includes(state)) throw new Problem('incident.illegal-move', { id, move: MOVE_OF[subject], state })
  if (subject !== 'force-close' && (dueAt === null || setting.now > dueAt))
    throw new Problem('incident.overdue', { id, dueAt })
  if (subject === 'extend' && extensions >= EXTENSIONS_AT_MOST) throw new Problem('approval.extended-twice', { id })
  const latest = toMoment(Date.parse(setting.now) + SUSPENDED_AT_MOST_MS)
  const isFit =
    until !== undefined && toMoment(Date.parse(until)) > setting.now && toMoment(Date.parse(until)) <= latest
  if ((subject === 'suspend') !== isFit || (subject !== 'suspend' && until !== undefined)) {
    throw new Problem('approval.until-unfit', { id, now: setting.now, latest })
  }
}

type Request = Pick<Approval, 'subject' | 'askedAt' | 'askedById' | 'askedByTitle' | 'squadId' | 'reason' | 'until'>

function raise(book: Book, request: Request, step: number): Approval {
  const { freshId } = book.setting
  const { id: incidentId, areaId, dueAt } = book.incident
  const role = chainOf(book, request.subject)[step - 1] ?? 'shift-lead'
  const until = request.until === null ? null : toMoment(Date.parse(request.until))
  const open = { state: 'asked', endedAt: null, endedByTitle: null, decision: null, version: 1 } as const
  const approval: Approval = { id: freshId('approval'), incidentId, areaId, ...request, until, step, role, ...open }
  book.approvals = [...book.approvals, approval]
  say(book, 'approval.asked', { approval }, [approval.squadId])
  if (request.subject !== 'force-close' && dueAt !== null) armLapse(book, approval.id, dueAt)
  return approval
}

/** Granted, refused or withdrawn. A higher role may speak for a lower one; nobody decides on an own request. */
export function moveApproval(book: Book, id: Approval['id'], command: MoveApproval, told: Told): Approval {
  const approval = book.approvals.find((held) => held.id === id)
  if (!approval) throw new Problem('approval.missing', { id })
  if (approval.version !== command.version) throw new Problem('approval.stale', { id, version: approval.version })
  const { now, by } = book.setting
  const set = { endedAt: now, endedByTitle: by.title, decision: told.reason }
  const moved = stepApproval(book, approval, command.move, by.role, set, told)
  if (approvalMachine.needsReason(command.move) && told.reason === null)
    throw new Problem('move.reason-missing', { move: command.move })
  if (command.move === 'lapse') throw new Problem('approval.illegal-move', { id, move: 'lapse', state: approval.state })
  const isOwn = by.personId === approval.askedById
  if ((command.move === 'withdraw') !== isOwn) throw new Problem('approval.own', { id, move: command.move })
  if (command.move === 'withdraw') return moved
  const rank = (role: string) => (approverRoles as readonly string[]).indexOf(role)
  if (rank(by.role) < rank(approval.role)) {
    throw new Problem('approval.illegal-move', { id, move: command.move, state: approval.state, role: by.role })
  }
  if (command.move === 'grant') follow(book, moved)
  return moved
}

/** The next in the chain is asked; after the last the request takes effect. */
function follow(book: Book, { subject, reason, until, step, ...rest }: Approval): void {
  refuseSubject(book, subject, until ?? undefined)
  if (step < chainOf(book, subject).length) {
    const { askedAt, askedById, askedByTitle, squadId } = rest
    raise(book, { subject, reason, until, askedAt, askedById, askedByTitle, squadId }, step + 1)
    return
  }
  const why = { reason, deviceAt: null }
  if (subject === 'extend') extend(book, why)
  if (subject === 'suspend' && until !== null) suspend(book, until, why)
  if (subject === 'force-close') forceClose(book, why)
  if (subject !== 'extend') lapseAsked(book)
}

/** What was asked about a case that has stopped or ended has no object any more. */
export function lapseAsked(book: Book): void {
  for (const approval of book.approvals) if (approval.state === 'asked') lapse(book, approval)
}

const lapse = (book: Book, approval: Approval) =>
  stepApproval(book, approval, 'lapse', 'clock', { endedAt: book.setting.now }, silently)

/**
 * The limit has passed while a request waited for somebody's word: it can no longer be granted. If the case was extended
 * meanwhile, it may wait as long as that.
 */
export function lapseApproval(book: Book, id: Approval['id']): void {
  const approval = book.approvals.find((held) => held.id === id)
  const { dueAt }: Incident = book.incident
  if (approval?.state !== 'asked') return
  if (dueAt === null || book.setting.now >= dueAt) lapse(book, approval)
  else armLapse(book, id, dueAt)
}

const armLapse = (book: Book, approvalId: Approval['id'], dueAt: Moment) =>
  void book.timers.push({ kind: 'approval.lapse', ref: { approvalId }, dueAt })
