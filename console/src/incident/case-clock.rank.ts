import {
  type Calendar,
  type Clock,
  isRunning,
  type Limit,
  leftMs,
  limitMs,
  remainingShare,
} from '@lianqin/shared/calendar'
import { type Incident, isOpenIncident } from '@lianqin/shared/incident'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'

/** How a case stands with its clock, as lists and counts sum it up; also the shape and colour of the map. */
export const urgencies = ['calm', 'due', 'over', 'closed'] as const
export type Urgency = (typeof urgencies)[number]

/** The same in the finer steps of a case's own clock, each with a colour, a shape and a word. */
export const clockTones = ['calm', 'watch', 'due', 'over', 'closed'] as const
export type ClockTone = (typeof clockTones)[number]

/** From these shares of the whole time on, a case is worth a look, and is due soon. */
export const WATCH_SHARE = 0.5
export const DUE_SHARE = 0.25

/** What a case's clock goes by; either may be unknown, and then the clock on the wall must do. */
export interface ClockRule {
  limit: Limit | null
  calendar: Calendar | null
}

export interface ClockState {
  tone: ClockTone
  urgency: Urgency
  /** The clock in which is counted what is left; null if none is known, and plain time is counted. */
  clock: Clock | null
  /** It does not run just now: outside work time. */
  stands: boolean
  /** Milliseconds left of its own clock, negative when over; null before it is filed. */
  leftMs: number | null
  /** How long a day is on this clock, in milliseconds; infinite where only hours are counted. */
  dayMs: number
  /** What is left of the whole time: 1 at filing, 0 when due, below 0 when over; null before it is filed. */
  share: number | null
  /** Plain time until due, negative when past, whatever its clock; null before it is filed. */
  dueInMs: number | null
}

const DAY = 24 * 3_600_000

/** Judged now; a case that is handled or over is judged at the moment it was. Over without such a moment, it has no clock. */
export function clockOf(incident: Incident, now: number, rule: ClockRule): ClockState {
  const isOver = !isOpenIncident(incident.state)
  const worked = incident.state !== 'dispatched' ? incident.handledAt : null
  const stopped = worked ?? (isOver ? incident.closedAt : null)
  const { dueAt } = incident
  if (!dueAt || (isOver && !stopped)) return noClock(isOver)
  const at = stopped ?? toMoment(now)
  const dueInMs = Date.parse(dueAt) - Date.parse(at)
  const read = readClock(incident, dueAt, at, rule)
  const tone = isOver ? 'closed' : toneOf(dueInMs, read.share)
  return { tone, urgency: tone === 'watch' ? 'calm' : tone, ...read, stands: read.stands && !stopped, dueInMs }
}

function noClock(isOver: boolean): ClockState {
  const tone = isOver ? 'closed' : 'calm'
  return { tone, urgency: tone, clock: null, stands: false, leftMs: null, dayMs: DAY, share: null, dueInMs: null }
}

/** Over is what has passed its moment: outside work time a work clock still reads 0 then. */
function toneOf(dueInMs: number, share: number): Exclude<ClockTone, 'closed'> {
  if (dueInMs < 0) return 'over'
  return share <= DUE_SHARE ? 'due' : share <= WATCH_SHARE ? 'watch' : 'calm'
}

function readClock(incident: Incident, dueAt: Moment, at: Moment, { limit, calendar }: ClockRule) {
  const filedAt = incident.filedAt ?? incident.reportedAt
  if (!limit || !calendar) {
    const [left, whole] = [Date.parse(dueAt) - Date.parse(at), Date.parse(dueAt) - Date.parse(filedAt)]
    return { clock: null, stands: false, leftMs: left, dayMs: DAY, share: whole > 0 ? Math.min(1, left / whole) : 0 }
  }
  const { clock } = limit
  const left = leftMs(clock, at, dueAt, calendar)
  const inDays = clock === 'work_day' || clock === 'natural_day'
  return {
    clock,
    stands: !isRunning(clock, at, calendar),
    leftMs: left,
    dayMs: inDays ? limitMs({ clock, amount: 1 }, calendar) : Number.POSITIVE_INFINITY,
    share: Math.min(1, remainingShare({ limit, filedAt, extensions: 0 }, left, calendar)),
  }
}
