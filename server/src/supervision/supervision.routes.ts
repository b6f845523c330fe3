import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Supervision } from '@lianqin/shared/supervision'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import { ENDED_SUPERVISIONS, visibleSupervisions } from './supervision.query.ts'

const MOST = 500

/** /supervisions: what the centre has ordered squads to answer. */
export const supervisionRoutes: FastifyPluginAsyncTypebox<{ db: Db }> = async (app, { db }) => {
  app.get('/supervisions', {
    schema: {
      summary: `Supervision orders and notices one may see, newest first, at most ${MOST}; open=true only those that stand`,
      tags: ['supervision'],
      querystring: Type.Object({ open: Type.Optional(Type.Enum(['true', 'false'])) }, { additionalProperties: false }),
      response: { 200: Type.Object({ supervisions: Type.Array(Supervision) }) },
    },
    handler: async (request) => ({
      supervisions: await visibleSupervisions(db, actor(request).scope)
        .$if(request.query.open === 'true', (query) => query.where('state', 'not in', ENDED_SUPERVISIONS))
        .orderBy('issuedAt', 'desc')
        .limit(MOST)
        .execute(),
    }),
  })
}
