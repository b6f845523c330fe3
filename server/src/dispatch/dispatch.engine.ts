import type { Alarm, MoveAlarm } from '@lianqin/shared/alarm'
import type { Approval, AskApproval, MoveApproval } from '@lianqin/shared/approval'
import type { AmendIncident, MoveIncident } from '@lianqin/shared/incident'
import type { MakeOffer, MoveOffer, Offer } from '@lianqin/shared/offer'
import type { Slot } from '@lianqin/shared/plan'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import type { IssueSupervision, MoveSupervision, Supervision } from '@lianqin/shared/supervision'
import type { MoveTask, Task } from '@lianqin/shared/task'
import { Problem, type ProblemCode } from '@lianqin/shared/wire/problem'
import type { TimerOrder } from '../kernel/timer-rows.ts'
import { escalateAlarm } from './alarm.engine.ts'
import { moveOffer } from './answer.engine.ts'
import { askApproval, lapseApproval, moveApproval } from './approval.engine.ts'
import { type Book, type Case, openBook, type Setting } from './case-book.engine.ts'
import { takeUp } from './clock.engine.ts'
import { amendIncident, moveIncident } from './incident.engine.ts'
import { lapse, offerByHand, remind, route } from './offering.engine.ts'
import { moveAlarm, releaseOwned } from './owning.engine.ts'
import { giveUp } from './recall.engine.ts'
import { endCaseStage, endTaskStage } from './stage.engine.ts'
import { issueSupervision, moveSupervision, overrun } from './supervision.engine.ts'
import { told } from './told.engine.ts'
import { moveTask } from './work.engine.ts'

/** A ranking for each place of a case that is to be filled. */
export type Rankings = ReadonlyMap<Slot['id'], Recommendation>

/** Everything that can be done to one case, by a person or by time. */
export type CaseCommand =
  | { on: 'incident'; command: MoveIncident }
  | { on: 'amendment'; command: AmendIncident }
  | { on: 'task'; id: Task['id']; command: MoveTask }
  | { on: 'offer'; id: Offer['id']; command: MoveOffer }
  | { on: 'alarm'; id: Alarm['id']; command: MoveAlarm }
  /** Whoever owned alarms of this case may not act any more. */
  | { on: 'leaving'; ownerId: Alarm['ownerId'] }
  | { on: 'request'; command: AskApproval; squadId: Squad['id'] | null }
  | { on: 'approval'; id: Approval['id']; command: MoveApproval }
  | { on: 'order'; command: IssueSupervision }
  | { on: 'supervision'; id: Supervision['id']; command: MoveSupervision }
  /** A dispatcher's own choice among the squads as they were ranked. */
  | { on: 'choice'; command: MakeOffer; squads: readonly Squad[]; recommendation: Recommendation }
  /** This case gives a squad up for another. */
  | { on: 'preemption'; taskId: Task['id']; squads: readonly Squad['id'][]; to: Case['incident']; reason: string }
  /** A timer rings; `late` if that is long after its moment. `dispatch.route` brings the rankings along. */
  | { on: 'timer'; timer: Pick<TimerOrder, 'kind' | 'ref'>; late: boolean; rankings?: Rankings }

/**
 * Decides one command on one case: the rows as they are after it, what is to be said, what is to be done later; or throws
 * the refusal and has changed nothing. Values in, values out: the clock, the ids and the rankings come in with the setting,
 * so that a simulator can run a thousand days against the rules that production runs.
 */
export function decide(held: Case, given: CaseCommand, setting: Setting): Book {
  const book = openBook(held, setting)
  switch (given.on) {
    case 'incident':
      moveIncident(book, given.command)
      break
    case 'amendment':
      amendIncident(book, given.command)
      break
    case 'task':
      moveTask(book, found(book.tasks, given.id, 'task.missing'), given.command)
      break
    case 'offer':
      moveOffer(book, found(book.offers, given.id, 'offer.missing'), given.command)
      break
    case 'alarm':
      moveAlarm(book, found(book.alarms, given.id, 'alarm.missing'), given.command)
      break
    case 'leaving':
      releaseOwned(book, given.ownerId)
      break
    case 'request':
      askApproval(book, given.command, given.squadId)
      break
    case 'approval':
      moveApproval(book, given.id, given.command, told(given.command))
      break
    case 'order':
      issueSupervision(book, given.command)
      break
    case 'supervision':
      moveSupervision(book, given.id, given.command, told(given.command))
      break
    case 'choice':
      offerByHand(book, given.recommendation, given.squads, given.command)
      break
    case 'preemption':
      giveUp(book, given.taskId, given.squads, given.to, given.reason)
      break
    case 'timer':
      ring(book, given)
  }
  return book
}

function found<R extends { id: string }>(rows: readonly R[], id: string, missing: ProblemCode): R {
  const row = rows.find((held) => held.id === id)
  if (!row) throw new Problem(missing, { id })
  return row
}

/** Time's own commands. Each looks whether its moment and its cause still stand: a timer of the past does nothing. */
function ring(book: Book, { timer, late, rankings }: Extract<CaseCommand, { on: 'timer' }>): void {
  const { kind, ref } = timer as TimerOrder
  switch (kind) {
    case 'dispatch.route':
      route(book, rankings ?? new Map())
      break
    case 'offer.lapse':
      lapse(book, ref.offerId, { late })
      break
    case 'offer.remind':
      remind(book, ref.offerId, { late })
      break
    case 'case.stage':
      endCaseStage(book, ref.stage, { late })
      break
    case 'task.stage':
      endTaskStage(book, ref.taskId, ref.stage, { late })
      break
    case 'incident.take-up':
      takeUp(book)
      break
    case 'alarm.escalate':
      escalateAlarm(book, ref.alarmId, { late })
      break
    case 'approval.lapse':
      lapseApproval(book, ref.approvalId)
      break
    case 'supervision.overrun':
      overrun(book, ref.supervisionId, { late })
  }
}
