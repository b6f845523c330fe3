import { Readable } from 'node:stream'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { LONGEST_REPLAY_MS, ReplayPage } from '@lianqin/shared/replay'
import { lookerRoles, TrackGrant } from '@lianqin/shared/track/view'
import { Moment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import { lookOf } from '../track/view.query.ts'
import { packed } from './packing.ts'
import { replayPage } from './replay.query.ts'

interface Needs {
  db: Db
  districtId: string
  territory: TerritoryBook
  clock: () => number
}

/** /replay: a past span for the time machine, which plays both on one clock: the log in pages, the tracks as one stream. */
export const replayRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, districtId, territory, clock }) => {
  const tags = ['replay']
  const config = { only: lookerRoles }
  app.get('/replay', {
    config,
    schema: {
      summary: 'The log of a span as one may see it today; on the first page also what stood when it began',
      description:
        'Ask again with `after` = `next` until that is null. Lines stand in the order of the log. 422 `track.span-wrong`: longer than 31 days.',
      tags,
      querystring: Type.Object(
        { from: Moment, to: Moment, after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })) },
        { additionalProperties: false },
      ),
      response: { 200: ReplayPage },
    },
    handler: (request) => {
      const { from, to, after } = request.query
      const span = { from: Date.parse(from), to: Date.parse(to) }
      if (!(span.to > span.from && span.to - span.from <= LONGEST_REPLAY_MS))
        throw new Problem('track.span-wrong', { days: 31, unitDays: 400 })
      return replayPage(
        db,
        { districtId, scope: actor(request).scope, span },
        after === undefined ? null : Number(after),
      )
    },
  })

  app.get('/replay/tracks', {
    config,
    schema: {
      summary: 'Every track of a grant, as stored: a stream of chunks',
      description:
        'For each chunk two bytes with the number of its unit in the grant’s `unitIds`, four with its length, and itself (shared/src/track), lowest byte first. Nothing outside of the grant’s span. 403 `track.no-grant`.',
      tags,
      querystring: Type.Object({ grant: TrackGrant.properties.id }, { additionalProperties: false }),
      response: { 200: Type.Unsafe<Readable>(Type.Any()) },
    },
    handler: async (request, reply) => {
      const grant = await lookOf(db, actor(request), territory.current(), request.query.grant, clock())
      return reply
        .type('application/octet-stream')
        .header('cache-control', 'no-store')
        .send(Readable.from(packed(db, grant)))
    },
  })
}
