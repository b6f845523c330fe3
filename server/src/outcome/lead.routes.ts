import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Incident } from '@lianqin/shared/incident'
import { CaseLead, LeadOmission, leadMachine, MoveLead, OmitLead, OpenLead } from '@lianqin/shared/lead'
import { LeadFile, ListedLead } from '@lianqin/shared/lead-file'
import { Nullable } from '@lianqin/shared/wire/words'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor, order } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { moveLead } from './lead.moves.ts'
import { leadFile, pageOfLeads } from './lead.query.ts'
import { openLeadOf } from './lead-opening.moves.ts'
import { omitLead } from './omission.moves.ts'
import { Digits, LARGEST_PAGE, pageAsked } from './page.ts'

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
}

const OneIncident = Type.Object({ id: Incident.properties.id })
const OneLead = Type.Object({ id: CaseLead.properties.id })
const DESK = ['dispatcher', 'shift-lead'] as const
const READERS = [...DESK, 'centre-head', 'coordinator', 'squad-leader'] as const
const tags = ['outcome']

/** /leads: what was handed over to the case centre, and how it stands there. */
export const leadRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, territory }) => {
  app.post('/incidents/:id/leads', {
    config: { only: DESK },
    schema: {
      summary: 'Hand an incident that was closed as a violation over to the case centre',
      description:
        'One lead for an incident, with the pictures it has: asked for again, the standing one is answered, whatever is said then; one that was withdrawn when the incident was reopened is handed over anew. 409 `lead.not-violation`; 422 `lead.item-missing`: not an item of the catalogue that the incident was opened under. The same can be said while closing: `lead` of the move `close`.',
      tags,
      params: OneIncident,
      body: OpenLead,
      response: { 201: CaseLead },
    },
    handler: async (request, reply) =>
      reply
        .code(201)
        .send(await write(order(request), (trx) => openLeadOf(trx, territory, request.params.id, request.body))),
  })
  app.post('/incidents/:id/no-lead', {
    config: { only: DESK },
    schema: {
      summary: 'Record why a violation goes without a lead',
      description:
        '409 `lead.not-violation`, `lead.exists`, `lead.omitted-already`: the reason was given since it was closed.',
      tags,
      params: OneIncident,
      body: OmitLead,
      response: { 201: LeadOmission },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await write(order(request), (trx) => omitLead(trx, request.params.id, request.body))),
  })
  app.get('/leads', {
    config: { only: READERS },
    schema: {
      summary: 'Leads one may see, newest first; parties by a masked name, and for a squad without any',
      description: `At most ${LARGEST_PAGE} a page; \`next\` is the \`before\` of the following page, null on the last.`,
      tags,
      querystring: Type.Object(
        {
          state: Type.Optional(Type.Enum(leadMachine.states)),
          limit: Type.Optional(Digits),
          before: Type.Optional(Digits),
        },
        { additionalProperties: false },
      ),
      response: { 200: Type.Object({ leads: Type.Array(ListedLead), next: Nullable(Type.Integer()) }) },
    },
    handler: async (request) => {
      const page = { ...pageAsked(request.query), state: request.query.state ?? null }
      const leads = await pageOfLeads(db, actor(request).scope, page)
      return { leads, next: leads.length < page.limit ? null : (leads.at(-1)?.no ?? null) }
    },
  })
  app.get('/leads/:id', {
    config: { only: READERS },
    schema: {
      summary: 'One lead with its incident, the pictures, and what was decided',
      tags,
      params: OneLead,
      response: { 200: LeadFile },
    },
    handler: (request) => leadFile(db, actor(request).scope, request.params.id),
  })
  app.post('/leads/:id/moves', {
    config: { only: [...DESK, 'centre-head'] },
    schema: {
      summary: 'Take a lead up, return it with a reason, or hand it over again',
      description:
        '409 `lead.stale`, `lead.illegal-move`; `lead.not-violation`: its incident is not closed as one. Taken up, it is to be decided within ninety days: `decideBy`.',
      tags,
      params: OneLead,
      body: MoveLead,
      response: { 200: CaseLead },
    },
    handler: (request) => write(order(request), (trx) => moveLead(trx, request.params.id, request.body)),
  })
}
