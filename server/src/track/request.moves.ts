import {
  ASKED_LASTS_MS,
  MOST_FETCHES,
  MOST_PENDING,
  type MoveTrackRequest,
  type NewTrackRequest,
  type TrackRequest,
  trackRequestMachine,
} from '@lianqin/shared/track/request'
import type { TrackGrant } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { maySeeAll, requestAudience, toldAudience, toldOf, visibleRequests } from './request.query.ts'
import { partsAsked, recordViews, refuseTooLarge, somebody } from './view.moves.ts'

/** Asks for a file that two people must want. Nothing is looked at yet; the squads it is about hear of it at once. */
export async function askRequest(trx: Trx, territory: TerritoryBook, order: NewTrackRequest): Promise<TrackRequest> {
  const askedById = somebody(trx)
  const { scope, title } = trx.actor
  const parts = await partsAsked(trx, territory, order)
  await refuseTooLarge(trx, order, parts)
  await refuseTooManyPending(trx)
  const squadId = scope.kind === 'squad' ? scope.squadId : null
  const request: TrackRequest = {
    id: freshId('request', trx.now),
    state: trackRequestMachine.initial,
    areaId: scope.kind === 'area' ? scope.areaId : squadId === null ? null : (parts[0]?.areaId ?? null),
    squadId,
    parts,
    fromAt: toMoment(Date.parse(order.from)),
    toAt: toMoment(Date.parse(order.to)),
    purpose: order.purpose,
    reason: order.reason,
    ...{ askedAt: trx.now, askedById, askedByTitle: title },
    until: toMoment(Date.parse(trx.now) + ASKED_LASTS_MS),
    ...{ decidedAt: null, decidedById: null, decidedByTitle: null, decision: null, grantId: null },
    ...{ fetches: 0, version: 1 },
  }
  await trx
    .insertInto('trackRequest')
    .values({ ...request, parts: JSON.stringify(parts) })
    .execute()
  append(trx, 'track.asked', { request }, { audience: requestAudience(request), incidentId: null })
  tellSquads(trx, request)
  armLapse(trx, request)
  return request
}

/** One's own row is held: of two at once the second counts the first. */
async function refuseTooManyPending(trx: Trx): Promise<void> {
  const by = somebody(trx)
  await trx.selectFrom('person').select('id').where('id', '=', by).forUpdate().execute()
  const pending = await trx
    .selectFrom('trackRequest')
    .select('id')
    .where('askedById', '=', by)
    .where('state', '=', 'asked')
    .execute()
  if (pending.length >= MOST_PENDING) throw new Problem('track.request-pending', { most: MOST_PENDING })
}

/** A second person agrees or refuses; or whoever asked takes it back, also after the agreement. */
export async function moveRequest(
  trx: Trx,
  territory: TerritoryBook,
  id: TrackRequest['id'],
  { move, version, reason }: MoveTrackRequest,
): Promise<TrackRequest> {
  const by = somebody(trx)
  const request = await lockRequest(trx, id)
  if (request.version !== version) throw new Problem('track.request-stale', { id, version: request.version })
  const isOwn = request.askedById === by
  if (isOwn && move !== 'withdraw') throw new Problem('track.request-own', { id })
  const allowed: readonly string[] = trackRequestMachine.movesFrom(request.state, trx.actor.role)
  if (!allowed.includes(move) || (move === 'withdraw' && !isOwn))
    throw new Problem('track.request-illegal-move', { id, move, state: request.state })
  if (trackRequestMachine.needsReason(move) && !reason) throw new Problem('move.reason-missing', { move })
  if (move === 'withdraw') return step(trx, request, 'withdraw', {}, reason)
  // What one may not see oneself is as unknown as what does not exist.
  if (!(await maySeeAll(trx, trx.actor, territory.current(), request)))
    throw new Problem('track.request-missing', { id })
  const decided = { decidedAt: trx.now, decidedById: by, decidedByTitle: trx.actor.title, decision: reason ?? null }
  return move === 'refuse' ? step(trx, request, 'refuse', decided, reason) : agree(trx, request, decided, reason)
}

