import { describe, expect, it } from 'vitest'
import { aReport, call, GULIN, useServer } from './kit.ts'

const server = useServer()

const SEATS = {
  dispatcher: 'chen',
  'shift-lead': 'zhou',
  'centre-head': 'wang',
  coordinator: 'joint',
  'squad-leader': 'gulin-1',
  viewer: 'wall',
  administrator: 'admin',
}
const ALL = Object.keys(SEATS)
const DESK = ['dispatcher', 'shift-lead']
const SITTING = [...DESK, 'centre-head']
const LOOKING = [...SITTING, 'coordinator', 'squad-leader']
/** Who may call a route at all, once more from the specification; `anyone` needs no session. */
const MAY: Record<string, readonly string[] | 'anyone'> = {
  'POST /session': 'anyone',
  'GET /session': ALL,
  'DELETE /session': ALL,
  'GET /demo': 'anyone',
  'GET /reference': ALL,
  'GET /catalogue': ALL,
  'GET /catalogue/summary': ALL,
  'GET /people': ['administrator'],
  'POST /people': ['administrator'],
  'POST /people/{id}/moves': ['administrator'],
  'GET /squads': ALL,
  'POST /squads/{id}/moves': ALL,
  'GET /positions': ALL,
  'POST /positions': ['squad-leader'],
  'POST /positions/bulk': 'anyone',
  'GET /devices': [...SITTING, 'coordinator', 'administrator'],
  'POST /devices': ['shift-lead', 'centre-head', 'administrator'],
  'POST /devices/{id}/moves': ['shift-lead', 'centre-head', 'administrator'],
  'GET /devices/doubts': [...SITTING, 'coordinator', 'administrator'],
  'GET /devices/strangers': [...SITTING, 'coordinator', 'administrator'],
  'GET /incidents': ALL,
  'POST /incidents': [...DESK, 'squad-leader'],
  'POST /incidents/imports': DESK,
  'GET /incidents/around': ALL,
  'GET /incidents/{id}': ALL,
  'GET /incidents/{id}/similar': ALL,
  'POST /incidents/{id}/moves': ALL,
  'POST /incidents/{id}/offers': DESK,
  'POST /incidents/{id}/amendments': DESK,
  'POST /incidents/{id}/notes': [...DESK, 'centre-head'],
  'POST /incidents/{id}/approvals': [...DESK, 'centre-head', 'squad-leader'],
  'POST /incidents/{id}/supervisions': ['shift-lead', 'centre-head'],
  'GET /approvals': ALL,
  'POST /approvals/{id}/moves': ALL,
  'GET /supervisions': ALL,
  'POST /supervisions/{id}/moves': ALL,
  'GET /incidents/{id}/recommendation': DESK,
  'POST /recommendations': DESK,
  'GET /tasks': ALL,
  'POST /tasks/{id}/moves': ALL,
  'GET /offers': ALL,
  'POST /offers/{id}/moves': ALL,
  'GET /alarms': ALL,
  'POST /alarms/{id}/moves': ALL,
  'GET /officers': [...SITTING, 'administrator', 'coordinator', 'squad-leader'],
  'POST /officers': ['administrator', 'shift-lead'],
  'POST /officers/{id}/moves': ['administrator', 'shift-lead'],
  'GET /tasks/{id}/crew': ALL,
  'POST /tasks/{id}/crew': [...DESK, 'squad-leader'],
  'GET /shift': SITTING,
  'POST /shift/moves': SITTING,
  'POST /handovers': SITTING,
  'POST /handovers/{id}/moves': SITTING,
  'GET /duty/tables': [...SITTING, 'coordinator', 'administrator', 'squad-leader'],
  'POST /duty/tables': DESK,
  'POST /duty/tables/{id}/moves': DESK,
  'GET /duty/roster': [...SITTING, 'coordinator', 'administrator', 'squad-leader'],
  'GET /duty/share': [...SITTING, 'coordinator', 'viewer', 'administrator'],
  'POST /incidents/{id}/photos': [...DESK, 'squad-leader'],
  'GET /photos/{id}': [...DESK, 'centre-head', 'coordinator', 'squad-leader'],
  'POST /incidents/{id}/leads': DESK,
  'POST /incidents/{id}/no-lead': DESK,
  'GET /leads': [...DESK, 'centre-head', 'coordinator', 'squad-leader'],
  'GET /leads/{id}': [...DESK, 'centre-head', 'coordinator', 'squad-leader'],
  'POST /leads/{id}/moves': [...DESK, 'centre-head'],
  'POST /leads/{id}/decisions': ['shift-lead', 'centre-head'],
  'POST /leads/{id}/disclosures': ['shift-lead', 'centre-head'],
  'GET /audit/not-filed': [...DESK, 'centre-head', 'coordinator'],
  'POST /track-views': LOOKING,
  'GET /track-views': ALL,
  'GET /tracks/{unitId}': LOOKING,
  'GET /track-exports/{grant}': LOOKING,
  'GET /track-views/days': ['shift-lead', 'centre-head', 'administrator'],
  'GET /track-days': LOOKING,
  'POST /track-requests': LOOKING,
  'GET /track-requests': ALL,
  'POST /track-requests/{id}/moves': LOOKING,
  'GET /replay': LOOKING,
  'GET /replay/tracks': LOOKING,
  'GET /evaluation': [...LOOKING, 'viewer'],
  'GET /evaluation/cases': [...LOOKING, 'viewer'],
  'GET /evaluation/shift-report': SITTING,
  'GET /evaluation/fallback-sheet': SITTING,
  'GET /evaluation/export': LOOKING,
  'GET /evaluation/cases/export': LOOKING,
  'GET /arrivals': ALL,
  'POST /arrivals/{id}/moves': ['squad-leader'],
  'GET /fence-stays': ALL,
  'GET /log': ['shift-lead', 'administrator'],
  'GET /log/verification': ['administrator'],
  'GET /check': ['administrator'],
  'GET /audit': [...DESK, 'centre-head', 'viewer', 'administrator'],
}

