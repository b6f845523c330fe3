import type { Person } from '@lianqin/shared/person'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { aReport, call, signIn, until, useServer } from './kit.ts'

const server = useServer()
const PASSWORD = 'lianqin-demo'
const session = (name: string, password: string) =>
  call<{ code?: string }>(`${server.url}/api/v1/session`, 'POST', { name, password })

describe('a session', () => {
  it('is a cookie that scripts cannot read and other sites do not send, and no row holds its secret', async () => {
    const answer = await session('chen', PASSWORD)
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^sid=[\w-]{43}; Path=\/; Expires=.+; HttpOnly; SameSite=Lax$/)
    const secret = /sid=([^;]+)/.exec(cookie)?.[1] ?? ''
    const { rows } = await sql<{ text: string }>`select session::text as text from session`.execute(server.app.db)
    expect(rows.some(({ text }) => text.includes(secret))).toBe(false)
  })

  it('ends with the sign-out, and its cookie opens nothing any more', async () => {
    const seat = await signIn(server.url, 'chen')
    expect((await seat.get('/session')).status).toBe(200)
    expect((await call(`${server.url}/api/v1/session`, 'DELETE', undefined, { cookie: seat.cookie })).status).toBe(204)
    expect((await seat.get('/session')).status).toBe(401)
    expect((await seat.post('/incidents', aReport())).status).toBe(401)
  })

  it('ends after its shift, however active: no command gets through a second longer', async () => {
    const seat = await signIn(server.url, 'chen')
    const { body } = await seat.get<{ until: string }>('/session')
    expect(Date.parse(body.until) - Date.now()).toBeGreaterThan(11.9 * 3_600_000)
    expect(Date.parse(body.until) - Date.now()).toBeLessThanOrEqual(12 * 3_600_000)
    await server.app.db
      .updateTable('session')
      .set({ expiresAt: toMoment(Date.now() - 1_000) })
      .execute()
    expect((await seat.post('/incidents', aReport())).status).toBe(401)
    const other = await signIn(server.url, 'zhou')
    await server.app.db
      .updateTable('session')
      .set({ expiresAt: toMoment(Date.now() - 1_000) })
      .execute()
    expect((await other.get('/session')).status).toBe(401)
  })

  it('is nobody’s with a made-up, a cut, or an empty cookie', async () => {
    const { cookie } = await signIn(server.url, 'chen')
    for (const forged of [
      'sid=',
      `sid=${'A'.repeat(43)}`,
      cookie.slice(0, -1),
      `${cookie}x`,
      'sid=%00',
      'sid=__proto__',
      `sid=${'x'.repeat(8_000)}`,
    ])
      expect((await call(`${server.url}/api/v1/session`, 'GET', undefined, { cookie: forged })).status, forged).toBe(
        401,
      )
  })
})

describe('a person who is disabled', () => {
  it('is out at the next request, off every screen within two seconds, and cannot sign in until enabled', async () => {
    const admin = await signIn(server.url, 'admin')
    const { body: added } = await admin.post<Person>('/people', {
      name: 'li.si',
      title: '李四',
      role: 'dispatcher',
      scope: { kind: 'district' },
      password: 'long enough it is',
    })
    const seat = await signIn(server.url, 'li.si', 'long enough it is')
    const screen = seat.screen()
    const heard: string[] = []
    screen.on('retire', () => heard.push('retire')).on('disconnect', () => heard.push('disconnect'))
    await new Promise((resolve) => screen.emit('hello', { since: null }, resolve))
    expect((await seat.get('/session')).status).toBe(200)

    const disabled = await admin.post<Person>(`/people/${added.id}/moves`, {
      move: 'disable',
      version: 1,
      reason: '离岗',
    })
    expect(disabled.body.state).toBe('disabled')
    expect((await seat.get('/session')).status).toBe(401)
    expect((await seat.post('/incidents', aReport())).status).toBe(401)
    await until(() => heard.length === 2, 2_000)
    expect(heard).toEqual(['retire', 'disconnect'])
    expect(await session('li.si', 'long enough it is')).toMatchObject({
      status: 401,
      body: { code: 'session.wrong-password' },
    })

    expect((await admin.post(`/people/${added.id}/moves`, { move: 'enable', version: 2 })).status).toBe(200)
    expect((await seat.get('/session')).status).toBe(401)
    expect((await session('li.si', 'long enough it is')).status).toBe(200)
  })

  it('is not oneself: nobody locks the door from inside', async () => {
    const admin = await signIn(server.url, 'admin')
    const { body } = await admin.get<{ person: Person }>('/session')
    const answer = await admin.post(`/people/${body.person.id}/moves`, {
      move: 'disable',
      version: body.person.version,
      reason: 'x',
    })
    expect(answer).toMatchObject({ status: 409, body: { code: 'person.self' } })
  })

  it('stays in the log with its facts, which hold no password and reach no screen', async () => {
    const [admin, wall] = [await signIn(server.url, 'admin'), await signIn(server.url, 'wall')]
    const screen = wall.screen()
    const kinds: string[] = []
    const reach = { to: 0 }
    screen.on('events', ({ to, events }) => {
      kinds.push(...events.map(({ kind }) => kind))
      reach.to = to
    })
    const welcome = await new Promise<{ ok: boolean; seq?: number }>((resolve) =>
      screen.emit('hello', { since: null }, resolve),
    )
    const person = {
      name: 'wang.wu',
      title: '王五',
      role: 'viewer',
      scope: { kind: 'district' },
      password: 'quite a secret',
    }
    expect((await admin.post('/people', person)).status).toBe(201)
    await until(() => reach.to > (welcome.seq ?? 0))
    expect(kinds.filter((kind) => kind.startsWith('person.'))).toEqual([])
    const { body } = await admin.get<{ lines: { kind: string }[] }>(`/log?after=${welcome.seq}`)
    expect(body.lines.map(({ kind }) => kind)).toContain('person.added')
    expect(JSON.stringify(body)).not.toMatch(/quite a secret|argon2/)
    screen.disconnect()
  })
})

describe('signing in', () => {
  it('says the same of a wrong name and of a wrong password, and tells nothing of a disabled account', async () => {
    const [wrong, unknown] = [await session('wall', 'not this one'), await session('nobody', 'not this one')]
    expect(wrong).toMatchObject({ status: 401, body: { code: 'session.wrong-password', params: {} } })
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' })
  })

  it('is closed to an account after five wrong passwords, to the right one too, and stays open to the others', async () => {
    for (let tried = 0; tried < 5; tried++) expect((await session('joint', 'not this one')).status).toBe(401)
    const right = await session('joint', PASSWORD)
    expect(right).toMatchObject({ status: 429, body: { code: 'session.too-many-attempts', params: { minutes: 15 } } })
    expect((await session('zhou', PASSWORD)).status).toBe(200)
  })

  it('lets nobody guess in parallel: of thirty guesses at once, five are looked at', async () => {
    const guesses = await Promise.all(Array.from({ length: 30 }, () => session('direct-1', 'not this one')))
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(25)
  })

  it('is closed to a source after fifty wrong passwords, whichever accounts it tried', async () => {
    for (let squad = 1; squad <= 5; squad++)
      for (const town of ['gulin', 'gaoqiao'])
        for (let tried = 0; tried < 5; tried++) await session(`${town}-${squad}`, 'not this one')
    expect((await session('zhou', PASSWORD)).status).toBe(429)
  })
})
