import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { CaseLead } from '@lianqin/shared/lead'
import type { LeadFile, ListedLead } from '@lianqin/shared/lead-file'
import type { Photo } from '@lianqin/shared/photo'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { close, handled, STALL, sendPhoto, takenLead, violation } from './closing.ts'
import { useServer } from './kit.ts'

const server = useServer()
interface File {
  incident: Incident
  lead: CaseLead | null
  photos: Photo[]
  timeline: LoggedEvent[]
}
const aLead = { itemId: STALL, note: '占道摆卖，当事人王小明在场' }
const party = { kind: 'person', name: '王小明', idTail: '123X' }
const logged = async (word: string) =>
  (
    await sql<{ n: number }>`select count(*) as n from event_log where body::text like ${`%${word}%`}`.execute(
      server.app.db,
    )
  ).rows[0]?.n

describe('a violation goes to the case centre', () => {
  it('F16: one-stop case centre hand-over — ending an incident "to case" creates one lead with photos and keeps the link both ways', async () => {
    const desk = await server.as('chen')
    const incident = await handled(server)
    const photos = [
      await sendPhoto(server, await server.as('gulin-1'), incident.id),
      await sendPhoto(server, desk, incident.id, { stage: 'check' }),
    ]
    const closed = await close(desk, incident, { lead: { ...aLead, party } } as never)
    expect(closed).toMatchObject({ status: 200, body: { state: 'closed', outcome: 'violation' } })

    const { lead } = (await desk.get<File>(`/incidents/${incident.id}`)).body
    expect(lead).toMatchObject({
      incidentId: incident.id,
      itemId: STALL,
      subjectId: 'force-gulin',
      state: 'open',
      photoIds: photos.map(({ body }) => body.id),
      partyKind: 'person',
    })
    const { body: file } = await desk.get<LeadFile>(`/leads/${lead?.id}`)
    expect(file).toMatchObject({ lead, note: aLead.note, party: { kind: 'person', name: '王**' }, decision: null })
    expect(file.incident).toEqual(closed.body)
    expect(file.photos).toEqual(photos.map(({ body }) => body))

    const again = await Promise.all(
      Array.from({ length: 5 }, () =>
        desk.post<CaseLead>(`/incidents/${incident.id}/leads`, { ...aLead, note: '再报' }),
      ),
    )
    expect(again.map(({ status, body }) => [status, body.id])).toEqual(again.map(() => [201, lead?.id]))
    const { body: list } = await desk.get<{ leads: ListedLead[] }>('/leads?state=open')
    expect(list.leads.filter(({ incidentId }) => incidentId === incident.id)).toMatchObject([
      { id: lead?.id, incidentNo: incident.no, party: { name: '王**' } },
    ])
  })

  it('or afterwards, by many at once: one lead all the same, answered to each', async () => {
    const [desk, lead] = [await server.as('chen'), await server.as('zhou')]
    const { id } = await violation(server)
    const asked = Array.from({ length: 8 }, (_, n) =>
      (n % 2 ? desk : lead).post<CaseLead>(`/incidents/${id}/leads`, aLead),
    )
    const answers = await Promise.all(asked)
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    const { body } = await desk.get<File>(`/incidents/${id}`)
    expect(body.timeline.filter(({ kind }) => kind === 'lead.opened')).toHaveLength(1)
  })

  it('only if it is one, of an item that its own catalogue has, and says nothing that another end would not know', async () => {
    const desk = await server.as('chen')
    const incident = await handled(server)
    const early = await desk.post(`/incidents/${incident.id}/leads`, aLead)
    expect(early).toMatchObject({ status: 409, body: { code: 'lead.not-violation', params: { state: 'handled' } } })
    const settled = await close(desk, incident, { outcome: 'settled', lead: aLead } as never)
    expect(settled).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
    const unknown = await close(desk, incident, { lead: { ...aLead, itemId: 'item-none' } } as never)
    expect(unknown).toMatchObject({ status: 422, body: { code: 'lead.item-missing' } })
    const { body: file } = await desk.get<File>(`/incidents/${incident.id}`)
    expect([file.incident.state, file.lead]).toEqual(['handled', null])
    expect((await close(desk, incident)).status).toBe(200)
  })

  it('is taken up, returned with a reason, and handed over again with the pictures of then', async () => {
    const [desk, lead] = [await server.as('chen'), await server.as('zhou')]
    const taken = await takenLead(server)
    expect(Date.parse(taken.decideBy ?? '') - Date.parse(taken.takenAt ?? '')).toBe(90 * 86_400_000)
    const move = (seat: typeof desk, move: string, version: number, reason?: string) =>
      seat.post<CaseLead>(`/leads/${taken.id}/moves`, { move, version, ...(reason ? { reason } : {}) })
    expect((await move(desk, 'return', 2, '证据不足')).body).toMatchObject({ code: 'lead.illegal-move' })
    expect((await move(lead, 'return', 1, '证据不足')).body).toMatchObject({
      code: 'lead.stale',
      params: { version: 2 },
    })
    expect((await move(lead, 'return', 2)).body).toMatchObject({ code: 'move.reason-missing' })
    expect((await move(lead, 'return', 2, '证据不足')).body).toMatchObject({
      state: 'returned',
      returnedFor: '证据不足',
      takenAt: null,
    })
    const { body: photo } = await sendPhoto(server, desk, taken.incidentId)
    expect((await move(desk, 'resubmit', 3, '已补照片')).body).toMatchObject({
      state: 'open',
      returnedFor: null,
      photoIds: [photo.id],
    })
  })
})

