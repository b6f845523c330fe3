import { type Approval, EXTENSIONS_AT_MOST } from '@lianqin/shared/approval'
import type { Calendar } from '@lianqin/shared/calendar'
import { type Incident, incidentMachine } from '@lianqin/shared/incident'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'

/** What a squad may ask for a case. A forced close is the desk's to ask. */
export const requestSubjects = ['extend', 'suspend'] as const
export type RequestSubject = (typeof requestSubjects)[number]

export type Hindrance = 'state' | 'overdue' | 'twice' | 'asked'

/** Why a request cannot even be made now, as the server would refuse it; null when it can. */
export function hindranceOf(
  subject: RequestSubject,
  incident: Pick<Incident, 'state' | 'dueAt' | 'extensions'>,
  approvals: readonly Pick<Approval, 'subject' | 'state'>[],
  now: number,
): Hindrance | null {
  const { from }: { from: readonly string[] } = incidentMachine.moves[subject]
  if (!from.includes(incident.state)) return 'state'
  if (incident.dueAt === null || now > Date.parse(incident.dueAt)) return 'overdue'
  if (subject === 'extend' && incident.extensions >= EXTENSIONS_AT_MOST) return 'twice'
  return approvals.some((one) => one.subject === subject && one.state === 'asked') ? 'asked' : null
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** To when a case is suspended in one tap, in days from today. */
export const suspendDays = [1, 3, 7, 30, 90] as const

/** The day so far ahead, at the hour at which the district begins to work. */
export function suspendUntil(days: number, now: number, { utcOffsetMinutes, periods }: Calendar): Moment {
  const offset = utcOffsetMinutes * MINUTE
  const midnight = Math.floor((now + offset) / DAY) * DAY - offset
  return toMoment(midnight + days * DAY + (periods[0]?.from ?? 0) * MINUTE)
}
