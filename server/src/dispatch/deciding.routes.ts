import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Approval, AskApproval, MoveApproval } from '@lianqin/shared/approval'
import { Incident } from '@lianqin/shared/incident'
import { IssueSupervision, MoveSupervision, Supervision } from '@lianqin/shared/supervision'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { order } from '../kernel/auth.ts'
import type { Write } from '../kernel/write.ts'
import { askApproval, issueSupervision, moveApproval, moveSupervision } from './dispatch.moves.ts'

interface Needs {
  write: Write
  territory: TerritoryBook
}

const one = <T extends { properties: { id: unknown } }>(row: T) =>
  Type.Object({ id: row.properties.id as T['properties']['id'] & Type.TSchema })

/** What needs another's word: extensions, suspensions and forced closes; and what the centre orders squads to answer. */
export const decidingRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { write, territory }) => {
  app.post('/incidents/:id/approvals', {
    config: { only: ['dispatcher', 'shift-lead', 'centre-head', 'squad-leader'] },
    schema: {
      summary: 'Ask for an extension by one original limit, a suspension to a date, or a forced close',
      description:
        '409 `incident.overdue`: the limit has passed, nothing extends or stops it any more. 409 `approval.extended-twice`, `approval.asked-already`. 422 `approval.until-unfit`: a suspension names a date at most a year ahead.',
      tags: ['approval'],
      params: one(Incident),
      body: AskApproval,
      response: { 201: Approval },
    },
    handler: async (request, reply) =>
      reply
        .code(201)
        .send(await write(order(request), (trx) => askApproval(trx, territory, request.params.id, request.body))),
  })
  app.post('/approvals/:id/moves', {
    schema: {
      summary: 'Grant, refuse or withdraw a request; after the last grant of its chain it takes effect',
      description:
        '409 `approval.own`: nobody decides on an own request, and only who asked withdraws it. 409 `approval.illegal-move`: another role’s word is awaited.',
      tags: ['approval'],
      params: one(Approval),
      body: MoveApproval,
      response: { 200: Approval },
    },
    handler: (request) => write(order(request), (trx) => moveApproval(trx, territory, request.params.id, request.body)),
  })
  app.post('/incidents/:id/supervisions', {
    config: { only: ['shift-lead', 'centre-head'] },
    schema: {
      summary: 'Order a squad of this case to answer, or remind it; its own clock starts now',
      description: '422 `supervision.squad-unfit`: that squad has and had no task in the case.',
      tags: ['supervision'],
      params: one(Incident),
      body: IssueSupervision,
      response: { 201: Supervision },
    },
    handler: async (request, reply) =>
      reply
        .code(201)
        .send(await write(order(request), (trx) => issueSupervision(trx, territory, request.params.id, request.body))),
  })
  app.post('/supervisions/:id/moves', {
    schema: {
      summary: 'Acknowledge or answer an order (squad); close it, ask again or withdraw it (shift lead, centre head)',
      tags: ['supervision'],
      params: one(Supervision),
      body: MoveSupervision,
      response: { 200: Supervision },
    },
    handler: (request) =>
      write(order(request), (trx) => moveSupervision(trx, territory, request.params.id, request.body)),
  })
}
