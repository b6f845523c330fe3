import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Task } from '@lianqin/shared/task'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import { visibleTasks } from './task.query.ts'

const OVER = ['checked', 'sent-back', 'called-off'] as const
const MOST = 2_000

/** /tasks: what is to be done, by whom. */
export const taskRoutes: FastifyPluginAsyncTypebox<{ db: Db }> = async (app, { db }) => {
  app.get('/tasks', {
    schema: {
      summary: `Tasks one may see, newest first, at most ${MOST}; open=true only those not over`,
      tags: ['task'],
      querystring: Type.Object({ open: Type.Optional(Type.Enum(['true', 'false'])) }, { additionalProperties: false }),
      response: { 200: Type.Object({ tasks: Type.Array(Task) }) },
    },
    handler: async (request) => ({
      tasks: await visibleTasks(db, actor(request).scope)
        .$if(request.query.open === 'true', (query) => query.where('state', 'not in', OVER))
        .orderBy('openedAt', 'desc')
        .limit(MOST)
        .execute(),
    }),
  })
}
