import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import {
  ASKED_LASTS_MS,
  MOST_PENDING,
  MoveTrackRequest,
  NewTrackRequest,
  ToldRequest,
  TrackRequest,
} from '@lianqin/shared/track/request'
import { lookerRoles } from '@lianqin/shared/track/view'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor, order } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { askRequest, moveRequest } from './request.moves.ts'
import { toldRequests, visibleRequests } from './request.query.ts'

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
}

const NEWEST = 50
const HOURS = ASKED_LASTS_MS / 3_600_000

/** /track-requests: files of tracks that one person may not take away alone. */
export const requestRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, territory }) => {
  const tags = ['track']
  app.post('/track-requests', {
    config: { only: lookerRoles },
    schema: {
      summary: 'Ask for a file of tracks that needs a second person',
      description: `Undecided it lapses after ${HOURS} hours. The squads it is about hear of it, and of every step. 404 \`unit.missing\`; 422 \`track.span-wrong\`, \`track.too-many\`; 409 \`track.request-pending\`: ${MOST_PENDING} of one’s own await a word.`,
      tags,
      body: NewTrackRequest,
      response: { 201: TrackRequest },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await write(order(request), (trx) => askRequest(trx, territory, request.body))),
  })

  app.get('/track-requests', {
    schema: {
      summary: `Requests at the desks within one’s reach, and what one’s squads are told of others; the newest ${NEWEST} of each`,
      tags,
      response: { 200: Type.Object({ requests: Type.Array(TrackRequest), told: Type.Array(ToldRequest) }) },
    },
    handler: async (request) => {
      const { scope } = actor(request)
      const [requests, told] = await Promise.all([
        visibleRequests(db, scope).orderBy('askedAt', 'desc').orderBy('id').limit(NEWEST).execute(),
        toldRequests(db, scope, NEWEST),
      ])
      return { requests, told }
    },
  })

  app.post('/track-requests/:id/moves', {
    config: { only: lookerRoles },
    schema: {
      summary: 'Agree as the second person, refuse with a reason, or take back what one has asked oneself',
      description:
        'Whoever agrees may see every unit of it. Agreed to, the file is at GET /track-exports/{grantId} for whoever asked, three times at most within twelve hours. 409 `track.request-own`: nobody decides on a request of their own; `track.request-stale`, `track.request-illegal-move`; 422 `move.reason-missing`.',
      tags,
      params: Type.Object({ id: TrackRequest.properties.id }),
      body: MoveTrackRequest,
      response: { 200: TrackRequest },
    },
    handler: (request) => write(order(request), (trx) => moveRequest(trx, territory, request.params.id, request.body)),
  })
}
