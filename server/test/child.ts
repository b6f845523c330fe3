import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './services.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const READY_WITHIN_MS = 60_000
/** Servers are started by the hundred: what was compiled for one is there for the next. */
const COMPILED = join(tmpdir(), 'lianqin-compiled')

/** A server in a process of its own, as production runs it, so that it can be killed. */
export interface ServerProcess {
  url: string
  isAlive: () => boolean
  /** How it ended, where it ended by itself. */
  exitCode: () => number | null
  /** What it wrote to its error stream so far. */
  said: () => string
  start: () => Promise<void>
  kill: (signal: NodeJS.Signals) => Promise<void>
}

export async function serverProcess(environment: Record<string, string>): Promise<ServerProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const held: { child: ChildProcess | null; said: string } = { child: null, said: '' }
  const isAlive = () => held.child !== null && held.child.exitCode === null && held.child.signalCode === null

  async function isReady(): Promise<boolean> {
    return fetch(`${url}/health/ready`).then(
      ({ status }) => status === 200,
      () => false,
    )
  }
  return {
    url,
    isAlive,
    exitCode: () => held.child?.exitCode ?? null,
    said: () => held.said,
    async start() {
      const env = {
        ...process.env,
        PORT: String(port),
        NODE_ENV: 'test',
        NODE_COMPILE_CACHE: COMPILED,
        DRILL: 'off',
        LOG_LEVEL: 'error',
        API_PER_10S: '1000000',
        ...environment,
      }
      held.child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'pipe'] })
      held.child.stderr?.on('data', (data) => {
        held.said += String(data)
      })
      const end = performance.now() + READY_WITHIN_MS
      while (!(await isReady())) {
        if (!isAlive() || performance.now() > end)
          throw new Error(`the server did not start: ${held.said.slice(-2_000)}`)
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
    },
    async kill(signal) {
      const { child } = held
      if (!child || !isAlive()) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill(signal)
      await ended
    },
  }
}
