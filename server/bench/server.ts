import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { freePort, postgresServer, redisServer, type Service, startPostgres, startRedis } from '../test/services.ts'

export const modes = ['embedded', 'postgres', 'redis'] as const
export type Mode = (typeof modes)[number]

/** The private database servers of one bench run; what is not installed is null, and its modes are left out loudly. */
export interface Services {
  postgres: Service | null
  redis: Service | null
  modes: readonly Mode[]
  close: () => Promise<void>
}

export async function openServices(): Promise<Services> {
  const postgres = postgresServer().postgres ? await startPostgres() : null
  const redis = postgres && redisServer() ? await startRedis() : null
  if (!postgres)
    process.stderr.write('*** LEFT OUT: postgres and redis modes; install the Debian package postgresql ***\n')
  else if (!redis) process.stderr.write('*** LEFT OUT: redis mode; install the Debian package redis-server ***\n')
  return {
    postgres,
    redis,
    modes: modes.filter((mode) => mode === 'embedded' || (postgres && (mode === 'postgres' || redis))),
    async close() {
      await redis?.remove()
      await postgres?.remove()
    },
  }
}

/** A fresh empty database for a server in that mode, as environment. */
export async function freshGround({ postgres, redis }: Services, mode: Mode) {
  const folder = mkdtempSync(join(tmpdir(), 'lianqin-bench-'))
  const drop = async () => rmSync(folder, { recursive: true, force: true })
  if (mode === 'embedded' || !postgres) return { environment: { DATA_DIR: folder }, drop }
  const name = `bench_${randomBytes(4).toString('hex')}`
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const DATABASE_URL = postgres.url.replace(/\/postgres$/, `/${name}`)
  return { environment: { DATABASE_URL, ...(mode === 'redis' && redis ? { REDIS_URL: redis.url } : {}) }, drop }
}

export interface Running {
  url: string
  /** From launching the process to its first `ready`. */
  readyMs: number
  /** Resident memory as the kernel counts it. */
  residentKb: () => number
  cpuSeconds: () => number
  stop: () => Promise<void>
}

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const READY_WITHIN_MS = 60_000
const LOOK_MS = 25

/** Starts the real server as its own process, without the limit on requests and without the drill. */
export async function launch(environment: Record<string, string>): Promise<Running> {
  const port = await freePort()
  const started = performance.now()
  const own = { PORT: String(port), DRILL: 'off', NODE_ENV: 'test', LOG_LEVEL: 'error', API_PER_10S: '9999999' }
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH ?? '', ...own, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const orphaned = () => void child.kill('SIGKILL')
  process.once('exit', orphaned)
  child.once('exit', () => process.off('exit', orphaned))
  // Its faults are of interest, its greeting is not.
  child.stderr.on('data', (words: Buffer) => words.includes('"level"') && process.stderr.write(words))
  const url = `http://127.0.0.1:${port}`
  await ready(url, child)
  return { url, readyMs: performance.now() - started, ...watched(child), stop: () => stop(child) }
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + READY_WITHIN_MS
  while (performance.now() < end && child.exitCode === null) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  child.kill('SIGKILL')
  throw new Error('the server did not become ready')
}

const TICKS_PER_SECOND = 100
const USER_TICKS = 11
const SYSTEM_TICKS = 12

/** What the kernel knows of a process. Linux only; elsewhere the figures are not numbers. */
export function watched({ pid }: ChildProcess) {
  const read = (file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8')
    } catch {
      return ''
    }
  }
  return {
    residentKb: () => Number(/VmRSS:\s+(\d+)/.exec(read('status'))?.[1] ?? Number.NaN),
    /** To the nanosecond, of all threads that live. */
    threadSeconds() {
      const folder = `/proc/${pid}/task`
      const tasks = existsSync(folder) ? readdirSync(folder) : []
      return tasks.reduce((sum, task) => sum + Number(read(`task/${task}/schedstat`).split(' ')[0]), 0) / 1e9
    },
    cpuSeconds() {
      // After the name in brackets, which may hold blanks.
      const fields = read('stat').split(') ')[1]?.split(' ') ?? []
      return (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND
    },
  }
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
