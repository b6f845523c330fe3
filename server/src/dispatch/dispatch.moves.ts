import type { Alarm, MoveAlarm } from '@lianqin/shared/alarm'
import type { Approval, AskApproval, MoveApproval } from '@lianqin/shared/approval'
import type { Incident } from '@lianqin/shared/incident'
import type { MoveOffer, Offer } from '@lianqin/shared/offer'
import type { IssueSupervision, MoveSupervision, Supervision } from '@lianqin/shared/supervision'
import type { MoveTask, Task } from '@lianqin/shared/task'
import { Problem, type ProblemCode } from '@lianqin/shared/wire/problem'
import { visibleAlarms } from '../alarm/alarm.query.ts'
import { visibleApprovals } from '../approval/approval.query.ts'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { visibleOffers } from '../offer/offer.query.ts'
import { holdActor } from '../person/person.moves.ts'
import { visibleSupervisions } from '../supervision/supervision.query.ts'
import { visibleTasks } from '../task/task.query.ts'
import type { Book, Case, Setting } from './case-book.engine.ts'
import { saveBook } from './case-book.moves.ts'
import { type CaseCommand, decide } from './dispatch.engine.ts'
import { moveDistress } from './distress.moves.ts'
import { wakeWaiting } from './freed.moves.ts'
import { lockCase, offDutyOf } from './lock-case.moves.ts'
import { withHolderNamed } from './taken.query.ts'

// One command on one case: look whether the actor may see what it names, lock the case, decide, save. What one may not
// see is as missing as what is not there, and is found out before any row is locked: what one may not see, one may not
// hold up either.

type Seen = { incidentId: Incident['id'] } | undefined

/** Decides a command on the case of what was seen, and saves it. */
export async function act(
  trx: Trx,
  territory: TerritoryBook,
  seen: Seen,
  missing: Problem,
  command: CaseCommand,
): Promise<Book> {
  const locked = seen && (await lockCase(trx, territory, seen.incidentId))
  if (!locked) throw missing
  const book = decide(locked.held, command, await settingFor(trx, locked, command))
  await saveBook(trx, book)
  await wakeWaiting(trx, locked.held, book)
  return book
}

/** A result that is not accepted binds its squad, and the lead, once more: only if they are still on duty. */
async function settingFor(
  trx: Trx,
  { held, setting }: { held: Case; setting: Setting },
  command: CaseCommand,
): Promise<Setting> {
  if (command.on !== 'task' || command.command.move !== 'rework') return setting
  const handled = held.tasks.filter(({ state }) => state === 'handled')
  return {
    ...setting,
    offDuty: await offDutyOf(
      trx,
      handled.map(({ squadId }) => squadId),
    ),
  }
}

const missing = (code: ProblemCode, id: string) => new Problem(code, { id })

function rowIn<R extends { id: string }>(rows: readonly R[], id: string, absent: Problem): R {
  const row = rows.find((held) => held.id === id)
  if (!row) throw absent
  return row
}

export async function moveTask(trx: Trx, territory: TerritoryBook, id: Task['id'], command: MoveTask): Promise<Task> {
  const absent = missing('task.missing', id)
  const seen = await visibleTasks(trx, trx.actor.scope).where('task.id', '=', id).executeTakeFirst()
  const { scope } = trx.actor
  // Whoever leads a joint call-out reads its members' tasks, and moves only its own.
  if (seen && scope.kind === 'squad' && seen.squadId !== scope.squadId)
    throw new Problem('session.forbidden', { role: trx.actor.role })
  if (command.move === 'callOff') await holdActor(trx)
  const book = await act(trx, territory, seen, absent, { on: 'task', id, command })
  return rowIn(book.tasks, id, absent)
}

export async function moveOffer(
  trx: Trx,
  territory: TerritoryBook,
  id: Offer['id'],
  command: MoveOffer,
): Promise<Offer> {
  const absent = missing('offer.missing', id)
  const seen = await visibleOffers(trx, trx.actor.scope).where('offer.id', '=', id).executeTakeFirst()
  if (command.move === 'withdraw') await holdActor(trx)
  const book = await withHolderNamed(trx, () => act(trx, territory, seen, absent, { on: 'offer', id, command }))
  return rowIn(book.offers, id, absent)
}

export async function moveAlarm(
  trx: Trx,
  territory: TerritoryBook,
  id: Alarm['id'],
  command: MoveAlarm,
): Promise<Alarm> {
  const absent = missing('alarm.missing', id)
  const seen = await visibleAlarms(trx, trx.actor.scope).where('alarm.id', '=', id).executeTakeFirst()
  if (command.move === 'own') await holdActor(trx)
  if (seen?.incidentId === null) return moveDistress(trx, territory, id, command)
  const about = seen && { incidentId: seen.incidentId }
  const book = await act(trx, territory, about, absent, { on: 'alarm', id, command })
  return rowIn(book.alarms, id, absent)
}

const seenIncident = async (trx: Trx, id: Incident['id']): Promise<Seen> =>
  (await visibleIncidents(trx, trx.actor.scope).where('incident.id', '=', id).executeTakeFirst()) && { incidentId: id }

/** Asks for an extension, a suspension or a forced close. A squad asks for the case whose task it holds. */
export async function askApproval(
  trx: Trx,
  territory: TerritoryBook,
  id: Incident['id'],
  command: AskApproval,
): Promise<Approval> {
  const { scope, role } = trx.actor
  const squadId = scope.kind === 'squad' ? scope.squadId : null
  if (squadId && command.subject === 'force-close') throw new Problem('session.forbidden', { role })
  const absent = missing('incident.missing', id)
  const given = { on: 'request', command, squadId } as const
  const book = await act(trx, territory, await seenIncident(trx, id), absent, given)
  const asked = book.approvals.at(-1)
  if (!asked) throw absent
  return asked
}

export async function moveApproval(
  trx: Trx,
  territory: TerritoryBook,
  id: Approval['id'],
  command: MoveApproval,
): Promise<Approval> {
  const absent = missing('approval.missing', id)
  const seen = await visibleApprovals(trx, trx.actor.scope).where('approval.id', '=', id).executeTakeFirst()
  const book = await act(trx, territory, seen, absent, { on: 'approval', id, command })
  return rowIn(book.approvals, id, absent)
}

/** The centre presses a squad about a case; see `Supervision`. */
export async function issueSupervision(
  trx: Trx,
  territory: TerritoryBook,
  id: Incident['id'],
  command: IssueSupervision,
): Promise<Supervision> {
  const absent = missing('incident.missing', id)
  const book = await act(trx, territory, await seenIncident(trx, id), absent, { on: 'order', command })
  const issued = book.supervisions.at(-1)
  if (!issued) throw absent
  return issued
}

export async function moveSupervision(
  trx: Trx,
  territory: TerritoryBook,
  id: Supervision['id'],
  command: MoveSupervision,
): Promise<Supervision> {
  const absent = missing('supervision.missing', id)
  const seen = await visibleSupervisions(trx, trx.actor.scope).where('supervision.id', '=', id).executeTakeFirst()
  const book = await act(trx, territory, seen, absent, { on: 'supervision', id, command })
  return rowIn(book.supervisions, id, absent)
}
