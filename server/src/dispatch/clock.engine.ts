import { after, leftMs, limitMs } from '@lianqin/shared/calendar'
import type { Incident } from '@lianqin/shared/incident'
import type { Moment } from '@lianqin/shared/wire/moment'
import { filedTimers } from '../incident/filing.engine.ts'
import { CASE_ALARMS, resolveAlarms } from './alarm.engine.ts'
import { type Book, silently, stepIncident, type Told } from './case-book.engine.ts'
import { callOffAll, checkHandled } from './recall.engine.ts'

// What happens to a case's clock once it is agreed: more time, no time, or the end.

/** What looks whether the limit has passed. */
export const limitTimer = ({ id: incidentId, dueAt }: Incident) =>
  dueAt === null ? [] : [{ kind: 'case.stage' as const, ref: { incidentId, stage: 'limit' as const }, dueAt }]

/** Adds one original limit to what is left (DOMAIN §2.2). */
export function extend(book: Book, why: Told): void {
  const { dueAt, limit, extensions } = book.incident
  if (dueAt === null || limit === null) return
  const { calendar } = book.setting.district
  const more = { dueAt: after(limit.clock, dueAt, limitMs(limit, calendar), calendar), extensions: extensions + 1 }
  book.timers.push(...limitTimer(stepIncident(book, 'extend', 'clock', more, why)))
}

/** Stops the clock to a date (挂账). Nobody is held to the case meanwhile; it comes back by itself. */
export function suspend(book: Book, until: Moment, why: Told): void {
  const { dueAt, limit, id: incidentId } = book.incident
  if (dueAt === null || limit === null) return
  const { now, district } = book.setting
  const left = Math.max(0, leftMs(limit.clock, now, dueAt, district.calendar))
  callOffAll(book, why)
  stepIncident(book, 'suspend', 'clock', { dueAt: null, leftMs: left, suspendedUntil: until }, why)
  resolveAlarms(book, CASE_ALARMS)
  book.timers.push({ kind: 'incident.take-up', ref: { incidentId }, dueAt: until })
}

/** The row of a case whose clock runs again with what was left when it stopped, as if no time had passed. */
export function runningAgain(book: Book): Partial<Incident> {
  const { leftMs: left, limit } = book.incident
  const { now, district } = book.setting
  const dueAt = limit === null || left === null ? null : after(limit.clock, now, left, district.calendar)
  return { dueAt, leftMs: null, suspendedUntil: null, askedSince: now }
}

/** Its date has come: it is routed again, and squads asked before may be asked anew. */
export function takeUp(book: Book): void {
  const { state, suspendedUntil } = book.incident
  if (state !== 'suspended' || suspendedUntil === null || book.setting.now < suspendedUntil) return
  const incident = stepIncident(book, 'takeUp', 'clock', runningAgain(book), silently)
  book.timers.push(...filedTimers(book.setting.now, incident, book.setting.district))
}

/** Ends a case that cannot be ended by work, on the word of those who answer for it. */
export function forceClose(book: Book, why: Told): void {
  callOffAll(book, why)
  const over = { closedAt: book.setting.now, outcome: 'forced' as const, leftMs: null, suspendedUntil: null }
  stepIncident(book, 'forceClose', 'clock', over, why)
  checkHandled(book)
  resolveAlarms(book, CASE_ALARMS)
}
