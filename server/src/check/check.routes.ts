import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { Db } from '../kernel/db.ts'
import { check } from './check.query.ts'

const Violation = Type.Object({ invariant: Type.String(), what: Type.String(), ids: Type.Array(Type.String()) })

/** /check: the promises of the system, tried against its rows. */
export const checkRoutes: FastifyPluginAsyncTypebox<{ db: Db; districtId: string }> = async (
  app,
  { db, districtId },
) => {
  app.get('/check', {
    config: { only: ['administrator'] },
    schema: {
      summary: 'Every broken invariant with the rows that break it; clean is an empty list',
      tags: ['log'],
      response: { 200: Type.Object({ clean: Type.Boolean(), violations: Type.Array(Violation) }) },
    },
    handler: async () => {
      const violations = await check(db, districtId, { running: true })
      return { clean: violations.length === 0, violations }
    },
  })
}
