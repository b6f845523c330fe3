import { sql } from 'kysely'
import type { Database } from './db.ts'
import { openRedis } from './queue.ts'

const OLDEST_POSTGRES = 150_000
const CLOCKS_APART_MS = 1_000

/** Refuses to start on ground that can lose what has been accepted, in words that say what to change. */
export async function assertSound(database: Database, redisUrl: string | null): Promise<void> {
  const faults = [
    ...(database.kind === 'postgres' ? await postgresFaults(database) : []),
    ...(redisUrl ? await redisFaults(redisUrl) : []),
  ]
  if (faults.length > 0)
    throw new Error(`This ground is not safe to work on:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
}

async function postgresFaults({ db }: Database): Promise<string[]> {
  const { rows } = await sql<{ version: number; fsync: string; commit: string; now: string }>`
    select current_setting('server_version_num')::int as version, current_setting('fsync') as fsync,
           current_setting('synchronous_commit') as commit, clock_timestamp() as now`.execute(db)
  const [found] = rows
  if (!found) return ['PostgreSQL gave no answer about itself']
  const faults: string[] = []
  if (found.version < OLDEST_POSTGRES) faults.push('PostgreSQL is older than 15: upgrade it')
  if (found.fsync !== 'on')
    faults.push('PostgreSQL runs with fsync=off and can lose what it has confirmed: set fsync=on')
  if (found.commit === 'off')
    faults.push('PostgreSQL confirms commits before they are written: set synchronous_commit=on')
  const apart = Math.abs(Date.parse(found.now) - Date.now())
  if (apart > CLOCKS_APART_MS)
    faults.push(`the clocks of this server and of PostgreSQL are ${apart} ms apart: let NTP set both`)
  return faults
}

async function redisFaults(url: string): Promise<string[]> {
  const heard: { error: unknown } = { error: null }
  const redis = openRedis(url, (_, error) => {
    heard.error = error
  })
  try {
    const answered = redis.config('GET', 'maxmemory-policy', 'appendonly')
    const unreachable = new Promise<never>((_, reject) => {
      setTimeout(() => reject(heard.error ?? new Error('no answer within 5 s')), 5_000).unref()
    })
    const settings = (await Promise.race([answered, unreachable])) as string[]
    const setTo = (name: string) => settings[settings.indexOf(name) + 1]
    const faults: string[] = []
    if (setTo('maxmemory-policy') !== 'noeviction') faults.push('Redis may evict jobs: set maxmemory-policy noeviction')
    if (setTo('appendonly') !== 'yes') faults.push('Redis forgets when it ends: set appendonly yes')
    return faults
  } catch (error) {
    return [`Redis does not answer at the address of REDIS_URL: ${String((error as Error).message)}`]
  } finally {
    redis.disconnect()
  }
}
