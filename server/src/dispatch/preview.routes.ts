import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { AskRecommendation, Recommendation } from '@lianqin/shared/recommendation'
import { toMoment } from '@lianqin/shared/wire/moment'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Surroundings } from './ground.query.ts'
import { previewOf } from './preview.query.ts'

interface Needs {
  db: Db
  around: Surroundings
  clock: () => number
}

/** /recommendations: who could go, asked while a report is still being written. */
export const previewRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, around, clock }) => {
  app.post('/recommendations', {
    config: { only: ['dispatcher', 'shift-lead'], frequent: true },
    schema: {
      summary: 'Who could go if this report were filed, and why; writes nothing',
      description:
        'One recommendation for each place that the run card calls first, the lead’s before the others. Distances in metres, times in minutes. `incidentId` is null: there is no case yet. 422 `matter.missing`, `condition.missing`: no such class, or no such filing condition of it. ' +
        '422 `place.outside`: the place, in its declared datum, lies in no area, or in none that one may see.',
      tags: ['dispatch'],
      body: AskRecommendation,
      response: { 200: Type.Object({ recommendations: Type.Array(Recommendation) }) },
    },
    handler: async (request) => {
      const asked = { now: toMoment(clock()), scope: actor(request).scope }
      return { recommendations: await previewOf(db, around, request.body, asked) }
    },
  })
}
