import type { Doer, Scope } from '@lianqin/shared/person'
import type { Moment } from '@lianqin/shared/wire/moment'
import { DEFAULT_SCHEMA } from 'bullmq'
import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { EmbeddedPool } from './embedded.ts'
import type { Fact } from './event-log.ts'
import type { Tables } from './tables.ts'
import type { TimerOrder } from './timer-rows.ts'

/** May read. */
export type Db = Kysely<Tables>

/** Who acts, and how far that reaches. */
export type Actor = Doer & { scope: Scope }

/**
 * May write: a transaction that also knows the database's time, who acts, and what is to be said and armed at its end.
 * The clock is the database's, so that no two servers judge a deadline differently.
 */
export type Trx = Transaction<Tables> & {
  readonly now: Moment
  readonly actor: Actor
  readonly facts: Fact[]
  readonly timers: TimerOrder[]
}

export interface Database {
  kind: 'embedded' | 'postgres'
  db: Db
  /** The sweeper's own two connections: it must get through when requests have taken all the others. */
  reserve: Db
  /** For BullMQ's PostgreSQL backend, which keeps a client per worker for itself. */
  queuePool: pg.Pool
  /** Settles when the database is gone for good and only a new process can help; PostgreSQL comes back by itself. */
  lost: Promise<Error>
  close: () => Promise<void>
}

export interface DatabaseSource {
  url: string | null
  /** Where the embedded database lives; unused with an address. */
  directory: string
}

const SEARCH_PATH = `public,${DEFAULT_SCHEMA}`
const COMMAND_POOL = 20
const ANSWER_WITHIN_MS = 6_000
const iso = (text: string) => new Date(text).toISOString()

/** Opens the truth: PostgreSQL under its address, otherwise the embedded one. Both hand back rows that are wire types. */
export async function openDb(source: DatabaseSource): Promise<Database> {
  return source.url === null ? openEmbedded(source) : openPostgres(source.url)
}

const kysely = (pool: pg.Pool) =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })

async function openEmbedded({ directory }: DatabaseSource): Promise<Database> {
  const embedded = await EmbeddedPool.open(directory)
  await embedded.query(`set search_path = ${SEARCH_PATH}`)
  const pool = embedded as unknown as pg.Pool
  const db = kysely(pool)
  const lost = new Promise<Error>((resolve) => embedded.once('error', resolve))
  return { kind: 'embedded', db, reserve: db, queuePool: pool, lost, close: () => db.destroy() }
}

async function openPostgres(url: string): Promise<Database> {
  const parsers = new pg.TypeOverrides()
  parsers.setTypeParser(pg.types.builtins.TIMESTAMPTZ, iso)
  parsers.setTypeParser(pg.types.builtins.INT8, Number)
  const open = (max: number, bounds: string, answerWithinMs: number | undefined) => {
    const pool = new pg.Pool({
      connectionString: url,
      types: parsers,
      max,
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
      // The server's own limits cannot be heard over a line that is cut: this one is kept on our side.
      ...(answerWithinMs === undefined ? {} : { query_timeout: answerWithinMs }),
      options: `-c search_path=${SEARCH_PATH} ${bounds}`,
    })
    // An idle connection that breaks is replaced at the next use; unheard, its error would end the process.
    pool.on('error', () => {})
    return pool
  }
  const bounds = '-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000'
  const db = kysely(open(COMMAND_POOL, bounds, ANSWER_WITHIN_MS))
  const reserve = kysely(open(2, bounds, ANSWER_WITHIN_MS))
  const queuePool = open(10, '', undefined)
  return {
    kind: 'postgres',
    db,
    reserve,
    queuePool,
    lost: new Promise(() => {}),
    close: async () => {
      await Promise.all([db.destroy(), reserve.destroy(), queuePool.end()])
    },
  }
}
