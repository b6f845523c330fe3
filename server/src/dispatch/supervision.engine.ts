import { dueAt } from '@lianqin/shared/calendar'
import type { IssueSupervision, MoveSupervision, Supervision } from '@lianqin/shared/supervision'
import { supervisionMachine } from '@lianqin/shared/supervision'
import { Problem } from '@lianqin/shared/wire/problem'
import { inSeconds } from '../incident/filing.engine.ts'
import { raiseAlarm, resolveAlarms } from './alarm.engine.ts'
import { type Book, say, silently, stepSupervision, type Told } from './case-book.engine.ts'

/** Issues an order or a notice to a squad that has or had a task in the case; its clock starts now. */
export function issueSupervision(book: Book, { kind, squadId, text, limit }: IssueSupervision): Supervision {
  if (!book.tasks.some((task) => task.squadId === squadId)) {
    throw new Problem('supervision.squad-unfit', { id: book.incident.id, squad: squadId })
  }
  const { now, by, freshId, district } = book.setting
  const { id: incidentId, areaId } = book.incident
  const notYet = { acknowledgedAt: null, answeredAt: null, answer: null, overrunAt: null, endedAt: null }
  const supervision: Supervision = {
    id: freshId('supervision'),
    kind,
    incidentId,
    areaId,
    squadId,
    state: 'issued',
    text,
    limit,
    issuedAt: now,
    issuedByTitle: by.title,
    dueAt: dueAt(now, limit, district.calendar),
    ...notYet,
    version: 1,
  }
  book.supervisions = [...book.supervisions, supervision]
  say(book, 'supervision.issued', { supervision }, [squadId])
  armOverrun(book, supervision)
  return supervision
}

const armOverrun = (book: Book, { id: supervisionId, dueAt }: Supervision) =>
  void book.timers.push({ kind: 'supervision.overrun', ref: { supervisionId }, dueAt })

/** Acknowledged or answered by the squad; closed, asked for again or withdrawn by whoever supervises. */
export function moveSupervision(book: Book, id: Supervision['id'], command: MoveSupervision, told: Told): Supervision {
  const supervision = book.supervisions.find((held) => held.id === id)
  if (!supervision) throw new Problem('supervision.missing', { id })
  const { move, version } = command
  if (supervision.version !== version) throw new Problem('supervision.stale', { id, version: supervision.version })
  const { now, by, district } = book.setting
  const anew = {
    issuedAt: now,
    dueAt: dueAt(now, supervision.limit, district.calendar),
    answeredAt: null,
    answer: null,
    overrunAt: null,
  }
  const set: Record<typeof move, Partial<Supervision>> = {
    acknowledge: { acknowledgedAt: now },
    answer: { answeredAt: now, answer: told.reason, acknowledgedAt: supervision.acknowledgedAt ?? now },
    close: { endedAt: now },
    withdraw: { endedAt: now },
    again: { ...anew, acknowledgedAt: null },
    overrun: {},
  }
  const moved = stepSupervision(book, supervision, move, by.role, set[move], told)
  if (supervisionMachine.needsReason(move) && told.reason === null) throw new Problem('move.reason-missing', { move })
  if (move === 'again') armOverrun(book, moved)
  if (!book.supervisions.some(isLate)) resolveAlarms(book, ['supervision-overrun'])
  return moved
}

/** Its time has passed without an answer. */
export const isLate = ({ state, overrunAt }: Supervision) =>
  overrunAt !== null && (state === 'issued' || state === 'acknowledged')

/** Time's word: the squad has not answered. After an outage it could not, and has its time once more, one hour at most. */
export function overrun(book: Book, id: Supervision['id'], { late }: { late: boolean }): void {
  const supervision = book.supervisions.find((held) => held.id === id)
  const { now } = book.setting
  if (!supervision || now < supervision.dueAt || supervision.overrunAt !== null) return
  if (!supervisionMachine.movesFrom(supervision.state, 'clock').includes('overrun')) return
  if (late) {
    book.timers.push({ kind: 'supervision.overrun', ref: { supervisionId: id }, dueAt: inSeconds(now, GRACE_S) })
    raiseAlarm(book, 'rang-late')
    return
  }
  stepSupervision(book, supervision, 'overrun', 'clock', { overrunAt: now }, silently)
  raiseAlarm(book, 'supervision-overrun')
}

const GRACE_S = 3600
