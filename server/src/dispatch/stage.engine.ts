import type { AlarmKind } from '@lianqin/shared/alarm'
import { awaitsSquads } from '@lianqin/shared/incident'
import type { caseStages, taskStages } from '@lianqin/shared/jobs'
import type { Task } from '@lianqin/shared/task'
import type { Moment } from '@lianqin/shared/wire/moment'
import { inSeconds } from '../incident/filing.engine.ts'
import { raiseAlarm } from './alarm.engine.ts'
import { type Book, silently, stepTask } from './case-book.engine.ts'
import { isLed } from './slots.engine.ts'

export type CaseStage = (typeof caseStages)[number]
export type TaskStage = (typeof taskStages)[number]

const CASE_ALARM: Record<CaseStage, AlarmKind> = {
  file: 'file-late',
  dispatch: 'dispatch-late',
  check: 'check-late',
  limit: 'overdue',
}

/** Until when the stage may last, by the settings of today, which may be other ones than when the timer was set; null if the case is not in it, so that a timer of the past does nothing. */
function caseLimit(book: Book, stage: CaseStage): Moment | null {
  const { incident } = book
  const { fileWithinS, dispatchWithinS, checkWithinS } = book.setting.district.settings
  const { state, reportedAt, askedSince, handledAt, dueAt } = incident
  switch (stage) {
    case 'file':
      return state === 'reported' ? inSeconds(reportedAt, fileWithinS) : null
    case 'dispatch':
      return awaitsSquads(state) && askedSince !== null && !isLed(book) ? inSeconds(askedSince, dispatchWithinS) : null
    case 'check':
      return state === 'handled' && handledAt !== null ? inSeconds(handledAt, checkWithinS) : null
    case 'limit':
      return awaitsSquads(state) ? dueAt : null
  }
}

/**
 * Time's word on a stage of a case: it has taken too long, and somebody is to see to it. Found long overdue after an outage,
 * nobody could have done it in time: it gets its time once more, and the outage is told once. The legal limit is different:
 * that it has passed is a fact, whoever was away, and whatever moves it brings a timer of its own.
 */
export function endCaseStage(book: Book, stage: CaseStage, { late }: { late: boolean }): void {
  const limit = caseLimit(book, stage)
  const { now, district } = book.setting
  if (limit === null) return
  if (stage === 'limit') {
    if (now >= limit) raiseAlarm(book, CASE_ALARM[stage])
    return
  }
  const { fileWithinS, dispatchWithinS, checkWithinS } = district.settings
  const lookAgain = (dueAt: Moment) =>
    book.timers.push({ kind: 'case.stage', ref: { incidentId: book.incident.id, stage }, dueAt })
  if (now < limit) lookAgain(limit)
  else if (!late) raiseAlarm(book, CASE_ALARM[stage])
  else {
    lookAgain(inSeconds(now, { file: fileWithinS, dispatch: dispatchWithinS, check: checkWithinS }[stage]))
    raiseAlarm(book, 'rang-late')
  }
}

/** A squad has accepted: it is to depart and to arrive within the district's limits. */
export function watchTask(book: Book, { id: taskId }: Task): void {
  const { now, district } = book.setting
  const { turnoutWithinS, arriveWithinS } = district.settings
  book.timers.push(
    { kind: 'task.stage', ref: { taskId, stage: 'turnout' }, dueAt: inSeconds(now, turnoutWithinS) },
    { kind: 'task.stage', ref: { taskId, stage: 'arrive' }, dueAt: inSeconds(now, arriveWithinS) },
  )
}

/**
 * Time's word on a squad under way. Not departed within the turnout limit, its acceptance counts as not acknowledged: the
 * squad is told so and the desk asks. After an outage the limit begins again, because a departure could not be reported.
 */
export function endTaskStage(book: Book, taskId: Task['id'], stage: TaskStage, { late }: { late: boolean }): void {
  const task = book.tasks.find(({ id }) => id === taskId)
  if (!task?.acceptedAt) return
  const { now, district } = book.setting
  const { turnoutWithinS, arriveWithinS } = district.settings
  const within = stage === 'turnout' ? turnoutWithinS : arriveWithinS
  const isWaiting = task.state === 'accepted' || (stage === 'arrive' && task.state === 'en-route')
  if (!isWaiting) return
  const limit = inSeconds(task.acceptedAt, within)
  if (late || now < limit) {
    const dueAt = now < limit ? limit : inSeconds(now, within)
    book.timers.push({ kind: 'task.stage', ref: { taskId, stage }, dueAt })
    if (now >= limit) raiseAlarm(book, 'rang-late')
    return
  }
  if (stage === 'turnout' && task.unacknowledgedAt === null)
    stepTask(book, task, 'unacknowledge', 'clock', { unacknowledgedAt: now }, silently)
  raiseAlarm(book, stage === 'turnout' ? 'turnout-late' : 'arrive-late', { taskId })
}
