import type { Scope } from '@lianqin/shared/person'
import { DISTRICT_ALONE, squadAudience } from '@lianqin/shared/rights'
import type { RequestPart, ToldRequest, TrackRequest } from '@lianqin/shared/track/request'
import { sql } from 'kysely'
import type { Territory } from '../jurisdiction/territory.ts'
import type { Actor, Db } from '../kernel/db.ts'
import { readableUnits } from './view.query.ts'

/** Requests as they stand in full: the district's desk reads all, a township those that were asked in it, a squad its own. */
export function visibleRequests(db: Db, scope: Scope) {
  const requests = db.selectFrom('trackRequest').selectAll('trackRequest')
  switch (scope.kind) {
    case 'district':
      return requests
    case 'area':
      return requests.where('trackRequest.areaId', '=', scope.areaId)
    case 'squad':
      return requests.where('trackRequest.squadId', '=', scope.squadId)
  }
}

/** Who hears of a request in full: the desk it was asked at, or the squad with its township. */
export const requestAudience = ({ areaId, squadId }: Pick<TrackRequest, 'areaId' | 'squadId'>): string[] => [
  areaId ?? DISTRICT_ALONE,
  ...(squadId === null ? [] : [squadId]),
]

/** What a squad reads of it. */
export const toldOf = (request: TrackRequest, part: RequestPart): ToldRequest => ({
  ...part,
  id: request.id,
  state: request.state,
  fromAt: request.fromAt,
  toAt: request.toAt,
  purpose: request.purpose,
  reason: request.reason,
  askedAt: request.askedAt,
  askedByTitle: request.askedByTitle,
  until: request.until,
  decidedAt: request.decidedAt,
  decidedByTitle: request.decidedByTitle,
  decision: request.decision,
  fetches: request.fetches,
  version: request.version,
})

export const toldAudience = ({ squadId, areaId }: RequestPart) => squadAudience({ id: squadId, areaId })

/** The newest that a reader's squads are told of, each with no more than theirs. */
export async function toldRequests(db: Db, scope: Scope, most: number): Promise<ToldRequest[]> {
  // Whoever reads all of it in full needs no part of it.
  if (scope.kind === 'district') return []
  const isTold = (part: RequestPart) =>
    scope.kind === 'squad' ? part.squadId === scope.squadId : part.areaId === scope.areaId || part.areaId === null
  const wanted =
    scope.kind === 'squad'
      ? sql<boolean>`parts @> ${JSON.stringify([{ squadId: scope.squadId }])}::jsonb`
      : sql<boolean>`(parts @> ${JSON.stringify([{ areaId: scope.areaId }])}::jsonb or parts @> '[{"areaId": null}]'::jsonb)`
  const requests = await db
    .selectFrom('trackRequest')
    .selectAll()
    .where(wanted)
    .orderBy('askedAt', 'desc')
    .limit(most)
    .execute()
  return requests.flatMap((request) => request.parts.filter(isTold).map((part) => toldOf(request, part)))
}

/** Whoever decides must be allowed to see the same units today. */
export async function maySeeAll(db: Db, actor: Actor, territory: Territory, { parts }: Pick<TrackRequest, 'parts'>) {
  const { squadOf } = await readableUnits(db, actor, territory)
  return parts.every(({ unitIds }) => unitIds.every((unitId) => squadOf(unitId) !== undefined))
}
