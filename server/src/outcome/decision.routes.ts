import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Decide, Decision } from '@lianqin/shared/decision'
import { CaseLead } from '@lianqin/shared/lead'
import { Party } from '@lianqin/shared/party'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { order } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { decideLead } from './decision.moves.ts'
import { discloseParty } from './party.moves.ts'

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
}

const OneLead = Type.Object({ id: CaseLead.properties.id })
const DECIDERS = ['shift-lead', 'centre-head'] as const
const tags = ['outcome']

/** What is decided on a lead, and the party in full for who decides. */
export const decisionRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, territory }) => {
  app.post('/leads/:id/decisions', {
    config: { only: DECIDERS },
    schema: {
      summary: 'Decide on a lead that was taken: let a first offence go, or punish',
      description:
        'Fines are in fen. `no-penalty`: 422 `decision.item-not-listed`, `decision.not-minor`, `decision.not-corrected`; 409 `decision.second-offence` says the earlier decision’s number and moment, `decision.second-offence-elsewhere` only that another township made one. ' +
        '`penalty`: 422 `decision.fine-too-high` says the on-the-spot limit, `decision.too-few-officers` how many licensed officers are needed. ' +
        'Both: 422 `decision.party-missing`, `decision.overdue` after ninety days without `extendedFor`; 403 `decision.not-competent`: the item is the department’s, not this township’s.',
      tags,
      params: OneLead,
      body: Decide,
      response: { 201: Decision },
    },
    handler: async (request, reply) =>
      reply
        .code(201)
        .send(await write(order(request), (trx) => decideLead(trx, territory, request.params.id, request.body))),
  })
  app.post('/leads/:id/disclosures', {
    config: { only: DECIDERS },
    schema: {
      summary: 'See the party of a lead in full; that somebody did stands in the log',
      description: '404 `party.missing`: the lead has none.',
      tags,
      params: OneLead,
      body: Type.Object({}, { additionalProperties: false }),
      response: { 200: Party },
    },
    handler: async (request) => {
      // Read after the commit: what a command answers is remembered for days, and this is not to be.
      const { partyId } = await write(order(request), (trx) => discloseParty(trx, request.params.id))
      return db
        .selectFrom('party')
        .select(['id', 'kind', 'name', 'creditCode', 'idTail'])
        .where('id', '=', partyId)
        .executeTakeFirstOrThrow()
    },
  })
}
