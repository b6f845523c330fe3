import { type Incident, isOpenIncident } from '@lianqin/shared/incident'
import { RECENTLY_CLOSED } from '@lianqin/shared/wall'
import { isInTime } from '../incident/incident.rank.ts'

export interface ClosedFigures {
  closed: number
  inTime: number
  /** False where this screen was only brought the newest of today's: then there are at least so many, and it says so. */
  wholeDay: boolean
}

/** Closed before it came here: another system's work, which says nothing of this room's day. */
const isForeign = ({ source, filedAt }: Incident): boolean => source === 'import' && filedAt === null

/** Today's closed cases as far as this screen has ever known them; the rows themselves let go of the older ones. */
export interface ClosedLedger {
  cases: ReadonlyMap<Incident['id'], Incident>
  wholeDay: boolean
}
export const emptyLedger: ClosedLedger = { cases: new Map(), wholeDay: false }

/**
 * Takes in what the screen holds now. It is only ever brought the newest closed cases: where all of them are of today there
 * may have been more, unless they join on to a day that was known whole.
 */
export function noteClosed(before: ClosedLedger, incidents: Iterable<Incident>, midnight: number): ClosedLedger {
  const isToday = ({ closedAt }: Incident) => closedAt !== null && Date.parse(closedAt) >= midnight
  const rows = [...incidents]
  const over = rows.filter(({ state }) => !isOpenIncident(state))
  const own = over.filter((one) => one.state === 'closed' && !isForeign(one))
  const today = own.filter(isToday)
  const joins = before.wholeDay && own.some(({ id }) => before.cases.has(id))
  const cases = new Map([...before.cases].filter(([, one]) => isToday(one)))
  for (const { id } of rows) cases.delete(id)
  for (const one of today) cases.set(one.id, one)
  // Rows may become fewer later, so few rows prove the day only where nothing was missed before.
  const isAll = over.length < RECENTLY_CLOSED && (before.wholeDay || before.cases.size === 0)
  return { cases, wholeDay: isAll || today.length < own.length || joins }
}

/** What the ledger comes to. */
export function closedFigures({ cases, wholeDay }: ClosedLedger): ClosedFigures {
  return { closed: cases.size, inTime: [...cases.values()].filter(isInTime).length, wholeDay }
}

/** The last midnight of the district, in milliseconds. */
export function midnightBefore(now: number, utcOffsetMinutes: number): number {
  const shift = utcOffsetMinutes * 60_000
  const day = 86_400_000
  return Math.floor((now + shift) / day) * day - shift
}
