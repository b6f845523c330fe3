import { type Calendar, dueAt } from '@lianqin/shared/calendar'
import type { Incident } from '@lianqin/shared/incident'
import type { District } from '@lianqin/shared/jurisdiction'
import { conditionOf, type Matter } from '@lianqin/shared/matter'
import { runCardFor, soleSlot } from '@lianqin/shared/plan'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TimerOrder } from '../kernel/timer-rows.ts'

/** What of a district decides about filing. */
export type Rules = Pick<District, 'calendar' | 'settings' | 'runCards'>

/** What filing decides: the limit and its clock from the filing condition, and from the run card whom it calls. */
export type Filing = Pick<
  Incident,
  'conditionCode' | 'filedAt' | 'limit' | 'dueAt' | 'extensions' | 'askedSince' | 'slots' | 'cardId' | 'level'
>

/** Files a case now. Refused with `condition.missing` if its matter has no such filing condition. */
export function filing(
  now: Moment,
  incident: Pick<Incident, 'areaId' | 'urgent' | 'conditionCode'>,
  matter: Matter,
  { calendar, runCards }: Rules,
): Filing {
  const condition = conditionOf(matter, incident.conditionCode)
  if (!condition) throw new Problem('condition.missing', { matter: matter.id, condition: incident.conditionCode })
  const card = runCardFor(runCards, {
    matterId: matter.id,
    conditionCode: condition.code,
    areaId: incident.areaId,
    minute: minuteOfDay(now, calendar),
  })
  return {
    conditionCode: condition.code,
    filedAt: now,
    limit: condition.limit,
    dueAt: dueAt(now, condition.limit, calendar),
    extensions: 0,
    askedSince: now,
    slots: card?.levels[0]?.slots ?? [soleSlot(1)],
    cardId: card?.id ?? null,
    level: 1,
  }
}

const MINUTE_MS = 60_000

function minuteOfDay(now: Moment, { utcOffsetMinutes }: Calendar): number {
  const minutes = Math.floor(Date.parse(now) / MINUTE_MS) + utcOffsetMinutes
  return minutes % 1440
}

export const inSeconds = (now: Moment, seconds: number): Moment => toMoment(Date.parse(now) + seconds * 1000)

/** What is to happen to a case that has just been filed, or taken up again: it is routed, and looked at when time is up. */
export function filedTimers(
  now: Moment,
  { id: incidentId, dueAt: due }: Pick<Incident, 'id' | 'dueAt'>,
  { settings }: Rules,
): TimerOrder[] {
  const orders: TimerOrder[] = [
    { kind: 'dispatch.route', ref: { incidentId }, dueAt: now },
    { kind: 'case.stage', ref: { incidentId, stage: 'dispatch' }, dueAt: inSeconds(now, settings.dispatchWithinS) },
  ]
  if (due !== null) orders.push({ kind: 'case.stage', ref: { incidentId, stage: 'limit' }, dueAt: due })
  return orders
}

/** A report that is neither filed nor rejected in time calls the desk. */
export const fileLimit = (
  now: Moment,
  { id: incidentId }: Pick<Incident, 'id'>,
  { settings }: Pick<Rules, 'settings'>,
): TimerOrder => ({
  kind: 'case.stage',
  ref: { incidentId, stage: 'file' },
  dueAt: inSeconds(now, settings.fileWithinS),
})
