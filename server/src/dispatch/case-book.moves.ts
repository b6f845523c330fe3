import type { Alarm } from '@lianqin/shared/alarm'
import type { Offer } from '@lianqin/shared/offer'
import type { Task } from '@lianqin/shared/task'
import type { Trx } from '../kernel/db.ts'
import type { Book } from './case-book.engine.ts'

/** Writes what a decision changed. Freed and ended rows go first, so that the one-live-at-a-time indexes never see two. */
export async function saveBook(trx: Trx, book: Book): Promise<void> {
  if (book.facts.length === 0) return
  const { id, ...incident } = book.incident
  await trx.updateTable('incident').set(incident).where('id', '=', id).where('version', '<', incident.version).execute()
  const told = new Set(book.facts.flatMap(({ body }) => idsIn(body)))
  for (const task of book.tasks) if (told.has(task.id)) await saveTask(trx, task)
  const offers = [...book.offers].sort((a, b) => Number(a.endedAt === null) - Number(b.endedAt === null))
  for (const offer of offers) if (told.has(offer.id)) await saveOffer(trx, offer)
  for (const alarm of book.alarms) if (told.has(alarm.id)) await saveAlarm(trx, alarm)
  trx.facts.push(...book.facts)
  trx.timers.push(...book.timers)
}

/** Every row that changed stands in a fact: what no fact names has not changed. */
function idsIn(body: unknown): string[] {
  const { task, offer, alarm } = body as { task?: Task; offer?: Offer; alarm?: Alarm }
  return [task, offer, alarm].flatMap((row) => (row ? [row.id] : []))
}

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
