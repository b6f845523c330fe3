import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { DemoAccount } from '@lianqin/shared/person'
import { problems, type WireProblem } from '@lianqin/shared/wire/problem'

/** What came back of a request: the row, or why not. `unreachable`: no answer after all tries. */
export type Answer<T> = { ok: true; body: T } | { ok: false; code: WireProblem['code'] | 'unreachable' }

/** One signed-in person of the public interface, like any other. */
export interface Seat {
  name: string
  server: string
  cookie: () => string
  get: <T>(path: string) => Promise<Answer<T>>
  /** Sent again after a broken connection under the same key, so that it has one effect. */
  post: <T>(path: string, body: object) => Promise<Answer<T>>
  /** Signs in again if the session is over. */
  renew: () => Promise<void>
}

/** Who wants to know of every answer, and what ends everything. */
export interface Line {
  server: string
  signal: AbortSignal
  /** How often a request is tried before it is given up. */
  tries: number
  /** Told of every answer; status 0 is none. */
  heard: (route: string, status: number, code: string | null) => void
}

const FIRST_PAUSE_MS = 300
const LONGEST_PAUSE_MS = 15_000
const TIMEOUT_MS = 20_000
/** Nothing was decided: asking again may help. */
const TRY_AGAIN = new Set([0, 429, 500, 502, 503, 504])

/** Growing, and never the same for two: after an outage not everybody is to come back in one moment. */
export const backOffMs = (tries: number) =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries) * (0.5 + Math.random())

export async function takeSeat(line: Line, account: Pick<DemoAccount, 'name' | 'password'>): Promise<Seat> {
  const held = { cookie: '' }
  async function signIn() {
    const sent = await ask(line, {
      method: 'POST',
      path: '/session',
      body: { name: account.name, password: account.password },
    })
    if (sent.status !== 200) throw new Error(`${account.name} could not sign in: ${codeOf(sent) ?? sent.status}`)
    held.cookie = sent.cookie
  }
  async function call<T>(method: string, path: string, body?: object): Promise<Answer<T>> {
    const key = body ? { 'idempotency-key': `drill-${randomUUID()}` } : {}
    for (let signedIn = 0; ; signedIn++) {
      const sent = await ask(line, { method, path, body, headers: { cookie: held.cookie, ...key } })
      if (sent.status === 401 && signedIn === 0) await signIn()
      else if (sent.status >= 200 && sent.status < 300) return { ok: true, body: sent.body as T }
      else return { ok: false, code: codeOf(sent) ?? 'unreachable' }
    }
  }
  await signIn()
  return {
    name: account.name,
    server: line.server,
    cookie: () => held.cookie,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    renew: async () => void (await call('GET', '/session')),
  }
}

/** Whom a demo lets in, and whether its own gentle drill already plays the squads. */
export interface Demo {
  accounts: DemoAccount[]
  drill: boolean
}

/** What a server says of its demo, or null where it is none. */
export async function askDemo(line: Line): Promise<Demo | null> {
  const sent = await ask(line, { method: 'GET', path: '/demo' })
  return sent.status === 200 ? (sent.body as Demo) : null
}

interface Sent {
  status: number
  body: unknown
  cookie: string
}

interface Asked {
  method: string
  path: string
  body?: object | undefined
  headers?: Record<string, string>
}

async function ask(line: Line, asked: Asked): Promise<Sent> {
  for (let tries = 0; ; tries++) {
    const sent = await once(line, asked)
    line.signal.throwIfAborted()
    line.heard(`${asked.method} ${routeOf(asked.path)}`, sent.status, codeOf(sent))
    if (!TRY_AGAIN.has(sent.status) || tries + 1 >= line.tries) return sent
    await pause(backOffMs(tries), undefined, { signal: line.signal })
  }
}

async function once({ server, signal }: Line, { method, path, body, headers }: Asked): Promise<Sent> {
  try {
    const answer = await fetch(`${server}/api/v1${path}`, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    const text = await answer.text()
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    return { status: answer.status, body: text ? JSON.parse(text) : null, cookie }
  } catch {
    // A broken connection and half an answer are the same to who asked: no answer.
    return { status: 0, body: null, cookie: '' }
  }
}

/** A route's name without the ids in it and without its question. */
const routeOf = (path: string) => path.replace(/\?.*/, '').replace(/\/[a-z]+-[0-9a-z-]+/g, '/:id')

function codeOf({ status, body }: Sent): WireProblem['code'] | null {
  if (status >= 200 && status < 300) return null
  const code = (body as { code?: unknown } | null)?.code
  return typeof code === 'string' && code in problems ? (code as WireProblem['code']) : null
}
