import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { MoveSquad, Squad } from '@lianqin/shared/squad'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor, order } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { moveSquad } from './squad.moves.ts'
import { visibleSquads } from './squad.query.ts'

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
}

/** /squads: who can do it, and who is on duty. */
export const squadRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, territory }) => {
  const tags = ['squad']
  app.get('/squads', {
    schema: { summary: 'The squads one may see', tags, response: { 200: Type.Object({ squads: Type.Array(Squad) }) } },
    handler: async (request) => ({ squads: await visibleSquads(db, actor(request).scope) }),
  })
  app.post('/squads/:id/moves', {
    schema: {
      summary: 'Sign a squad on or off duty',
      description:
        'A sign-on may name the officers who are there: then the squad carries how many they are (`crew`) and how many of them hold a licence that is valid today (`licensed`). 404 `officer.missing`: no active officer of this squad.',
      tags,
      params: Type.Object({ id: Squad.properties.id }),
      body: MoveSquad,
      response: { 200: Squad },
    },
    handler: (request) => write(order(request), (trx) => moveSquad(trx, territory, request.params.id, request.body)),
  })
}
