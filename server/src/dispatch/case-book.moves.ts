import type { Alarm } from '@lianqin/shared/alarm'
import type { Approval } from '@lianqin/shared/approval'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Supervision } from '@lianqin/shared/supervision'
import type { Task } from '@lianqin/shared/task'
import type { Trx } from '../kernel/db.ts'
import type { Book } from './case-book.engine.ts'

/** Writes what a decision changed. Freed and ended rows go first, so that the one-live-at-a-time indexes never see two. */
export async function saveBook(trx: Trx, book: Book): Promise<void> {
  if (book.facts.length > 0) await saveRows(trx, book)
  trx.facts.push(...book.facts)
  trx.timers.push(...book.timers)
}

async function saveRows(trx: Trx, book: Book): Promise<void> {
  await saveIncident(trx, book.incident)
  const told = new Set(book.facts.flatMap(({ body }) => idsIn(body)))
  const isTold = ({ id }: { id: string }) => told.has(id)
  const tasks = book.tasks.filter(isTold)
  for (const task of endedFirst(tasks, ({ state }) => state === 'sent-back' || state === 'called-off'))
    await saveTask(trx, task)
  for (const offer of endedFirst(book.offers.filter(isTold), isEnded)) await saveOffer(trx, offer)
  for (const alarm of endedFirst(book.alarms.filter(isTold), ({ clearedAt }) => clearedAt !== null))
    await saveAlarm(trx, alarm)
  for (const approval of endedFirst(book.approvals.filter(isTold), isEnded)) await saveApproval(trx, approval)
  for (const supervision of book.supervisions.filter(isTold)) await saveSupervision(trx, supervision)
}

const isEnded = ({ endedAt }: { endedAt: string | null }) => endedAt !== null

const endedFirst = <R>(rows: readonly R[], hasEnded: (row: R) => boolean): R[] =>
  [...rows].sort((a, b) => Number(hasEnded(b)) - Number(hasEnded(a)))

/** Every row that changed stands in a fact: what no fact names has not changed. */
function idsIn(body: unknown): string[] {
  const rows = body as { task?: Task; offer?: Offer; alarm?: Alarm; approval?: Approval; supervision?: Supervision }
  return [rows.task, rows.offer, rows.alarm, rows.approval, rows.supervision].flatMap((row) => (row ? [row.id] : []))
}

function saveIncident(trx: Trx, { id, ...incident }: Incident) {
  return trx
    .updateTable('incident')
    .set({ ...incident, slots: JSON.stringify(incident.slots), limit: asJson(incident.limit) })
    .where('id', '=', id)
    .where('version', '<', incident.version)
    .execute()
}

/** A JSON null is not the absence of a value: SQL and the checks on it mean the latter. */
export const asJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

const saveTask = (trx: Trx, task: Task) =>
  trx
    .insertInto('task')
    .values(task)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(task))
    .execute()

function saveOffer(trx: Trx, offer: Offer) {
  const row = { ...offer, why: JSON.stringify(offer.why) }
  return trx
    .insertInto('offer')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

const saveAlarm = (trx: Trx, alarm: Alarm) =>
  trx
    .insertInto('alarm')
    .values(alarm)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(alarm))
    .execute()

const saveApproval = (trx: Trx, approval: Approval) =>
  trx
    .insertInto('approval')
    .values(approval)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(approval))
    .execute()

function saveSupervision(trx: Trx, supervision: Supervision) {
  const row = { ...supervision, limit: JSON.stringify(supervision.limit) }
  return trx
    .insertInto('supervision')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}
