import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { LoggedEventShape } from '@lianqin/shared/events'
import { Problem } from '@lianqin/shared/wire/problem'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import { readSince, withoutAudience } from '../kernel/event-log.ts'
import { proveLog } from '../kernel/log-proof.ts'

const Verdict = Type.Object({
  whole: Type.Boolean(),
  seq: Type.Integer(),
  hash: Type.Optional(Type.String()),
  why: Type.Optional(Type.Enum(['missing', 'changed', 'cut'])),
})
const PAGE = 200

/** /log: the record of who did what, and the proof that nobody has changed it since. */
export const logRoutes: FastifyPluginAsyncTypebox<{ db: Db; districtId: string }> = async (app, { db, districtId }) => {
  const tags = ['log']
  app.get('/log', {
    config: { only: ['administrator', 'shift-lead'] },
    schema: {
      summary: `Lines of the log after \`after\`, oldest first, at most ${PAGE}`,
      tags,
      querystring: Type.Object(
        { after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })) },
        { additionalProperties: false },
      ),
      response: { 200: Type.Object({ lines: Type.Array(LoggedEventShape) }) },
    },
    handler: async (request) => {
      if (actor(request).scope.kind !== 'district')
        throw new Problem('session.forbidden', { role: actor(request).role })
      const lines = await readSince(db, districtId, Number(request.query.after ?? 0), PAGE)
      // Facts without an audience are about people and accounts, which are the administrator's alone.
      const told = actor(request).role === 'administrator' ? lines : lines.filter(({ audience }) => audience.length > 0)
      return { lines: told.map(withoutAudience) }
    },
  })
  app.get('/log/verification', {
    config: { only: ['administrator'] },
    schema: {
      summary: 'Recompute the hash chain: whole, or the first line that was changed, is missing or was cut off',
      tags,
      response: { 200: Verdict },
    },
    handler: () => proveLog(db, districtId),
  })
}