const KIND: Record<string, string> = {
  incidents: 'incident',
  approvals: 'approval',
  supervisions: 'supervision',
  tasks: 'task',
  offers: 'offer',
  alarms: 'alarm',
  squads: 'squad',
  officers: 'officer',
  tables: 'table',
  handovers: 'handover',
  leads: 'lead',
  photos: 'photo',
  people: 'person',
  devices: 'device',
  arrivals: 'task',
  'track-requests': 'request',
}
const address = (path: string) => path.replace(/\/([\w-]+)\/\{id\}/, (_, room: string) => `/${room}/${KIND[room]}-none`)

describe('every route × role', () => {
  it('is in this table', async () => {
    const { body } = await call<{ paths: Record<string, object> }>(`${server.url}/api/v1/openapi.json`, 'GET')
    // Devices have doors of their own, and secrets instead of sessions: see `device.room.test.ts`.
    const paths = Object.entries(body.paths).filter(([path]) => path.startsWith('/api/'))
    const described = paths.flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    )
    expect(described.sort()).toEqual(Object.keys(MAY).sort())
  })

  it.each(Object.entries(MAY))('%s', async (route, who) => {
    const [method = '', path = ''] = route.split(' ')
    const url = `${server.url}/api/v1${address(path)}`
    // An empty body gets past the door and no further; so nothing is changed by asking.
    const ask = (cookie: string) =>
      call<{ code?: string }>(
        url,
        method,
        ['GET', 'DELETE'].includes(method) ? undefined : {},
        cookie ? { cookie } : {},
      )
    const stranger = await ask('')
    if (who === 'anyone') expect(stranger.status).not.toBe(401)
    else expect(stranger).toMatchObject({ status: 401, body: { code: 'session.missing' } })
    if (method === 'DELETE') return
    for (const [role, name] of Object.entries(SEATS)) {
      const answer = await ask((await server.as(name)).cookie)
      if (who === 'anyone' || who.includes(role)) expect([401, 403], `${role} ${route}`).not.toContain(answer.status)
      else expect(answer, `${role} ${route}`).toMatchObject({ status: 403, body: { code: 'session.forbidden' } })
    }
  })

  it('is judged by the route, however its address is written', async () => {
    const wall = await server.as('wall')
    for (const path of ['/%61pi/v1/people', '/api/v1/%70eople', '/%61%70%69/v1/check', '/api/v1/log/verificatio%6e']) {
      expect((await fetch(server.url + path)).status, path).toBe(401)
      expect((await fetch(server.url + path, { headers: { cookie: wall.cookie } })).status, path).toBe(403)
    }
  })

  it('lets only a dispatcher and a shift lead file what they report', async () => {
    const leader = await server.as('gulin-1')
    expect(await leader.post('/incidents', aReport())).toMatchObject({
      status: 403,
      body: { code: 'session.forbidden' },
    })
    expect(await leader.post('/incidents', aReport({ filed: false }))).toMatchObject({
      status: 201,
      body: { state: 'reported' },
    })
  })

  it('lets a township’s dispatcher import nothing', async () => {
    const gulin = await server.as('gulin')
    const rows = {
      rows: [
        {
          line: 1,
          matterId: 'matter-e0406',
          place: { ...GULIN, crs: 'wgs84' },
          address: '',
          description: '',
          externalNo: 'x',
          reportedAt: '2026-03-02T04:00:00Z',
          closedAt: null,
          relocated: false,
        },
      ],
    }
    expect((await gulin.post('/incidents/imports', rows)).status).toBe(403)
  })
})

describe('a request that a browser sends from elsewhere', () => {
  const from = async (headers: Record<string, string>) =>
    (await (await server.as('chen')).post('/incidents', {}, headers)).status

  it('is refused before anything is looked at; from here, and from a script, it is not', async () => {
    expect(await from({ origin: 'https://evil.example' })).toBe(403)
    expect(await from({ origin: 'null' })).toBe(403)
    expect(await from({ origin: `${server.url}.evil.example` })).toBe(403)
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await from({ 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await from({ origin: server.url, 'sec-fetch-site': 'same-origin' })).toBe(400)
    expect(await from({ origin: server.url })).toBe(400)
    expect(await from({})).toBe(400)
  })

  it('may not even sign in or out', async () => {
    const headers = { origin: 'https://evil.example' }
    const signIn = await call(
      `${server.url}/api/v1/session`,
      'POST',
      { name: 'chen', password: 'lianqin-demo' },
      headers,
    )
    expect(signIn).toMatchObject({ status: 403, body: { code: 'request.foreign-origin' } })
    expect(signIn.headers.get('set-cookie')).toBeNull()
    const out = await call(`${server.url}/api/v1/session`, 'DELETE', undefined, {
      ...headers,
      cookie: (await server.as('wall')).cookie,
    })
    expect(out.status).toBe(403)
  })
})
