import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Problem } from '@lianqin/shared/wire/problem'
import { sql } from 'kysely'
import { type Config, readConfig } from '../src/config.ts'
import { type Database, openDb } from '../src/kernel/db.ts'
import { migrate } from '../src/kernel/migrate.ts'

const MISUSE = 'ERR_COMMAND_MISUSE'
const NOT_AS_ASKED = /^ERR_(PARSE_ARGS|COMMAND)_/

/** What was asked for cannot be meant: the command says so, shows its usage and does nothing. */
export const misuse = (message: string): Error => Object.assign(new Error(message), { code: MISUSE })

/**
 * The frame of every command: --help shows the usage; what cannot be read is told in a line with the usage below, code 2;
 * what fails is told in one line, code `failed`. Otherwise the code is the command's own.
 */
export async function command(usage: string, run: () => Promise<number>, failed = 2): Promise<void> {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(usage)
    return
  }
  process.exitCode = await run().catch((cause: NodeJS.ErrnoException) => {
    const isMisuse = NOT_AS_ASKED.test(cause?.code ?? '')
    process.stderr.write(isMisuse ? `${inAWord(cause)}\n\n${usage}` : `${wordsOf(cause)}\n`)
    return isMisuse ? 2 : failed
  })
}

const wordsOf = (cause: unknown) =>
  cause instanceof Problem
    ? `Refused: ${cause.code} ${JSON.stringify(cause.params)}`
    : cause instanceof Error
      ? cause.message
      : String(cause)
/** Node adds how to write something else than was meant. */
const inAWord = ({ message }: Error) => message.split('. To specify')[0]

/**
 * Runs on the database of DATABASE_URL, or else of DATA_DIR while no server uses it, and closes it whatever comes. A
 * command that only reads makes none and changes none: `make` says whether one may be made and brought up to date.
 */
export async function onDatabase<Result>(
  make: boolean,
  run: (database: Database, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = readConfig({ EMBEDDED_IN_PRODUCTION: 'on', ...process.env })
  const { databaseUrl, dataDir } = config
  const missing = () =>
    new Error(
      `There is no Lianqin database in ${databaseUrl === null ? resolve(dataDir) : 'DATABASE_URL'}: give the same DATA_DIR or DATABASE_URL as the server's.`,
    )
  if (!make && databaseUrl === null && !existsSync(join(dataDir, 'pg'))) throw missing()
  const database = await openDb({ url: databaseUrl, directory: dataDir })
  try {
    if (make) await migrate(database)
    else if (!(await hasTables(database))) throw missing()
    return await run(database, config)
  } finally {
    await database.close()
  }
}

async function hasTables({ db }: Database): Promise<boolean> {
  const { rows } = await sql<{ found: string | null }>`select to_regclass('migration')::text as found`.execute(db)
  return typeof rows[0]?.found === 'string'
}
