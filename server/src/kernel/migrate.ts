import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'bullmq'
import type { Database } from './db.ts'

const FOLDER = new URL('../../migrations/', import.meta.url)
/** Held while migrating, so that two servers started together do not both try. */
const MIGRATION_LOCK = 7_002

/** Brings the tables up to date: numbered SQL files in order, each once, each in its own transaction; then BullMQ's own. */
export async function migrate({ queuePool }: Database): Promise<void> {
  // A connection without time limits: a migration may take long, and so may waiting for another server that is at it.
  const client = await queuePool.connect()
  try {
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`)
    await client.query(
      'create table if not exists migration (name text primary key, at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string }>('select name from migration')
    const done = new Set(rows.map(({ name }) => name))
    const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql') && !done.has(name)).sort()
    for (const name of names) {
      const text = await readFile(new URL(name, FOLDER), 'utf8')
      await client.query('begin')
      await client.query(text)
      await client.query('insert into migration (name) values ($1)', [name])
      await client.query('commit')
    }
    await runMigrations(client as never)
    await client.query(`select pg_advisory_unlock(${MIGRATION_LOCK})`)
    client.release()
  } catch (error) {
    // With an error the connection is thrown away, and its transaction and lock with it.
    client.release(true)
    throw error
  }
}
