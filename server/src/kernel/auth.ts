import { createHash } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import type { Role } from '@lianqin/shared/person'
import { Problem } from '@lianqin/shared/wire/problem'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { canonical } from './canonical.ts'
import type { Actor, Db } from './db.ts'
import type { SessionCache } from './session-cache.ts'
import { actorOf, personOf } from './sessions.ts'
import type { Order } from './write.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
  }
  interface FastifyContextConfig {
    /** Answers without a session. */
    open?: boolean
    /** Goes on when the rest is shed under load, and is not counted. */
    urgent?: boolean
    /** Sent so often that the session may be looked up in memory, like a read. */
    frequent?: boolean
    /** Roles that may call it; the machine's table may narrow it further. */
    only?: readonly Role[]
  }
}

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
const KEY = /^[\x21-\x7e]{8,80}$/

/** `__Host-` binds the cookie to this host over TLS; without TLS browsers refuse that name. */
export const cookieName = (publicUrl: string | null) => (publicUrl?.startsWith('https:') ? '__Host-sid' : 'sid')

/** A browser names where a request comes from. One from elsewhere is refused; a script, which names nothing, is not a browser. */
export function isForeign(headers: FastifyRequest['headers'], publicUrl: string | null): boolean {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  if (origin === undefined) return site !== undefined && site !== 'same-origin' && site !== 'none'
  if (publicUrl !== null) return origin !== publicUrl
  return origin !== `http://${host}` && origin !== `https://${host}`
}

interface Needs {
  db: Db
  sessions: SessionCache
  publicUrl: string | null
}

/** Puts `request.actor` there, and refuses who may not call a route at all. */
export async function addAuth(app: FastifyInstance, { db, sessions, publicUrl }: Needs): Promise<void> {
  await app.register(fastifyCookie)
  app.decorateRequest('actor', null)
  app.addHook('onRequest', async (request) => {
    if (UNSAFE.has(request.method) && isForeign(request.headers, publicUrl)) throw new Problem('request.foreign-origin')
    const token = request.cookies[cookieName(publicUrl)]
    const { open, only, frequent } = request.routeOptions.config
    // A command asks the database itself: what it changes must not rest on a right that has just been withdrawn.
    const remembered = frequent || !UNSAFE.has(request.method)
    const signedIn = token ? await (remembered ? sessions.find(token) : personOf(db, token)) : null
    if (signedIn) request.actor = actorOf(signedIn.person)
    if (open || request.is404 || isPublic(request.routeOptions.url ?? '')) return
    if (!request.actor) throw new Problem('session.missing')
    if (only && !(only as readonly string[]).includes(request.actor.role)) {
      throw new Problem('session.forbidden', { role: request.actor.role })
    }
  })
}

/**
 * Pages and the interface's own description need no session; everything else under /api does. Asked of the route, never of
 * the address as it was sent: one address can be written in many ways (/%61pi/…).
 */
const isPublic = (route: string) => !route.startsWith('/api/') || route.startsWith('/api/v1/docs')

/** The actor of a route that is not open. */
export function actor(request: FastifyRequest): Actor {
  if (!request.actor) throw new Problem('session.missing')
  return request.actor
}

/** What `write` needs of a request: who commands, and by which key a repetition is known. */
export function order(request: FastifyRequest): Order {
  const key = request.headers['idempotency-key']
  if (key === undefined) return { actor: actor(request), once: null }
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw new Problem('request.invalid', {
      where: 'headers',
      what: 'Idempotency-Key must be 8 to 80 visible characters',
    })
  }
  const fingerprint = createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(Buffer.isBuffer(request.body) ? request.body : canonical(withoutSecrets(request.body)))
    .digest('hex')
  return { actor: actor(request), once: { key, fingerprint } }
}

/** A fingerprint is kept for days and is quick to guess from: no password goes into it. */
function withoutSecrets(body: unknown): unknown {
  if (body === null || typeof body !== 'object' || !('password' in body)) return body ?? null
  const { password: _, ...others } = body
  return others
}
