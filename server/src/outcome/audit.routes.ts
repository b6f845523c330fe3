import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Incident } from '@lianqin/shared/incident'
import { Nullable } from '@lianqin/shared/wire/words'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import { pageOfNotFiled } from './audit.query.ts'
import { Digits, LARGEST_PAGE, pageAsked } from './page.ts'

/** /audit: what a patrol audit looks for. */
export const auditRoutes: FastifyPluginAsyncTypebox<{ db: Db }> = async (app, { db }) => {
  app.get('/audit/not-filed', {
    config: { only: ['dispatcher', 'shift-lead', 'centre-head', 'coordinator'] },
    schema: {
      summary: 'Incidents closed as a violation without a lead and without a reason why not, newest first',
      description: `At most ${LARGEST_PAGE} a page; \`next\` is the \`before\` of the following page, null on the last; \`total\` counts all of them.`,
      tags: ['outcome'],
      querystring: Type.Object(
        { limit: Type.Optional(Digits), before: Type.Optional(Digits) },
        { additionalProperties: false },
      ),
      response: {
        200: Type.Object({
          incidents: Type.Array(Incident),
          total: Type.Integer({ minimum: 0 }),
          next: Nullable(Type.Integer()),
        }),
      },
    },
    handler: async (request) => {
      const page = pageAsked(request.query)
      const { incidents, total } = await pageOfNotFiled(db, actor(request).scope, page)
      return { incidents, total, next: incidents.length < page.limit ? null : (incidents.at(-1)?.no ?? null) }
    },
  })
}
