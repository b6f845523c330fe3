import type { Incident } from '@lianqin/shared/incident'
import type { LeadOmission } from '@lianqin/shared/lead'
import { describe, expect, it } from 'vitest'
import { close, handled, STALL, violation, workOff } from './closing.ts'
import { type Seat, useServer } from './kit.ts'

const server = useServer()
interface Audit {
  incidents: Incident[]
  total: number
  next: number | null
}
const listOf = async (seat: Seat, query = '') => (await seat.get<Audit>(`/audit/not-filed${query}`)).body
const idsOf = async (seat: Seat) => (await listOf(seat)).incidents.map(({ id }) => id)

describe('the patrol audit', () => {
  it('F58: patrol audit "case not filed" check — incident closed as violation without lead or reason appears in the audit list', async () => {
    const desk = await server.as('chen')
    const settled = await handled(server)
    await close(desk, settled, { outcome: 'settled' })
    const [forgotten, led, excused] = [await violation(server), await violation(server), await violation(server)]
    expect(await idsOf(desk)).toEqual([excused.id, led.id, forgotten.id])

    await desk.post(`/incidents/${led.id}/leads`, { itemId: STALL, note: '占道摆卖' })
    const said = await desk.post<LeadOmission>(`/incidents/${excused.id}/no-lead`, { reason: '情节轻微，当场教育' })
    expect(said).toMatchObject({ status: 201, body: { reason: '情节轻微，当场教育', recordedByTitle: '陈立' } })
    expect(await listOf(desk)).toEqual({
      incidents: [expect.objectContaining({ id: forgotten.id })],
      total: 1,
      next: null,
    })

    const file = await desk.get<{ omission: LeadOmission }>(`/incidents/${excused.id}`)
    expect(file.body.omission).toEqual(said.body)
    const own = await (await server.as('gulin-1')).get<{ omission: null }>(`/incidents/${excused.id}`)
    expect(own.body.omission).toBeNull()
    await desk.post(`/incidents/${forgotten.id}/no-lead`, { reason: '已由部门立案' })
    expect((await listOf(desk)).total).toBe(0)
  })

  it('takes one reason, and none for what has a lead or is no violation', async () => {
    const desk = await server.as('chen')
    const reason = { reason: '情节轻微' }
    const incident = await handled(server)
    const refused = async (id: string) => (await desk.post(`/incidents/${id}/no-lead`, reason)).body.code
    expect(await refused(incident.id)).toBe('lead.not-violation')
    await close(desk, incident)
    await desk.post(`/incidents/${incident.id}/no-lead`, reason)
    expect(await refused(incident.id)).toBe('lead.omitted-already')
    await desk.post(`/incidents/${incident.id}/leads`, { itemId: STALL, note: '后又查实' })
    expect(await refused(incident.id)).toBe('lead.exists')
  })

  it('asks again after a case was reopened and closed as a violation once more, and not while it is open', async () => {
    const [desk, lead] = [await server.as('chen'), await server.as('zhou')]
    const { id, version } = await violation(server)
    await desk.post(`/incidents/${id}/no-lead`, { reason: '情节轻微' })
    await lead.post<Incident>(`/incidents/${id}/moves`, { move: 'reopen', version, reason: '又占道' })
    expect(await idsOf(desk)).not.toContain(id)
    await close(desk, await workOff(server, id))
    expect(await idsOf(desk)).toContain(id)
    expect((await desk.post(`/incidents/${id}/no-lead`, { reason: '再次从轻' })).status).toBe(201)
    expect(await idsOf(desk)).not.toContain(id)
  })

  it('comes in pages, and each township sees its own', async () => {
    const desk = await server.as('chen')
    for (const _ of [1, 2, 3]) await violation(server)
    const whole = await idsOf(desk)
    const pages: string[] = []
    for (let before = ''; ; ) {
      const page = await listOf(desk, `?limit=2${before}`)
      expect(page.total).toBe(whole.length)
      pages.push(...page.incidents.map(({ id }) => id))
      if (page.next === null) break
      before = `&before=${page.next}`
    }
    expect(pages).toEqual(whole)
    expect(await idsOf(await server.as('gulin'))).toEqual(whole)
    expect((await (await server.as('gulin-1')).get('/audit/not-filed')).status).toBe(403)
  })
})
