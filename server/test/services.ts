import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** A private server of ours: where it answers, and how to end and start it again over the same data. */
export interface Service {
  url: string
  process: () => ChildProcess
  kill: (signal: NodeJS.Signals) => Promise<void>
  start: () => Promise<void>
  remove: () => Promise<void>
}

/** A private Redis as production has it: it keeps what it was given, and refuses rather than forgets. */
export async function startRedis(): Promise<Service> {
  const binary = redisServer()
  if (!binary) throw new Error('there is no redis-server: install the Debian package redis-server')
  const folder = mkdtempSync(join(tmpdir(), 'lianqin-redis-'))
  const port = await freePort()
  const options = [
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'yes',
    '--maxmemory-policy',
    'noeviction',
  ]
  return keep(folder, `redis://127.0.0.1:${port}/0`, port, () =>
    spawn(binary, ['--port', String(port), '--databases', '512', ...options], { stdio: 'ignore' }),
  )
}

/** A private PostgreSQL cluster, a direct child run by an unprivileged user, so that it can be killed. */
export async function startPostgres(): Promise<Service> {
  const { initdb, postgres } = postgresServer()
  if (!initdb || !postgres) throw new Error('there is no PostgreSQL server: install the Debian package postgresql')
  const folder = mkdtempSync(join(tmpdir(), 'lianqin-postgres-'))
  const data = join(folder, 'data')
  mkdirSync(data)
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? userIds('postgres') : null
  if (user) for (const path of [folder, data]) chownSync(path, user.uid, user.gid)
  execFileSync(initdb, ['-D', data, '-U', 'lianqin', '--auth=trust', '-E', 'UTF8', '--no-sync'], {
    stdio: 'ignore',
    ...user,
  })
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'max_connections=300',
  ]
  const url = `postgres://lianqin@127.0.0.1:${port}/postgres`
  const service = await keep(folder, url, port, () =>
    spawn(postgres, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      stdio: 'ignore',
      ...(user ?? {}),
    }),
  )
  // Its port is open before it has recovered: only an answered query says that it is there.
  await answersQueries(url)
  return {
    ...service,
    async start() {
      await service.start()
      await answersQueries(url)
    },
  }
}

async function answersQueries(url: string): Promise<void> {
  for (let tried = 0; ; tried++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.query('select 1')
      return
    } catch (error) {
      if (tried === TRIES) throw error
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
    } finally {
      await client.end().catch(() => {})
    }
  }
}

export const mosquittoServer = () => find('mosquitto', ['/usr/sbin', '/usr/bin'])
export const redisServer = () => find('redis-server', ['/usr/bin', '/usr/local/bin'])

/** Debian keeps PostgreSQL's programs off the PATH, by version; the newest is taken. */
export function postgresServer() {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort().reverse() : []
  const folders = versions.map((version) => `/usr/lib/postgresql/${version}/bin`)
  return { initdb: find('initdb', folders), postgres: find('postgres', folders) }
}

function find(name: string, folders: readonly string[]): string | undefined {
  const path = (process.env.PATH ?? '').split(':')
  return [...folders, ...path].map((folder) => join(folder, name)).find((file) => existsSync(file))
}

function userIds(name: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

const TRIES = 200
const BETWEEN_MS = 50

async function answers(port: number): Promise<void> {
  for (let tried = 0; tried < TRIES; tried++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false))
      socket.once('close', () => {}).setTimeout(500)
      socket.unref()
      setTimeout(() => socket.destroy(), 20)
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
  }
  throw new Error(`nothing answers on port ${port}`)
}

async function keep(folder: string, url: string, port: number, launch: () => ChildProcess): Promise<Service> {
  const held: { child: ChildProcess } = { child: launch() }
  await answers(port)
  async function kill(signal: NodeJS.Signals) {
    if (held.child.exitCode !== null || held.child.signalCode !== null) return
    const ended = new Promise((resolve) => held.child.once('exit', resolve))
    held.child.kill(signal)
    await ended
  }
  return {
    url,
    process: () => held.child,
    kill,
    async start() {
      held.child = launch()
      await answers(port)
    },
    async remove() {
      await kill('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
