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
export const clockTones = ['calm', 'watch', 'due', 'over', 'stopped', 'closed'] as const
export type ClockTone = (typeof clockTones)[number]

/** From these shares of the whole time on, a case is worth a look, and is due soon. */
export const WATCH_SHARE = 0.5
export const DUE_SHARE = 0.25

export interface ClockState {
  tone: ClockTone
  urgency: Urgency
  /** The clock in which is counted what is left; null if none is known, and plain time is counted. */
  clock: Clock | null
  /** It does not run just now: outside work time. A stopped clock does not either, and says so by its tone. */
  stands: boolean
  /** Milliseconds left of its own clock, negative when over; null before it is filed. */
  leftMs: number | null
  /** How long a day is on this clock, in milliseconds; infinite where only hours are counted. */
  dayMs: number
  /** What is left of the whole time: 1 at filing, 0 when due, below 0 when over; null before it is filed. */
  share: number | null
  /** Plain time until due, negative when past, whatever its clock; null before it is filed and while it is stopped. */
  dueInMs: number | null
}

const DAY = 24 * 3_600_000

/**
 * Judged now; a case that is handled or over is judged at the moment it was. Over without such a moment, it has no clock. A
 * suspended one keeps what it had left.
 */
export function clockOf(incident: Incident, now: number, calendar: Calendar | null): ClockState {
  if (incident.state === 'suspended') return stoppedClock(incident, calendar)
  const isOver = !isOpenIncident(incident.state)
  const worked = incident.state !== 'dispatched' ? incident.handledAt : null
  const ended = worked ?? (isOver ? incident.closedAt : null)
  const { dueAt, limit } = incident
  if (!dueAt || (isOver && !ended)) return { ...noClock, ...toned(isOver ? 'closed' : 'calm') }
  const at = ended ?? toMoment(now)
  const dueInMs = Date.parse(dueAt) - Date.parse(at)
  const read =
    limit && calendar
      ? readOwn(incident, limit, leftMs(limit.clock, at, dueAt, calendar), calendar)
      : { ...noClock, leftMs: dueInMs, share: plainShare(incident, dueAt, dueInMs) }
  const stands = limit !== null && calendar !== null && !ended && !isRunning(limit.clock, at, calendar)
  return { ...read, ...toned(isOver ? 'closed' : toneOf(dueInMs, read.share ?? 0)), stands, dueInMs }
}

const toned = (tone: ClockTone): Pick<ClockState, 'tone' | 'urgency'> => ({
  tone,
  urgency: tone === 'watch' || tone === 'stopped' ? 'calm' : tone,
})
const noClock = { clock: null, stands: false, leftMs: null, dayMs: DAY, share: null, dueInMs: null }

/** Over is what has passed its moment: outside work time a work clock still reads 0 then. */
function toneOf(dueInMs: number, share: number): ClockTone {
  if (dueInMs < 0) return 'over'
  return share <= DUE_SHARE ? 'due' : share <= WATCH_SHARE ? 'watch' : 'calm'
}

function stoppedClock(incident: Incident, calendar: Calendar | null): ClockState {
  const { limit, leftMs: left } = incident
  const read = limit && calendar && left !== null ? readOwn(incident, limit, left, calendar) : noClock
  return { ...read, ...toned('stopped'), stands: false, dueInMs: null }
}

/** So much left of a limit's own clock, as a share of the limit with what was added to it. */
function readOwn({ filedAt, reportedAt, extensions }: Incident, limit: Limit, left: number, calendar: Calendar) {
  const { clock } = limit
  const inDays = clock === 'work_day' || clock === 'natural_day'
  const term = { limit, filedAt: filedAt ?? reportedAt, extensions }
  return {
    clock,
    leftMs: left,
    dayMs: inDays ? limitMs({ clock, amount: 1 }, calendar) : Number.POSITIVE_INFINITY,
    share: Math.min(1, remainingShare(term, left, calendar)),
  }
}

/** Cases filed before limits were kept with them are told by the clock on the wall. */
function plainShare({ filedAt, reportedAt }: Incident, dueAt: Moment, left: number): number {
  const whole = Date.parse(dueAt) - Date.parse(filedAt ?? reportedAt)
  return whole > 0 ? Math.min(1, left / whole) : 0
}
