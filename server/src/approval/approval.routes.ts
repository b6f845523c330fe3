import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Approval } from '@lianqin/shared/approval'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import { visibleApprovals } from './approval.query.ts'

const MOST = 500

/** /approvals: what was asked for a case, and whose word is awaited. */
export const approvalRoutes: FastifyPluginAsyncTypebox<{ db: Db }> = async (app, { db }) => {
  app.get('/approvals', {
    schema: {
      summary: `Requests one may see, newest first, at most ${MOST}; open=true only those that await a word`,
      tags: ['approval'],
      querystring: Type.Object({ open: Type.Optional(Type.Enum(['true', 'false'])) }, { additionalProperties: false }),
      response: { 200: Type.Object({ approvals: Type.Array(Approval) }) },
    },
    handler: async (request) => ({
      approvals: await visibleApprovals(db, actor(request).scope)
        .$if(request.query.open === 'true', (query) => query.where('state', '=', 'asked'))
        .orderBy('askedAt', 'desc')
        .limit(MOST)
        .execute(),
    }),
  })
}
