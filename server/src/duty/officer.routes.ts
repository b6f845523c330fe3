import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { MoveOfficer, NewOfficer, Officer } from '@lianqin/shared/officer'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor, order } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { visibleOfficers } from '../squad/officer.query.ts'
import { addOfficer, moveOfficer } from './officer.moves.ts'

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
}

const KEEPERS = ['administrator', 'shift-lead'] as const
const READERS = [...KEEPERS, 'dispatcher', 'centre-head', 'coordinator', 'squad-leader'] as const
const MOST = 2_000

/** /officers: the register of people and their licences. Names and papers are for those who work with them: no wall reads it. */
export const officerRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, territory }) => {
  const tags = ['duty']
  app.get('/officers', {
    config: { only: READERS },
    schema: {
      summary: `Officers one may see, at most ${MOST}: a township those who serve in it and its own staff elsewhere, a leader the own squad's`,
      tags,
      response: { 200: Type.Object({ officers: Type.Array(Officer) }) },
    },
    handler: async (request) => ({
      officers: await visibleOfficers(db, actor(request).scope).orderBy('officer.id').limit(MOST).execute(),
    }),
  })
  app.post('/officers', {
    config: { only: KEEPERS },
    schema: {
      summary: 'Enter an officer in the register',
      description:
        '`licenceUntil` is the last day on which the licence holds, by the district’s calendar. 422 `officer.licence-half`: number and last day go together. 409 `officer.licence-taken`.',
      tags,
      body: NewOfficer,
      response: { 201: Officer },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await write(order(request), (trx) => addOfficer(trx, request.body))),
  })
  app.post('/officers/:id/moves', {
    config: { only: KEEPERS },
    schema: {
      summary: 'Change an entry, extend a licence, note that somebody has left or come back',
      description:
        '`change` carries `to`, `extend` carries `licenceUntil`. 409 `officer.on-duty`: signed on with the squad. 422 `officer.licence-not-later`. A squad on duty is counted anew.',
      tags,
      params: Type.Object({ id: Officer.properties.id }),
      body: MoveOfficer,
      response: { 200: Officer },
    },
    handler: (request) => write(order(request), (trx) => moveOfficer(trx, territory, request.params.id, request.body)),
  })
}
