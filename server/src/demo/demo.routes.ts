import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { DemoAccount } from '@lianqin/shared/person'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Db } from '../kernel/db.ts'
import { demoAccounts } from './demo.moves.ts'

interface Needs {
  db: Db
  territory: TerritoryBook
  demo: boolean
}

/** /demo: the accounts to try, in demo mode; outside it there is no such thing. */
export const demoRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, territory, demo }) => {
  app.get('/demo', {
    config: { open: true },
    schema: {
      summary: 'Accounts to try and their passwords, in demo mode only',
      tags: ['demo'],
      response: { 200: Type.Object({ synthetic: Type.Boolean(), accounts: Type.Array(DemoAccount) }) },
    },
    handler: async () => {
      if (!demo) throw new Problem('server.not-demo')
      const squads = await db.selectFrom('squad').selectAll().orderBy('id').execute()
      return { synthetic: true, accounts: demoAccounts({ squads, areas: territory.current().areas }) }
    },
  })
}
