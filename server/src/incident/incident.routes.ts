import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Alarm } from '@lianqin/shared/alarm'
import { Approval } from '@lianqin/shared/approval'
import { AROUND_AT_MOST, Around, AskAround } from '@lianqin/shared/around'
import { inWgs84 } from '@lianqin/shared/datum'
import { LoggedEventShape } from '@lianqin/shared/events'
import { ImportIncidents, ImportReceipt, Incident, incidentMachine, NewIncident } from '@lianqin/shared/incident'
import { CaseLead, LeadOmission } from '@lianqin/shared/lead'
import { Offer } from '@lianqin/shared/offer'
import { Photo } from '@lianqin/shared/photo'
import { Squad } from '@lianqin/shared/squad'
import { Supervision } from '@lianqin/shared/supervision'
import { Task } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { Nullable } from '@lianqin/shared/wire/words'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor, order } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { incidentsAround } from './around.query.ts'
import { importIncidents, reportIncident } from './incident.moves.ts'
import { pageOfIncidents, similarTo, visibleIncidents } from './incident.query.ts'
import { incidentFile } from './incident-file.query.ts'

interface Needs {
  db: Db
  write: Write
  districtId: string
  territory: TerritoryBook
  clock: () => number
}

const OneIncident = Type.Object({ id: Incident.properties.id })
const Digits = Type.String({ pattern: '^\\d{1,9}$' })
const PAGE = 50
const LARGEST_PAGE = 200
const LONGEST_SEARCH = 100
/** More words than anybody looks for at once. */
const MOST_WORDS = 6

const Filter = Type.Object(
  {
    state: Type.Optional(Type.Enum(incidentMachine.states)),
    open: Type.Optional(Type.Enum(['true', 'false'])),
    limit: Type.Optional(Digits),
    before: Type.Optional(Digits),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: LONGEST_SEARCH, pattern: '\\S' })),
  },
  { additionalProperties: false },
)

const IncidentFile = Type.Object({
  incident: Incident,
  tasks: Type.Array(Task),
  offers: Type.Array(Offer),
  alarms: Type.Array(Alarm),
  approvals: Type.Array(Approval),
  supervisions: Type.Array(Supervision),
  parties: Type.Array(Type.Pick(Squad, ['id', 'name'])),
  leader: Nullable(Type.Pick(Squad, ['id', 'name'])),
  photos: Type.Array(Photo),
  lead: Nullable(CaseLead),
  omission: Nullable(LeadOmission),
  /** Reports that were merged into it: both are kept, with their reporters. */
  repeats: Type.Array(Incident),
  /** The case that it repeats, the major incident that it belongs to, and those that belong to it. */
  linked: Type.Array(Incident),
  timeline: Type.Array(LoggedEventShape),
})

/** /incidents: what happened, from the first report on. Moves of a case are with the dispatch routes. */
export const incidentRoutes: FastifyPluginAsyncTypebox<Needs> = async (
  app,
  { db, write, districtId, territory, clock },
) => {
  const tags = ['incident']
  app.get('/incidents', {
    schema: {
      summary: 'Incidents one may see, newest first',
      description: `At most ${LARGEST_PAGE} a page; \`next\` is the \`before\` of the following page, null on the last. \`q\` looks for words, at most ${MOST_WORDS}: each is the number of the case or stands in its external number, address or description.`,
      tags,
      querystring: Filter,
      response: { 200: Type.Object({ incidents: Type.Array(Incident), next: Nullable(Type.Integer()) }) },
    },
    handler: async (request) => {
      const { state = null, open, limit = PAGE, before, q = '' } = request.query
      const page = {
        state,
        open: open === undefined ? null : open === 'true',
        words: q.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS),
        limit: Math.max(1, Math.min(Number(limit), LARGEST_PAGE)),
        before: before === undefined ? null : Number(before),
      }
      const incidents = await pageOfIncidents(db, actor(request).scope, page)
      return { incidents, next: incidents.length < page.limit ? null : (incidents.at(-1)?.no ?? null) }
    },
  })
  app.post('/incidents', {
    config: { only: ['dispatcher', 'shift-lead', 'squad-leader'], urgent: true },
    schema: {
      summary: 'Report an incident; type and place suffice',
      description:
        'With `filed: true` (dispatcher, shift lead) it is filed at once and routed by a job after the answer. Refused with matter.missing, or place.outside when the place, in its declared datum, lies in no area. ' +
        'A report with an `externalNo` that its source has sent before is answered with the case it became. ' +
        'With `duplicateOf` and a `reason` (dispatcher, shift lead) the report is added to that case: it is answered as void, never filed, and no squad is asked. Refused with incident.duplicate-missing unless that case stands.',
      tags,
      body: NewIncident,
      response: { 201: Incident },
    },
    handler: async (request, reply) =>
      reply
        .code(201)
        .send(await write(order(request), (trx) => reportIncident(trx, territory.current(), request.body))),
  })
  app.post('/incidents/imports', {
    config: { only: ['dispatcher', 'shift-lead'] },
    schema: {
      summary: 'Import rows of another system, at most 200 at once',
      description:
        'Times are kept. A row without `closedAt` waits as reported. Refused rows are named by `line` and code; the others are imported all the same.',
      tags,
      body: ImportIncidents,
      response: { 200: ImportReceipt },
    },
    handler: async (request) => {
      if (actor(request).scope.kind !== 'district')
        throw new Problem('session.forbidden', { role: actor(request).role })
      return write(order(request), (trx) => importIncidents(trx, territory.current(), request.body.rows))
    },
  })
  app.get('/incidents/around', {
    schema: {
      summary: 'Cases near a place that are still open or were reported lately, nearest first',
      description: `\`lon\`, \`lat\` in degrees of the declared \`crs\`, at most 2000 \`metres\` and 720 \`hours\`; \`metres\` of each case is its distance. At most ${AROUND_AT_MOST}, \`more\` says that there were others.`,
      tags,
      querystring: AskAround,
      response: { 200: Around },
    },
    handler: (request) => {
      const { lon, lat, crs, metres, hours } = request.query
      const place = inWgs84({ lon: Number(lon), lat: Number(lat), crs })
      const within = { metres: Number(metres), hours: Number(hours), now: toMoment(clock()) }
      return incidentsAround(db, actor(request).scope, place, within)
    },
  })
  app.get('/incidents/:id', {
    schema: {
      summary: 'One incident with its tasks, offers, alarms, requests, orders and every line of the log about it',
      description:
        'A squad sees its own part of it; as long as it leads a joint call-out, its members’ tasks too. `leader` is the squad that leads now, whoever asks.',
      tags,
      params: OneIncident,
      response: { 200: IncidentFile },
    },
    handler: (request) => incidentFile(db, districtId, actor(request).scope, request.params.id),
  })
  app.get('/incidents/:id/similar', {
    schema: {
      summary: 'Incidents that this one may repeat: same class, at most 50 m and 24 hours apart',
      tags,
      params: OneIncident,
      response: { 200: Type.Object({ incidents: Type.Array(Incident) }) },
    },
    handler: async (request) => {
      const { scope } = actor(request)
      const incident = await visibleIncidents(db, scope).where('id', '=', request.params.id).executeTakeFirst()
      if (!incident) throw new Problem('incident.missing', { id: request.params.id })
      return { incidents: await similarTo(db, scope, incident, incident.id) }
    },
  })
}
