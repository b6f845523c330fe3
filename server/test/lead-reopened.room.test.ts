import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { CaseLead } from '@lianqin/shared/lead'
import { describe, expect, it } from 'vitest'
import { close, STALL, takenLead, workOff } from './closing.ts'
import { type Seat, until, useServer } from './kit.ts'

const server = useServer()
interface File {
  incident: Incident
  lead: CaseLead
  timeline: LoggedEvent[]
}
interface Refusal {
  code?: string
}
const fileOf = async (id: string) => (await (await server.as('chen')).get<File>(`/incidents/${id}`)).body
const decide = (seat: Seat, { id, version }: CaseLead) =>
  seat.post<Refusal>(`/leads/${id}/decisions`, {
    ...{ version, kind: 'no-penalty', note: '初次占道，已当场清理', corrected: true, minor: true },
  })
const party = { kind: 'organisation', name: '重新办理餐饮店' }

async function reopen(id: string) {
  const { version } = (await fileOf(id)).incident
  const reason = '当事人又占道'
  return (await server.as('zhou')).post<Incident>(`/incidents/${id}/moves`, { move: 'reopen', version, reason })
}
/** So that its squad has room for the next; a job may be routing it at this moment, and then it is looked at again. */
async function stop(id: string) {
  const lead = await server.as('zhou')
  await until(async () => {
    const { version } = (await fileOf(id)).incident
    return (await lead.post(`/incidents/${id}/moves`, { move: 'void', version, reason: '试验' })).status === 200
  })
}
const audited = async () =>
  (await (await server.as('chen')).get<{ incidents: Incident[] }>('/audit/not-filed')).body.incidents.map(
    ({ id }) => id,
  )

describe('the lead of a case that is reopened', () => {
  it('is withdrawn in the same breath, and nobody takes it up or decides on it', async () => {
    const lead = await server.as('zhou')
    const taken = await takenLead(server, { party })
    expect((await reopen(taken.incidentId)).status).toBe(200)
    const file = await fileOf(taken.incidentId)
    expect(file.lead).toMatchObject({ id: taken.id, state: 'withdrawn', takenAt: null, decideBy: null, version: 3 })
    expect(file.timeline.filter(({ kind }) => kind === 'lead.moved').at(-1)).toMatchObject({
      body: { move: 'withdraw', reason: '当事人又占道', lead: { state: 'withdrawn' } },
    })
    expect((await decide(lead, file.lead)).body.code).toBe('lead.illegal-move')
    const step = { move: 'take', version: 3 }
    expect((await lead.post<Refusal>(`/leads/${taken.id}/moves`, step)).body.code).toBe('lead.illegal-move')
    await stop(taken.incidentId)
  })

  it('stays so when the case turns out unfounded', async () => {
    const taken = await takenLead(server, { party })
    await reopen(taken.incidentId)
    const desk = await server.as('chen')
    expect((await close(desk, await workOff(server, taken.incidentId), { outcome: 'unfounded' })).status).toBe(200)
    const { lead } = await fileOf(taken.incidentId)
    expect((await decide(await server.as('zhou'), lead)).body.code).toBe('lead.illegal-move')
    const again = await desk.post<Refusal>(`/incidents/${taken.incidentId}/leads`, { itemId: STALL, note: '占道' })
    expect(again.body.code).toBe('lead.not-violation')
  })

  it('is owed anew when the case ends in a violation once more, and is the same lead when it is handed over', async () => {
    const [desk, lead] = [await server.as('chen'), await server.as('zhou')]
    const taken = await takenLead(server, { party })
    const { incidentId } = taken
    await reopen(incidentId)
    expect((await close(desk, await workOff(server, incidentId))).status).toBe(200)
    expect(await audited()).toContain(incidentId)
    const again = await desk.post<CaseLead>(`/incidents/${incidentId}/leads`, {
      itemId: STALL,
      note: '再次占道',
      party,
    })
    expect(again).toMatchObject({ status: 201, body: { id: taken.id, no: taken.no, state: 'open', version: 4 } })
    expect(await audited()).not.toContain(incidentId)
    const file = await lead.get<{ note: string }>(`/leads/${taken.id}`)
    expect(file.body.note).toBe('再次占道')
    const { body: up } = await lead.post<CaseLead>(`/leads/${taken.id}/moves`, { move: 'take', version: 4 })
    expect((await decide(lead, up)).status).toBe(201)
  })

  it('at the moment of its decision is decided or withdrawn, never both', async () => {
    const lead = await server.as('zhou')
    for (const round of [1, 2, 3]) {
      const taken = await takenLead(server, { party: { ...party, name: `同时餐饮店${round}` } })
      const [decided, reopened] = await Promise.all([decide(lead, taken), reopen(taken.incidentId)])
      expect(reopened.status).toBe(200)
      const { state } = (await fileOf(taken.incidentId)).lead
      expect(state).toBe(decided.status === 201 ? 'decided' : 'withdrawn')
      await stop(taken.incidentId)
    }
  })
})
