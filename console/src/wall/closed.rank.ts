import { type Incident, isOpenIncident } from '@lianqin/shared/incident'
import { RECENTLY_CLOSED } from '@lianqin/shared/wall'

export interface ClosedFigures {
  closed: number
  inTime: number
  /** False where this screen holds only the newest of today's: then the figures speak of those and say so. */
  wholeDay: boolean
}

/** In time is what was handled no later than it was due; a case without a limit cannot be late. */
export const isInTime = ({ handledAt, closedAt, dueAt }: Incident): boolean =>
  dueAt === null || Date.parse(handledAt ?? closedAt ?? dueAt) <= Date.parse(dueAt)

/**
 * What was closed since midnight. A screen is only ever brought the newest closed cases; where all it holds are of today
 * there may have been more, so the figures do not claim the day.
 */
export function closedFigures(incidents: Iterable<Incident>, midnight: number): ClosedFigures {
  const over = [...incidents].filter(({ state }) => !isOpenIncident(state))
  const closed = over.filter(({ state }) => state === 'closed')
  const today = closed.filter(({ closedAt }) => closedAt !== null && Date.parse(closedAt) >= midnight)
  const wholeDay = over.length < RECENTLY_CLOSED || today.length < closed.length
  return { closed: today.length, inTime: today.filter(isInTime).length, wholeDay }
}

/** The last midnight of the district, in milliseconds. */
export function midnightBefore(now: number, utcOffsetMinutes: number): number {
  const shift = utcOffsetMinutes * 60_000
  const day = 86_400_000
  return Math.floor((now + shift) / day) * day - shift
}