describe('who a lead is about', () => {
  it('is masked for everybody, hidden from the squad, absent from the log, and shown in full to who decides, as a line of the log', async () => {
    const lead = await takenLead(server, { party })
    const [desk, decider, leader] = [await server.as('chen'), await server.as('zhou'), await server.as('gulin-1')]
    expect((await desk.get<LeadFile>(`/leads/${lead.id}`)).body.party).toEqual({ kind: 'person', name: '王**' })
    const own = await leader.get<LeadFile>(`/leads/${lead.id}`)
    expect(own.body).toMatchObject({ lead: { state: 'taken' }, party: null, note: null, decisionNote: null })
    expect((await leader.get<{ leads: ListedLead[] }>('/leads')).body.leads[0]).toMatchObject({
      id: lead.id,
      party: null,
    })

    expect((await desk.post(`/leads/${lead.id}/disclosures`, {})).status).toBe(403)
    const key = { 'idempotency-key': 'disclosure-0001' }
    const shown = await decider.post(`/leads/${lead.id}/disclosures`, {}, key)
    expect(shown).toMatchObject({ status: 200, body: { name: '王小明', idTail: '123X', creditCode: null } })
    expect((await decider.post(`/leads/${lead.id}/disclosures`, {}, key)).body).toEqual(shown.body)

    expect(await logged('王小明')).toBe(0)
    const { rows } = await sql<{ audience: string[] }>`select audience from event_log where kind = 'party.disclosed'
      and body ->> 'leadId' = ${lead.id}`.execute(server.app.db)
    expect(rows).toEqual([{ audience: [] }])
    const kept = await sql`select 1 from idempotency where answer::text like '%王小明%'`.execute(server.app.db)
    expect(kept.rows).toEqual([])
  })

  it('of another township or squad, a lead is not there', async () => {
    const lead = await takenLead(server)
    const missing = await (await server.as('gaoqiao-1')).get('/leads/lead-none')
    for (const stranger of ['gaoqiao-1', 'gulin-2']) {
      const seat = await server.as(stranger)
      const answer = await seat.get(`/leads/${lead.id}`)
      expect(answer.status).toBe(404)
      expect({ ...answer.body, requestId: '' }).toEqual({ ...missing.body, params: { id: lead.id }, requestId: '' })
      expect((await seat.get<{ leads: ListedLead[] }>('/leads')).body.leads.map(({ id }) => id)).not.toContain(lead.id)
    }
    const township = await server.as('gulin')
    expect((await township.get(`/leads/${lead.id}`)).status).toBe(200)
  })
})
