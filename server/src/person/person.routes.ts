import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@fastify/type-provider-typebox'
import { MovePerson, NewPerson, Person, Session, SignIn } from '@lianqin/shared/person'
import { Problem } from '@lianqin/shared/wire/problem'
import { actor, cookieName, order } from '../kernel/auth.ts'
import type { Bus } from '../kernel/bus.ts'
import type { Db } from '../kernel/db.ts'
import { hashPassword } from '../kernel/password.ts'
import type { SessionCache } from '../kernel/session-cache.ts'
import { closeSession, hashOf, personOf } from '../kernel/sessions.ts'
import type { Write } from '../kernel/write.ts'
import { createFailureCount } from './failure-count.ts'
import { addPerson, type LeaveBehind, movePerson } from './person.moves.ts'
import { allPeople } from './person.query.ts'
import { signIn } from './sign-in.ts'

interface Needs {
  db: Db
  write: Write
  sessions: SessionCache
  bus: Bus
  publicUrl: string | null
  demo: boolean
  clock: () => number
  leaveBehind: LeaveBehind
}

/** /session: who is signed in here. /people: who may sign in at all. */
export const personRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, needs) => {
  const { db, write, sessions, bus, publicUrl, demo } = needs
  const cookie = cookieName(publicUrl)
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: cookie !== 'sid' } as const
  const failures = createFailureCount(needs.clock)
  const tags = ['person']

  app.post('/session', {
    config: { open: true },
    schema: { summary: 'Sign in; the answer sets the session cookie', tags, body: SignIn, response: { 200: Session } },
    handler: async ({ body, ip }, reply) => {
      const { person, token, until } = await signIn({ db, write, failures }, body, ip)
      reply.setCookie(cookie, token, { ...attributes, expires: new Date(until) })
      return { person, until, demo }
    },
  })
  app.get('/session', {
    schema: { summary: 'Who is signed in, and until when', tags, response: { 200: Session } },
    handler: async ({ cookies }) => {
      const session = await personOf(db, cookies[cookie] ?? '')
      if (!session) throw new Problem('session.missing')
      return { ...session, demo }
    },
  })
  app.delete('/session', {
    schema: { summary: 'Sign out', tags, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      const token = request.cookies[cookie] ?? ''
      await write({ actor: actor(request), once: null }, (trx) => closeSession(trx, token))
      sessions.forget(token)
      const { personId } = actor(request)
      if (personId) bus.say('retire', { personId, token: hashOf(token) })
      return reply.clearCookie(cookie, attributes).code(204).send(null)
    },
  })
  app.get('/people', {
    config: { only: ['administrator'] },
    schema: {
      summary: 'Everybody who has an account',
      tags,
      response: { 200: Type.Object({ people: Type.Array(Person) }) },
    },
    handler: async () => ({ people: await allPeople(db) }),
  })
  app.post('/people', {
    config: { only: ['administrator'] },
    schema: { summary: 'Add an account', tags, body: NewPerson, response: { 201: Person } },
    handler: async (request, reply) => {
      const { password, ...person } = request.body
      const hash = await hashPassword(password)
      return reply.code(201).send(await write(order(request), (trx) => addPerson(trx, person, hash)))
    },
  })
  app.post('/people/:id/moves', {
    config: { only: ['administrator'] },
    schema: {
      summary: 'Disable an account or enable it',
      description:
        'Disabling ends its sessions at once and its time at a desk; the alarms it owns call again and climb again.',
      tags,
      params: Type.Object({ id: Person.properties.id }),
      body: MovePerson,
      response: { 200: Person },
    },
    handler: async (request) => {
      const moved = await write(order(request), (trx) =>
        movePerson(trx, request.params.id, request.body, needs.leaveBehind),
      )
      bus.say('retire', { personId: moved.id, token: null })
      return moved
    },
  })
}
