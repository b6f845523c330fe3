import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Alarm } from '@lianqin/shared/alarm'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import { visibleAlarms } from './alarm.query.ts'

const MOST = 500

/** /alarms: what shouts until somebody owns it. */
export const alarmRoutes: FastifyPluginAsyncTypebox<{ db: Db }> = async (app, { db }) => {
  app.get('/alarms', {
    schema: {
      summary: `Alarms one may see, newest first, at most ${MOST}; open=true only those that stand`,
      tags: ['alarm'],
      querystring: Type.Object({ open: Type.Optional(Type.Enum(['true', 'false'])) }, { additionalProperties: false }),
      response: { 200: Type.Object({ alarms: Type.Array(Alarm) }) },
    },
    handler: async (request) => ({
      alarms: await visibleAlarms(db, actor(request).scope)
        .$if(request.query.open === 'true', (query) => query.where('state', '!=', 'cleared'))
        .orderBy('raisedAt', 'desc')
        .limit(MOST)
        .execute(),
    }),
  })
}
