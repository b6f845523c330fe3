import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { liveOfferStates, Offer } from '@lianqin/shared/offer'
import { actor } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import { visibleOffers } from './offer.query.ts'

const MOST = 2_000

/** /offers: tasks held out to squads. */
export const offerRoutes: FastifyPluginAsyncTypebox<{ db: Db }> = async (app, { db }) => {
  app.get('/offers', {
    schema: {
      summary: `Offers one may see, newest first, at most ${MOST}; live=true only those waiting for an answer`,
      tags: ['offer'],
      querystring: Type.Object({ live: Type.Optional(Type.Enum(['true', 'false'])) }, { additionalProperties: false }),
      response: { 200: Type.Object({ offers: Type.Array(Offer) }) },
    },
    handler: async (request) => ({
      offers: await visibleOffers(db, actor(request).scope)
        .$if(request.query.live === 'true', (query) => query.where('state', 'in', liveOfferStates))
        .orderBy('madeAt', 'desc')
        .limit(MOST)
        .execute(),
    }),
  })
}
