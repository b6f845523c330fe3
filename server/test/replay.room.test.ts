import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { ReplayPage } from '@lianqin/shared/replay'
import { unpacker } from '@lianqin/shared/track/pack.codec'
import { decodeChunk } from '@lianqin/shared/track/track.codec'
import type { TrackGrant } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { describe, expect, it } from 'vitest'
import { close, handled } from './closing.ts'
import { aReport, GULIN, type Seat, useServer } from './kit.ts'

const server = useServer()
const HOUR = 3_600_000
const now = Date.now()
const [from, to] = [toMoment(now - HOUR), toMoment(now + HOUR)]
const span = `from=${from}&to=${to}`

async function replay(by: Seat, asked = span): Promise<{ start: ReplayPage['start']; lines: LoggedEvent[] }> {
  const lines: LoggedEvent[] = []
  let start: ReplayPage['start'] = null
  for (let after = ''; ; ) {
    const { status, body } = await by.get<ReplayPage>(`/replay?${asked}${after}`)
    expect(status).toBe(200)
    start ??= body.start
    lines.push(...body.lines)
    if (body.next === null) return { start, lines }
    after = `&after=${body.next}`
  }
}

describe('the time machine', () => {
  it('F72: replay of an incident shows the same order of states as the log', async () => {
    const desk = await server.as('chen')
    const incident = await handled(server)
    expect((await close(desk, incident)).status).toBe(200)
    const states = (lines: readonly LoggedEvent[]) =>
      lines.flatMap(({ body, seq }) =>
        'incident' in body && body.incident.id === incident.id ? [[seq, body.incident.state]] : [],
      )
    const { timeline } = (await desk.get<{ timeline: LoggedEvent[] }>(`/incidents/${incident.id}`)).body
    const { lines } = await replay(desk)
    expect(states(lines)).toEqual(states(timeline))
    expect(
      states(lines)
        .map(([, state]) => state)
        .slice(-1),
    ).toEqual(['closed'])
  })

  it('begins with what stood at its first moment, as it stood then', async () => {
    const desk = await server.as('chen')
    const { body: incident } = await desk.post<Incident>('/incidents', aReport({ filed: false }))
    const at = Date.now() + 1
    await new Promise((resolve) => setTimeout(resolve, 5))
    await desk.post(`/incidents/${incident.id}/moves`, { move: 'file', version: incident.version })
    const { start } = await replay(desk, `from=${toMoment(at)}&to=${to}`)
    expect(start?.incidents.find(({ id }) => id === incident.id)).toMatchObject({ state: 'reported', version: 1 })
    expect(start?.squads.find(({ id }) => id === 'squad-gulin-1')).toMatchObject({ state: 'on-duty' })
    expect(start?.incidents.some(({ state }) => state === 'closed')).toBe(false)
  })

  it('shows nobody more of the past than of the present', async () => {
    const foreign = await replay(await server.as('gaoqiao-1'))
    expect(foreign.lines.filter(({ kind }) => kind !== 'catalogue.loaded')).toEqual([])
    expect(foreign.start?.incidents).toEqual([])
    const own = await replay(await server.as('gulin-1'))
    expect(own.lines.length).toBeGreaterThan(0)
    expect(own.lines.filter(({ kind }) => kind.startsWith('alarm.'))).toEqual([])
    const desk = await server.as('chen')
    expect((await desk.get('/replay?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z')).body).toMatchObject({
      code: 'track.span-wrong',
    })
  })

  it('streams the tracks of a grant, cut to its span, each under the number of its unit', async () => {
    await server.onDuty({ name: 'gulin-2', ...GULIN })
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-2')]
    const fixes = Array.from({ length: 400 }, (_, index) => ({
      unitId: 'unit-gulin-2',
      at: toMoment(now - 4_000_000 + index * 10_000),
      lon: GULIN.lon + index * 1e-6,
      lat: GULIN.lat,
    }))
    await leader.post('/positions', { crs: 'wgs84', fixes: fixes.filter(({ at }) => Date.parse(at) < now) })
    await server.app.tracks.settle()
    const [first, last] = [now - 2_000_000, now - 1_000_000]
    const { body: grant } = await desk.post<TrackGrant>('/track-views', {
      unitIds: ['unit-gulin-1', 'unit-gulin-2'],
      from: toMoment(first),
      to: toMoment(last),
      purpose: 'replay',
      reason: '复盘',
    })
    const answer = await fetch(`${server.url}/api/v1/replay/tracks?grant=${grant.id}`, {
      headers: { cookie: desk.cookie },
    })
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const unpack = unpacker()
    // In two pieces, cut in the middle of something.
    const chunks = [...(unpack(bytes.slice(0, 9)) ?? []), ...(unpack(bytes.slice(9)) ?? [])]
    const times = chunks.flatMap(({ unit, body }) => {
      expect(grant.unitIds[unit]).toBe('unit-gulin-2')
      const read = decodeChunk(body)
      if (!read.ok) throw new Error(read.code)
      return [...read.track.at]
    })
    const expected = fixes.map(({ at }) => Date.parse(at)).filter((at) => at >= first && at < last)
    expect(times.toSorted((a, b) => a - b)).toEqual(expected)
    const other = await fetch(`${server.url}/api/v1/replay/tracks?grant=${grant.id}`, {
      headers: { cookie: leader.cookie },
    })
    expect(other.status).toBe(403)
  })
})
