import { type Calendar, leftMs, limitMs } from '@lianqin/shared/calendar'
import type { Supervision } from '@lianqin/shared/supervision'
import { toMoment } from '@lianqin/shared/wire/moment'

/** How an order stands with its own clock. */
export interface SupervisionClock {
  tone: 'calm' | 'due' | 'over'
  /** Milliseconds left of its own clock, negative when over; while answered, what was left then. */
  leftMs: number
  /** How long a day is on this clock, in milliseconds; infinite where only hours are counted. */
  dayMs: number
  /** What is left of the whole time. */
  share: number
}

/** From this share of the whole time on, an answer is due soon. */
const DUE_SHARE = 0.25
const DAY = 24 * 3_600_000

type Order = Pick<Supervision, 'limit' | 'issuedAt' | 'dueAt' | 'answeredAt'>

/** Judged now, or when it was answered. Without the district's calendar plain time is counted. */
export function clockOfSupervision(order: Order, now: number, calendar: Calendar | null): SupervisionClock {
  const { limit, issuedAt, dueAt, answeredAt } = order
  const at = answeredAt ?? toMoment(now)
  const plain = Date.parse(dueAt) - Date.parse(at)
  const left = calendar ? leftMs(limit.clock, at, dueAt, calendar) : plain
  const whole = calendar ? limitMs(limit, calendar) : Date.parse(dueAt) - Date.parse(issuedAt)
  const inDays = limit.clock === 'work_day' || limit.clock === 'natural_day'
  const dayMs = calendar && inDays ? limitMs({ clock: limit.clock, amount: 1 }, calendar) : DAY
  const share = Math.min(1, whole > 0 ? left / whole : 0)
  return {
    // Outside work time a work clock reads 0 although its moment has passed.
    tone: plain < 0 ? 'over' : share <= DUE_SHARE ? 'due' : 'calm',
    leftMs: plain < 0 && left === 0 ? plain : left,
    dayMs: inDays || !calendar ? dayMs : Number.POSITIVE_INFINITY,
    share,
  }
}

/** Unanswered past its time: the centre has been told so. */
export const isOverrun = ({ state, dueAt, overrunAt }: Pick<Supervision, 'state' | 'dueAt' | 'overrunAt'>): boolean =>
  (state === 'issued' || state === 'acknowledged') && overrunAt !== null && overrunAt >= dueAt
