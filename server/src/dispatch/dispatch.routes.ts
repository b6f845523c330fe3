import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Alarm, MoveAlarm } from '@lianqin/shared/alarm'
import { AmendIncident, Incident, MoveIncident } from '@lianqin/shared/incident'
import { MakeOffer, MoveOffer, Offer } from '@lianqin/shared/offer'
import { soleSlot } from '@lianqin/shared/plan'
import { Recommendation } from '@lianqin/shared/recommendation'
import { MoveTask, Task } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { visibleIncidents } from '../incident/incident.query.ts'
import { actor, order } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { amendIncident } from './amending.moves.ts'
import { chooseSquads } from './choosing.moves.ts'
import { moveAlarm, moveOffer, moveTask } from './dispatch.moves.ts'
import { caseOf, recommendOverStreets } from './dispatch.query.ts'
import type { Surroundings } from './ground.query.ts'
import { moveIncident } from './incident-step.moves.ts'
import { slotMeant } from './slots.engine.ts'

interface Needs {
  db: Db
  write: Write
  around: Surroundings
  clock: () => number
}

const STALE =
  '409 `*.stale`: somebody moved it since, look again. 409 `*.illegal-move`: the machine does not allow this role that step now.'

/** The steps of a case: its machines' one route each, the recommendation, and a dispatcher's own choice. */
export const dispatchRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, around, clock }) => {
  const tags = ['dispatch']
  const { territory } = around
  const one = <T extends { properties: { id: unknown } }>(row: T) =>
    Type.Object({ id: row.properties.id as T['properties']['id'] & Type.TSchema })

  app.post('/incidents/:id/moves', {
    config: { urgent: true },
    schema: {
      summary: 'Take one step of the incident machine',
      description: STALE,
      tags,
      params: one(Incident),
      body: MoveIncident,
      response: { 200: Incident },
    },
    handler: (request) => write(order(request), (trx) => moveIncident(trx, territory, request.params.id, request.body)),
  })
  app.post('/incidents/:id/amendments', {
    config: { only: ['dispatcher', 'shift-lead'] },
    schema: {
      summary: 'Correct how urgent a case is, or which major incident it is or belongs to',
      description:
        '422 `incident.link-unfit`: that is not a major incident, or it belongs to another itself. 409 `incident.has-parts`: others belong to this one, so that it stays major and belongs to none.',
      tags,
      params: one(Incident),
      body: AmendIncident,
      response: { 200: Incident },
    },
    handler: (request) =>
      write(order(request), (trx) => amendIncident(trx, territory, request.params.id, request.body)),
  })
  app.post('/tasks/:id/moves', {
    config: { urgent: true },
    schema: {
      summary: 'Take one step of the task machine',
      description: `${STALE} A \`rework\` binds no squad that has gone off duty: its task ends as \`called-off\` and its place is ranked anew.`,
      tags,
      params: one(Task),
      body: MoveTask,
      response: { 200: Task },
    },
    handler: (request) => write(order(request), (trx) => moveTask(trx, territory, request.params.id, request.body)),
  })
  app.post('/offers/:id/moves', {
    config: { urgent: true },
    schema: {
      summary: 'Answer an offer, acknowledge it, or withdraw it',
      description: `${STALE} 409 \`offer.lapsed\` and \`offer.taken\` carry the server's time, the answer-by and who holds the case now.`,
      tags,
      params: one(Offer),
      body: MoveOffer,
      response: { 200: Offer },
    },
    handler: (request) => write(order(request), (trx) => moveOffer(trx, territory, request.params.id, request.body)),
  })
  app.post('/alarms/:id/moves', {
    config: { urgent: true },
    schema: {
      summary: 'Own an alarm, release it, or clear it',
      description: STALE,
      tags,
      params: one(Alarm),
      body: MoveAlarm,
      response: { 200: Alarm },
    },
    handler: (request) => write(order(request), (trx) => moveAlarm(trx, territory, request.params.id, request.body)),
  })
  app.post('/incidents/:id/offers', {
    config: { only: ['dispatcher', 'shift-lead'], urgent: true },
    schema: {
      summary:
        'Hold a place in the case out to squads of one’s own choice; what is held out to others for it is withdrawn',
      description:
        'With several squads the first to accept wins. 422 `offer.not-competent`: a squad has no authority for this matter in this area. 409 `offer.taken`: a squad has accepted already. 409 `offer.not-lower`: only a case of lower priority is pre-empted, with a `reason`.',
      tags,
      params: one(Incident),
      body: MakeOffer,
      response: { 201: Type.Object({ offers: Type.Array(Offer) }) },
    },
    handler: async (request, reply) =>
      reply.code(201).send({
        offers: await write(order(request), (trx) => chooseSquads(trx, around, request.params.id, request.body)),
      }),
  })
  app.get('/incidents/:id/recommendation', {
    config: { only: ['dispatcher', 'shift-lead'] },
    schema: {
      summary:
        'Who is competent and near and why, who is passed over and why not, and what is missing; commits nothing',
      description: '`slot` is the place in the case to be filled, by default the first that is empty.',
      tags,
      params: one(Incident),
      querystring: Type.Object(
        { slot: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })) },
        { additionalProperties: false },
      ),
      response: { 200: Recommendation },
    },
    handler: async (request) => {
      const { id } = request.params
      const { scope } = actor(request)
      const incident = await visibleIncidents(db, scope).where('incident.id', '=', id).executeTakeFirst()
      if (!incident) throw new Problem('incident.missing', { id })
      const held = await caseOf(db, incident)
      const slot = slotMeant(incident, held, request.query.slot) ?? (request.query.slot === undefined && soleSlot(1))
      if (!slot) throw new Problem('slot.missing', { id, slot: request.query.slot ?? null })
      const asked = { slots: [slot], now: toMoment(clock()), scope }
      const [recommendation] = await recommendOverStreets(db, around, held, asked)
      if (!recommendation) throw new Problem('slot.missing', { id, slot: slot.id })
      return recommendation
    },
  })
}
