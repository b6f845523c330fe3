import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Reference } from '@lianqin/shared/reference'
import { mayRead, squadAudience } from '@lianqin/shared/rights'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { TerritoryBook } from './territory.ts'

/** /reference: the district as data, for a screen that has just signed in. Units are those one may see. */
export const jurisdictionRoutes: FastifyPluginAsyncTypebox<{ db: Db; territory: TerritoryBook }> = async (
  app,
  { db, territory },
) => {
  app.get('/reference', {
    schema: {
      summary: 'Areas, matters, forces, units and named places of the district',
      description: '409 `district.missing` until a district has been loaded.',
      tags: ['jurisdiction'],
      response: { 200: Reference },
    },
    handler: async (request) => {
      const { scope } = actor(request)
      const { units, ...shared } = territory.current()
      const squads = await db.selectFrom('squad').select(['id', 'areaId']).execute()
      const seen = new Set(squads.filter((squad) => mayRead(scope, squadAudience(squad))).map(({ id }) => id))
      return { ...shared, units: units.filter(({ squadId }) => seen.has(squadId)) }
    },
  })
}
