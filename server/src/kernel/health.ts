import type { FastifyPluginAsync } from 'fastify'
import { sql } from 'kysely'
import type { Db } from './db.ts'
import type { Metrics } from './metrics.ts'

interface Needs {
  db: Db
  metrics: Metrics
  /** False until everything is open and as soon as closing begins. */
  isReady: () => boolean
  /** The auditor's last word: when it went round, and how many open cases it found with nobody. */
  audit: () => { at: string | null; forgotten: number }
}

/** For whoever keeps the process running: alive, ready for requests, and its figures. */
export const health: FastifyPluginAsync<Needs> = async (app, { db, metrics, isReady, audit }) => {
  const config = { open: true, urgent: true } as const
  app.get('/health/live', { config, schema: { hide: true } }, async () => ({ live: true }))
  app.get('/health/ready', { config, schema: { hide: true } }, async (_, reply) => {
    const answered = await sql`select 1`.execute(db).then(
      () => true,
      () => false,
    )
    const ready = answered && isReady()
    return reply.code(ready ? 200 : 503).send({ ready, database: answered, audit: audit() })
  })
  app.get('/metrics', { config, schema: { hide: true } }, async (_, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
}
