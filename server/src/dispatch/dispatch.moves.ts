import { type Alarm, alarmMachine, type MoveAlarm } from '@lianqin/shared/alarm'
import { type Incident, incidentMachine, type MoveIncident } from '@lianqin/shared/incident'
import { type MakeOffer, type MoveOffer, type Offer, offerMachine } from '@lianqin/shared/offer'
import type { Scope } from '@lianqin/shared/person'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import { type MoveTask, type Task, taskMachine } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import { visibleAlarms } from '../alarm/alarm.query.ts'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { freshId } from '../kernel/ids.ts'
import { visibleOffers } from '../offer/offer.query.ts'
import { visibleTasks } from '../task/task.query.ts'
import { type Book, openBook } from './case-book.engine.ts'
import { saveBook } from './case-book.moves.ts'
import * as engine from './dispatch.engine.ts'
import { caseOf, recommend } from './dispatch.query.ts'
import type { Surroundings } from './ground.query.ts'
import { lapse, offerByHand, route } from './offering.engine.ts'

/**
 * Locks a case by its incident's row, whichever part of it a command names: one lock per case, always the same one first,
 * so that two commands on one case follow each other and never wait in a ring.
 */
async function lockCase(trx: Trx, territory: TerritoryBook, incidentId: Incident['id']): Promise<Book | null> {
  const incident = await trx
    .selectFrom('incident')
    .selectAll()
    .where('id', '=', incidentId)
    .forUpdate()
    .executeTakeFirst()
  if (!incident) return null
  const { matterById, district } = territory.current()
  const matter = matterById.get(incident.matterId)
  if (!matter) throw new Problem('matter.missing', { id: incident.matterId })
  return openBook(await caseOf(trx, incident), {
    now: trx.now,
    by: trx.actor,
    matter,
    calendar: district.calendar,
    answerWithinS: district.answerWithinS,
    freshId: (kind) => freshId(kind, trx.now),
  })
}

/** The case of something the actor may see; what it may not see is as missing as what is not there. */
async function lockVisible(
  trx: Trx,
  territory: TerritoryBook,
  seen: { incidentId: Incident['id'] } | undefined,
  missing: Problem,
): Promise<Book> {
  const book = seen && (await lockCase(trx, territory, seen.incidentId))
  if (!book) throw missing
  return book
}

export async function moveIncident(
  trx: Trx,
  territory: TerritoryBook,
  id: Incident['id'],
  command: MoveIncident,
): Promise<Incident> {
  const missing = new Problem('incident.missing', { id })
  const { scope } = trx.actor
  const seen = await visibleIncidents(trx, scope).where('incident.id', '=', id).executeTakeFirst()
  // Before any row is locked: what one may not see, one may not hold up either.
  if (!seen) throw missing
  if (command.duplicateOf !== undefined) await refuseFalseDuplicate(trx, scope, id, command)
  const book = await lockVisible(trx, territory, { incidentId: id }, missing)
  engine.moveIncident(book, command, incidentMachine.needsReason(command.move))
  await saveBook(trx, book)
  return book.incident
}

/**
 * A case may repeat only one that stands: two that repeat each other would both be gone. Both rows are locked, always in
 * the same order, so that of two people who do it at once the second sees what the first has done.
 */
async function refuseFalseDuplicate(trx: Trx, scope: Scope, id: Incident['id'], command: MoveIncident): Promise<void> {
  const { move, duplicateOf: of } = command
  if (move !== 'void')
    throw new Problem('request.invalid', { where: 'body', what: 'duplicateOf belongs to the move void' })
  await trx
    .selectFrom('incident')
    .select('id')
    .where('id', 'in', [id, of ?? id])
    .orderBy('id')
    .forUpdate()
    .execute()
  const original =
    of === undefined || of === id
      ? undefined
      : await visibleIncidents(trx, scope)
          .where('incident.id', '=', of)
          .where('incident.state', 'not in', ['void', 'rejected'])
          .executeTakeFirst()
  if (!original) throw new Problem('incident.duplicate-missing', { id: of ?? null })
}

export async function moveTask(trx: Trx, territory: TerritoryBook, id: Task['id'], command: MoveTask): Promise<Task> {
  const missing = new Problem('task.missing', { id })
  const seen = await visibleTasks(trx, trx.actor.scope).where('task.id', '=', id).executeTakeFirst()
  const book = await lockVisible(trx, territory, seen, missing)
  const task = book.tasks.find((held) => held.id === id)
  if (!task) throw missing
  const moved = engine.moveTask(book, task, command, taskMachine.needsReason(command.move))
  await saveBook(trx, book)
  return moved
}

