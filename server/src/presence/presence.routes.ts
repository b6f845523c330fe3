import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { Scope } from '@lianqin/shared/person'
import { Arrival, FenceStay, MoveArrival } from '@lianqin/shared/presence'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor, order } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { readableUnits } from '../track/view.query.ts'
import { dismissArrival } from './arrival.moves.ts'
import { GOING } from './goals.ts'

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
}

/** Proposals that a reader may see: of a township's cases, or to the squad itself; only while nobody has said so, or no. */
function openArrivals(db: Db, scope: Scope) {
  const arrivals = db
    .selectFrom('arrival')
    .selectAll('arrival')
    .where('arrival.leftAt', 'is', null)
    .where('arrival.dismissedAt', 'is', null)
    .where('arrival.taskId', 'in', (is) => is.selectFrom('task').select('task.id').where('task.state', 'in', GOING))
  if (scope.kind === 'district') return arrivals
  return scope.kind === 'area'
    ? arrivals.where('arrival.areaId', '=', scope.areaId)
    : arrivals.where('arrival.squadId', '=', scope.squadId)
}

/** /arrivals: who seems to be there. /fence-stays: who is inside of which fence. */
export const presenceRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, territory }) => {
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
  app.post('/arrivals/:id/moves', {
    config: { only: ['squad-leader'] },
    schema: {
      summary: 'Say that the squad has not arrived, as its position suggests; it is not proposed for this task again',
      description: 'That it has arrived is said by the task’s own move. 404 `task.missing`: nothing was proposed.',
      tags,
      params: Type.Object({ id: Arrival.properties.taskId }),
      body: MoveArrival,
      response: { 200: Arrival },
    },
    handler: (request) => write(order(request), (trx) => dismissArrival(trx, request.params.id)),
  })
  app.get('/fence-stays', {
    schema: {
      summary: 'Which units one may see are inside of which fence, and since when',
      tags,
      response: { 200: Type.Object({ stays: Type.Array(FenceStay) }) },
    },
    handler: async (request) => {
      const { squadOf } = await readableUnits(db, actor(request), territory.current())
      const stays = await db
        .selectFrom('fenceStay')
        .select(['unitId', 'fenceId', 'since', 'toldDwell'])
        .where('leftAt', 'is', null)
        .orderBy('since')
        .execute()
      return { stays: stays.filter(({ unitId }) => squadOf(unitId)) }
    },
  })
}
