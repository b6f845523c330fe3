import { AROUND_AT_MOST, type Around } from '@lianqin/shared/around'
import { distanceM } from '@lianqin/shared/geo'
import type { Scope } from '@lianqin/shared/person'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import type { Place } from '@lianqin/shared/wire/place'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'
import { OVER_STATES, visibleIncidents } from './incident.query.ts'

const METRES_PER_DEGREE = 111_195
const HOUR_MS = 3_600_000

/** Cases near a place that are still open or were reported lately, nearest first; of those that this reader may see. */
export async function incidentsAround(
  db: Db,
  scope: Scope,
  place: Place,
  { metres, hours, now }: { metres: number; hours: number; now: Moment },
): Promise<Around> {
  const latitudes = (metres * 1.01) / METRES_PER_DEGREE
  const longitudes = latitudes / Math.max(0.01, Math.cos((place.lat * Math.PI) / 180))
  const since = toMoment(Date.parse(now) - hours * HOUR_MS)
  // The box is only there to leave most rows unread: the distance decides.
  const boxed = await visibleIncidents(db, scope)
    .where(
      sql<boolean>`abs(incident.lon - ${place.lon}) <= ${longitudes} and abs(incident.lat - ${place.lat}) <= ${latitudes}`,
    )
    .where((is) => is.or([is('incident.reportedAt', '>=', since), is('incident.state', 'not in', OVER_STATES)]))
    .execute()
  const near = boxed
    .map((incident) => ({ incident, metres: Math.round(distanceM(place, incident)) }))
    .filter((one) => one.metres <= metres)
    .sort((a, b) => a.metres - b.metres || b.incident.no - a.incident.no)
  return { cases: near.slice(0, AROUND_AT_MOST), more: near.length > AROUND_AT_MOST }
}
