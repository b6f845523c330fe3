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
  /** The gentle drill is running beside this server. */
  drill: boolean
}

/** /demo: the accounts to try, in demo mode; outside it there is no such thing. */
export const demoRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, territory, demo, drill }) => {
  app.get('/demo', {
    config: { open: true },
    schema: {
      summary: 'Accounts to try, their passwords, and whether the gentle drill has the squads; in demo mode only',
      tags: ['demo'],
      response: {
        200: Type.Object({ synthetic: Type.Boolean(), drill: Type.Boolean(), accounts: Type.Array(DemoAccount) }),
      },
    },
    handler: async () => {
      if (!demo) throw new Problem('server.not-demo')
      const squads = await db.selectFrom('squad').selectAll().orderBy('id').execute()
      return { synthetic: true, drill, accounts: demoAccounts({ squads, areas: territory.current().areas }) }
    },
  })
}
