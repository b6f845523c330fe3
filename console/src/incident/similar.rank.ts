import { distanceM } from '@lianqin/shared/geo'
import { type Incident, isOpenIncident } from '@lianqin/shared/incident'
import type { Place } from '@lianqin/shared/wire/place'

/** A working default of the trade: the same class, at most 50 m and 24 hours apart, may be the same thing twice. */
const SIMILAR_M = 50
const SIMILAR_MS = 24 * 3_600_000

/** Cases that a report of this matter at this place, made now, may repeat; nearest first. One that is over repeats nothing: it has begun again. */
export const similarTo = (
  known: Iterable<Incident>,
  matterId: Incident['matterId'],
  place: Place,
  now: number,
): Incident[] =>
  [...known]
    .filter((one) => one.matterId === matterId && isOpenIncident(one.state))
    .filter((one) => Math.abs(now - Date.parse(one.reportedAt)) <= SIMILAR_MS)
    .map((one) => ({ one, metres: distanceM(one, place) }))
    .filter(({ metres }) => metres <= SIMILAR_M)
    .sort((a, b) => a.metres - b.metres)
    .map(({ one }) => one)
