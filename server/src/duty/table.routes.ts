import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { DutyTable, MoveDutyTable, NewDutyTable, Roster } from '@lianqin/shared/duty'
import { Day } from '@lianqin/shared/wire/day'
import { Moment, toMoment } from '@lianqin/shared/wire/moment'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor, order } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { readRoster } from './roster.query.ts'
import { addTable, moveTable } from './table.moves.ts'
import { readTables } from './table.query.ts'

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
  clock: () => number
}

const WRITERS = ['dispatcher', 'shift-lead'] as const
const READERS = [...WRITERS, 'centre-head', 'coordinator', 'administrator', 'squad-leader'] as const

/** /duty/tables: who is to be where and what for. /duty/roster: who is. */
export const tableRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, territory, clock }) => {
  const tags = ['duty']
  app.get('/duty/tables', {
    config: { only: READERS },
    schema: {
      summary: 'Duty tables whose days meet these: a township its own, a leader what is published for the own people',
      tags,
      querystring: Type.Object({ from: Day, to: Day }, { additionalProperties: false }),
      response: { 200: Type.Object({ tables: Type.Array(DutyTable) }) },
    },
    handler: async (request) => ({ tables: await readTables(db, actor(request).scope, request.query) }),
  })
  app.post('/duty/tables', {
    config: { only: WRITERS },
    schema: {
      summary: 'Open a draft, or with `revises` the next edition of a published table',
      description:
        '422 `duty.area-missing`, `duty.days-wrong`, `duty.time-outside` (the point by its number), 404 `officer.missing`: somebody who does not serve there.',
      tags,
      body: NewDutyTable,
      response: { 201: DutyTable },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await write(order(request), (trx) => addTable(trx, territory, request.body))),
  })
  app.post('/duty/tables/:id/moves', {
    config: { only: WRITERS },
    schema: {
      summary: 'Write the points of a draft, publish it, or withdraw it',
      description:
        'Published only when every point says person, post, time, duty, standard, reward and penalty: 422 `duty.incomplete` names each point and what it lacks (`1:person,time 3:standard`). 409 `duty.already-published`: another table stands for some of these days; revise that one.',
      tags,
      params: Type.Object({ id: DutyTable.properties.id }),
      body: MoveDutyTable,
      response: { 200: DutyTable },
    },
    handler: (request) => write(order(request), (trx) => moveTable(trx, territory, request.params.id, request.body)),
  })
  app.get('/duty/roster', {
    config: { only: READERS },
    schema: {
      summary: 'Who should be on at a moment or now, who is signed on, and which squads did not tell',
      tags,
      querystring: Type.Object({ at: Type.Optional(Moment) }, { additionalProperties: false }),
      response: { 200: Roster },
    },
    handler: (request) => {
      const at = request.query.at === undefined ? clock() : Date.parse(request.query.at)
      return readRoster(db, actor(request).scope, toMoment(at))
    },
  })
}