type Change = Partial<Omit<TrackRequest, 'id' | 'parts' | 'state' | 'version'>>

/** From now on it is a look like any other, of whoever asked; until it is over, it may be fetched. */
async function agree(trx: Trx, request: TrackRequest, decided: Change, reason: string | undefined) {
  const { parts, fromAt, toAt, purpose, askedById, askedByTitle } = request
  const grant = await recordViews(trx, parts, {
    ...{ fromAt, toAt, purpose, reason: request.reason },
    ...{ viewedById: askedById, viewedByTitle: askedByTitle },
  })
  const agreed = await step(trx, request, 'agree', { ...decided, grantId: grant.id, until: grant.until }, reason)
  armLapse(trx, agreed)
  return agreed
}

/**
 * Counts one fetching of a file that two have agreed to, before a byte of it leaves; a grant that needed no second person
 * counts nothing and answers null.
 */
export async function fetchRequest(trx: Trx, { id: grantId }: Pick<TrackGrant, 'id'>): Promise<TrackRequest | null> {
  const request = await trx
    .selectFrom('trackRequest')
    .selectAll()
    .where('grantId', '=', grantId)
    .forUpdate()
    .executeTakeFirst()
  if (!request) return null
  const allowed: readonly string[] = trackRequestMachine.movesFrom(request.state, trx.actor.role)
  if (!allowed.includes('fetch') || request.until <= trx.now || request.askedById !== trx.actor.personId)
    throw new Problem('track.no-grant', { id: grantId })
  if (request.fetches >= MOST_FETCHES) throw new Problem('track.fetched-enough', { most: MOST_FETCHES })
  return step(trx, request, 'fetch', { fetches: request.fetches + 1 }, undefined)
}

/** Nobody has said anything, or nobody has fetched it, until it was over. */
export async function lapseRequest(trx: Trx, id: TrackRequest['id']): Promise<void> {
  const request = await trx.selectFrom('trackRequest').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!request || !trackRequestMachine.movesFrom(request.state, 'clock').includes('lapse')) return
  // Agreed to meanwhile, it lasts longer, and has another timer for that.
  if (request.until > trx.now) return
  await step(trx, request, 'lapse', {}, undefined)
}

async function step(
  trx: Trx,
  request: TrackRequest,
  move: (typeof trackRequestMachine.names)[number],
  change: Change,
  reason: string | undefined,
): Promise<TrackRequest> {
  const set = { ...change, state: trackRequestMachine.next(request.state, move), version: request.version + 1 }
  const moved: TrackRequest = { ...request, ...set }
  await trx.updateTable('trackRequest').set(set).where('id', '=', request.id).execute()
  const body = { move, reason: reason ?? null, deviceAt: null, request: moved }
  append(trx, 'track.request-moved', body, { audience: requestAudience(moved), incidentId: null })
  tellSquads(trx, moved)
  return moved
}

function tellSquads(trx: Trx, request: TrackRequest): void {
  for (const part of request.parts)
    append(
      trx,
      'track.request-told',
      { told: toldOf(request, part) },
      { audience: toldAudience(part), incidentId: null },
    )
}

const armLapse = (trx: Trx, { id, until }: TrackRequest) =>
  void trx.timers.push({ kind: 'track.request-lapse', ref: { requestId: id }, dueAt: until })

async function lockRequest(trx: Trx, id: TrackRequest['id']): Promise<TrackRequest> {
  const missing = new Problem('track.request-missing', { id })
  const seen = await visibleRequests(trx, trx.actor.scope).where('trackRequest.id', '=', id).executeTakeFirst()
  if (!seen) throw missing
  const request = await trx.selectFrom('trackRequest').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!request) throw missing
  return request
}
