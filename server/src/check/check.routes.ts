import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Audit } from '@lianqin/shared/audit'
import { visibleIncidents } from '../incident/incident.query.ts'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import { check } from './check.query.ts'

const Violation = Type.Object({ invariant: Type.String(), what: Type.String(), ids: Type.Array(Type.String()) })

/** /check: the promises of the system, tried against its rows. */
interface Needs {
  db: Db
  districtId: string
  verdict: () => Audit
}

const DESK = ['dispatcher', 'shift-lead', 'centre-head', 'viewer', 'administrator'] as const

export const checkRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, districtId, verdict }) => {
  app.get('/audit', {
    config: { only: DESK },
    schema: {
      summary: 'The auditor’s last word: open incidents that one may see and that nobody has; none is the good answer',
      tags: ['log'],
      response: { 200: Audit },
    },
    handler: async (request) => {
      const { at, forgotten } = verdict()
      if (forgotten.length === 0) return { at, forgotten: [] }
      const { scope } = actor(request)
      const seen = await visibleIncidents(db, scope).where('incident.id', 'in', forgotten).execute()
      return { at, forgotten: seen.map(({ id }) => id) }
    },
  })
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
