import { distanceM } from '@lianqin/shared/geo'
import type { Incident } from '@lianqin/shared/incident'
import type { Scope } from '@lianqin/shared/person'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'

/**
 * Incidents a reader may see: the district all, a township its own, a squad those it is asked about or has worked on.
 * Every read of an incident starts here, so that what is foreign looks exactly like what does not exist.
 */
export function visibleIncidents(db: Db, scope: Scope) {
  const incidents = db.selectFrom('incident').selectAll('incident')
  switch (scope.kind) {
    case 'district':
      return incidents
    case 'area':
      return incidents.where('incident.areaId', '=', scope.areaId)
    case 'squad':
      return incidents.where((is) =>
        is.or([
          is('incident.id', 'in', is.selectFrom('task').select('incidentId').where('squadId', '=', scope.squadId)),
          is(
            'incident.id',
            'in',
            is
              .selectFrom('offer')
              .select('incidentId')
              .where('squadId', '=', scope.squadId)
              .where('state', 'in', ['made', 'delivered', 'seen']),
          ),
        ]),
      )
  }
}

export const OVER_STATES = ['closed', 'rejected', 'void'] as const

export interface Page {
  state: Incident['state'] | null
  open: boolean | null
  /** Words that must all be found: the number, another system's number, or in the address or description. */
  words: readonly string[]
  limit: number
  before: number | null
}

/** A page of incidents, newest first. */
export function pageOfIncidents(db: Db, scope: Scope, { words, ...page }: Page): Promise<Incident[]> {
  const { state, open, limit, before } = page
  const worded = words.reduce((query, word) => query.where((is) => is.or(holding(word))), visibleIncidents(db, scope))
  return worded
    .$if(state !== null, (query) => query.where('state', '=', state))
    .$if(open === true, (query) => query.where('state', 'not in', OVER_STATES))
    .$if(open === false, (query) => query.where('state', 'in', OVER_STATES))
    .$if(before !== null, (query) => query.where('no', '<', before))
    .orderBy('no', 'desc')
    .limit(limit)
    .execute()
}

/** As it was typed: no mark of it stands for others. */
const literally = (word: string) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
const NUMBER = /^#?0*(\d{1,9})$/

/** Where a word may be found. A number with more digits is no case's own. */
function holding(word: string) {
  const like = literally(word)
  const no = NUMBER.exec(word)?.[1]
  return [
    sql<boolean>`incident.address ilike ${like}`,
    sql<boolean>`incident.description ilike ${like}`,
    sql<boolean>`incident.external_no ilike ${like}`,
    ...(no === undefined ? [] : [sql<boolean>`incident.no = ${Number(no)}`]),
  ]
}

/** A working default of the trade: the same class, at most 50 m and 24 hours apart, is proposed as a duplicate. */
const SIMILAR_M = 50
const SIMILAR_MS = 24 * 3_600_000
const SIMILAR_DEG = 0.001

type Report = Pick<Incident, 'matterId' | 'lon' | 'lat' | 'reportedAt'>

/** Incidents that this report may repeat, nearest first. */
export async function similarTo(
  db: Db,
  scope: Scope,
  report: Report,
  except: Incident['id'] | null,
): Promise<Incident[]> {
  const at = Date.parse(report.reportedAt)
  const near = await visibleIncidents(db, scope)
    .where('matterId', '=', report.matterId)
    .where('reportedAt', '>=', toMoment(at - SIMILAR_MS))
    .where('reportedAt', '<=', toMoment(at + SIMILAR_MS))
    .where(sql<boolean>`abs(lon - ${report.lon}) < ${SIMILAR_DEG} and abs(lat - ${report.lat}) < ${SIMILAR_DEG}`)
    .where('state', 'not in', ['void', 'rejected'])
    .$if(except !== null, (query) => query.where('id', '!=', except))
    .execute()
  const apart = except === null ? new Set() : await setApart(db, except, near)
  return near
    .filter(({ id }) => !apart.has(id))
    .map((incident) => ({ incident, metres: distanceM(report, incident) }))
    .filter(({ metres }) => metres <= SIMILAR_M)
    .sort((a, b) => a.metres - b.metres)
    .map(({ incident }) => incident)
}

/**
 * Cases that this one was merged with before, one way or the other: somebody has found since that they are not the same, and
 * nobody is asked again. The log knows it; a row keeps only what it repeats now.
 */
async function setApart(db: Db, id: Incident['id'], others: readonly Incident[]): Promise<Set<Incident['id']>> {
  if (others.length === 0) return new Set()
  const of = sql<Incident['id'] | null>`body #>> '{incident,duplicateOf}'`
  const merged = await db
    .selectFrom('eventLog')
    .select(['incidentId', of.as('of')])
    .where('kind', '=', 'incident.moved')
    .where('incidentId', 'in', [id, ...others.map((one) => one.id)])
    .where(of, 'is not', null)
    .execute()
  const pairs = merged.flatMap((row) => (row.incidentId === id ? [row.of] : row.of === id ? [row.incidentId] : []))
  return new Set(pairs.filter((one): one is Incident['id'] => one !== null))
}
