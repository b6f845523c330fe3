import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { Scope } from '@lianqin/shared/person'
import { Arrival, FenceStay } from '@lianqin/shared/presence'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import { readableUnits } from '../track/view.query.ts'
import { GOING } from './goals.ts'

/** Proposals that a reader may see: of a township's cases, or to the squad itself; only while nobody has said so. */
function openArrivals(db: Db, scope: Scope) {
  const arrivals = db
    .selectFrom('arrival')
    .selectAll('arrival')
    .where('arrival.taskId', 'in', (is) => is.selectFrom('task').select('task.id').where('task.state', 'in', GOING))
  if (scope.kind === 'district') return arrivals
  return scope.kind === 'area'
    ? arrivals.where('arrival.areaId', '=', scope.areaId)
    : arrivals.where('arrival.squadId', '=', scope.squadId)
}

/** /arrivals: who seems to be there. /fence-stays: who is inside of which fence. */
export const presenceRoutes: FastifyPluginAsyncTypebox<{ db: Db; territory: TerritoryBook }> = async (
  app,
  { db, territory },
) => {
  const tags = ['presence']
  app.get('/arrivals', {
    schema: {
      summary: 'Squads that seem to have arrived and have not said so',
      tags,
      response: { 200: Type.Object({ arrivals: Type.Array(Arrival) }) },
    },
    handler: async (request) => ({
      arrivals: await openArrivals(db, actor(request).scope).orderBy('proposedAt', 'desc').execute(),
    }),
  })
  app.get('/fence-stays', {
    schema: {
      summary: 'Which units one may see are inside of which fence, and since when',
      tags,
      response: { 200: Type.Object({ stays: Type.Array(FenceStay) }) },
    },
    handler: async (request) => {
      const { squadOf } = await readableUnits(db, actor(request), territory.current())
      const stays = await db.selectFrom('fenceStay').selectAll().orderBy('since').execute()
      return { stays: stays.filter(({ unitId }) => squadOf(unitId)) }
    },
  })
}
