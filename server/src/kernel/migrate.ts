import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'bullmq'
import { sql } from 'kysely'
import type { Database } from './db.ts'

const FOLDER = new URL('../../migrations/', import.meta.url)
/** Held while migrating, so that two servers started together do not both try. */
const MIGRATION_LOCK = 7_002

/** Brings the tables up to date: numbered SQL files in order, each once, each in its own transaction; then BullMQ's own. */
export async function migrate({ db, queuePool }: Database): Promise<void> {
  await sql`create table if not exists migration (name text primary key, at timestamptz not null default now())`.execute(
    db,
  )
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  for (const name of names) {
    const text = await readFile(new URL(name, FOLDER), 'utf8')
    await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(trx)
      const { rows } =
        await sql`insert into migration (name) values (${name}) on conflict do nothing returning name`.execute(trx)
      if (rows.length > 0) await sql.raw(text).execute(trx)
    })
  }
  const client = await queuePool.connect()
  try {
    await runMigrations(client as never)
  } finally {
    client.release()
  }
}