export async function moveOffer(
  trx: Trx,
  territory: TerritoryBook,
  id: Offer['id'],
  command: MoveOffer,
): Promise<Offer> {
  const missing = new Problem('offer.missing', { id })
  const seen = await visibleOffers(trx, trx.actor.scope).where('offer.id', '=', id).executeTakeFirst()
  const book = await lockVisible(trx, territory, seen, missing)
  const offer = book.offers.find((held) => held.id === id)
  if (!offer) throw missing
  const moved = await withHolderNamed(trx, () =>
    engine.moveOffer(book, offer, command, offerMachine.needsReason(command.move)),
  )
  await saveBook(trx, book)
  return moved
}

/** Too late is told with who has the case: a leader cannot look the other squad up, so its name goes along. */
async function withHolderNamed<T>(trx: Trx, work: () => T): Promise<T> {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Problem) || typeof error.params.holder !== 'string') throw error
    const id = error.params.holder as Squad['id']
    const squad = await trx.selectFrom('squad').select('name').where('id', '=', id).executeTakeFirst()
    throw new Problem(error.code, {
      ...error.params,
      holderZh: squad?.name.zh ?? null,
      holderEn: squad?.name.en ?? null,
    })
  }
}

export async function moveAlarm(
  trx: Trx,
  territory: TerritoryBook,
  id: Alarm['id'],
  command: MoveAlarm,
): Promise<Alarm> {
  const missing = new Problem('alarm.missing', { id })
  const seen = await visibleAlarms(trx, trx.actor.scope).where('alarm.id', '=', id).executeTakeFirst()
  const book = await lockVisible(trx, territory, seen, missing)
  engine.moveAlarm(book, id, command, alarmMachine.needsReason(command.move))
  await saveBook(trx, book)
  const moved = book.alarms.find((held) => held.id === id)
  if (!moved) throw missing
  return moved
}

/** A dispatcher holds the case out to a squad of its own choice. */
export async function chooseSquad(
  trx: Trx,
  around: Surroundings,
  id: Incident['id'],
  command: MakeOffer,
): Promise<Offer> {
  const missing = new Problem('incident.missing', { id })
  const seen = await visibleIncidents(trx, trx.actor.scope).where('incident.id', '=', id).executeTakeFirst()
  const book = await lockVisible(trx, around.territory, seen && { incidentId: seen.id }, missing)
  // Locked, so that the squad is not signed off while it is being chosen.
  const squad = await trx
    .selectFrom('squad')
    .selectAll()
    .where('id', '=', command.squadId)
    .forShare()
    .executeTakeFirst()
  const { scope } = trx.actor
  const hidden = scope.kind === 'area' && squad?.areaId !== null && squad?.areaId !== scope.areaId
  if (!squad || hidden) throw new Problem('squad.missing', { id: command.squadId })
  const recommendation = await recommend(trx, around, book, { now: trx.now, scope })
  const offer = offerByHand(book, recommendation, squad, command.version)
  await saveBook(trx, book)
  return offer
}

/** The job behind every filed case, declined or lapsed offer. */
export async function routeCase(trx: Trx, around: Surroundings, incidentId: Incident['id']): Promise<void> {
  const book = await lockCase(trx, around.territory, incidentId)
  if (!book) return
  route(book, await rankHeld(trx, around, book))
  await saveBook(trx, book)
}

/** Ranks, and holds the first on duty until the commit: it could sign off between being chosen and being asked. */
async function rankHeld(trx: Trx, around: Surroundings, book: Book): Promise<Recommendation> {
  for (;;) {
    const recommendation = await recommend(trx, around, book, { now: trx.now, scope: trx.actor.scope })
    const [best] = recommendation.ranked
    if (!best) return recommendation
    const held = await trx
      .selectFrom('squad')
      .select('state')
      .where('id', '=', best.squadId)
      .forShare()
      .executeTakeFirst()
    if (held?.state === 'on-duty') return recommendation
  }
}

export async function lapseOffer(
  trx: Trx,
  territory: TerritoryBook,
  offerId: Offer['id'],
  ring: { late: boolean },
): Promise<void> {
  const offer = await trx.selectFrom('offer').select('incidentId').where('id', '=', offerId).executeTakeFirst()
  const book = offer && (await lockCase(trx, territory, offer.incidentId))
  if (!book) return
  lapse(book, offerId, ring)
  await saveBook(trx, book)
}
