import type { Decision } from '@lianqin/shared/decision'
import type { CaseLead } from '@lianqin/shared/lead'
import type { LeadFile } from '@lianqin/shared/lead-file'
import type { Officer } from '@lianqin/shared/officer'
import { mayEnforce } from '@lianqin/shared/officer'
import { describe, expect, it } from 'vitest'
import { STALL, takenLead } from './closing.ts'
import { type Seat, signIn, useServer } from './kit.ts'

const server = useServer()
const waiver = { kind: 'no-penalty', note: '初次占道，已当场清理', corrected: true, minor: true }
const shop = (name: string, change = {}) => ({ party: { kind: 'organisation', name, ...change } })
const decide = (seat: Seat, lead: CaseLead, body: object) =>
  seat.post<Decision & { code: string; params: Record<string, unknown> }>(`/leads/${lead.id}/decisions`, {
    version: lead.version,
    ...body,
  })

async function licensed(seat: Seat): Promise<Officer['id'][]> {
  const { body } = await seat.get<{ officers: Officer[] }>('/officers')
  const today = new Date().toISOString().slice(0, 10)
  return body.officers
    .filter((officer) => mayEnforce(today, officer))
    .slice(0, 2)
    .map(({ id }) => id)
}

describe('what is decided on a lead', () => {
  it('a first offence that was put right is let go; the same party’s second on the same item is not, and the refusal names the first', async () => {
    const lead = await server.as('zhou')
    const first = await takenLead(server, shop('海曙某某餐饮店'))
    const made = await decide(lead, first, waiver)
    expect(made).toMatchObject({
      status: 201,
      body: { kind: 'no-penalty', track: null, fineFen: null, partyKind: 'organisation' },
    })
    const { body: file } = await lead.get<LeadFile>(`/leads/${first.id}`)
    expect(file).toMatchObject({
      lead: { state: 'decided', version: 3 },
      decision: made.body,
      decisionNote: waiver.note,
    })

    const second = await takenLead(server, shop('海曙（某某）餐饮店'))
    const refused = await decide(lead, second, waiver)
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'decision.second-offence', params: { no: made.body.no, days: 365 } },
    })
    expect(refused.body.params.on).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect((await decide(lead, await takenLead(server, shop('另一家餐饮店')), waiver)).status).toBe(201)
  })

  it('of two first offences of one party decided at the same moment one is let go', async () => {
    const lead = await server.as('zhou')
    const two = [await takenLead(server, shop('同时餐饮店')), await takenLead(server, shop('同时餐饮店'))]
    const answers = await Promise.all(two.map((one) => decide(lead, one, waiver)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('a fine above the on-the-spot limit goes on the fast or the ordinary track, never on the spot', async () => {
    const lead = await server.as('zhou')
    const officerIds = await licensed(lead)
    const given = await takenLead(server, { party: { kind: 'person', name: '李四' } })
    const fine = { kind: 'penalty', note: '占道摆卖', fineFen: 20_100, officerIds }
    expect(await decide(lead, given, { ...fine, track: 'summary' })).toMatchObject({
      status: 422,
      body: { code: 'decision.fine-too-high', params: { fineFen: 20_100, limitFen: 20_000 } },
    })
    expect(await decide(lead, given, { ...fine, officerIds: officerIds.slice(1) })).toMatchObject({
      body: { code: 'decision.too-few-officers', params: { have: 1, need: 2 } },
    })
    expect(await decide(lead, given, { ...fine, officerIds: ['officer-none', ...officerIds] })).toMatchObject({
      status: 404,
    })
    const made = await decide(lead, given, fine)
    expect(made).toMatchObject({ status: 201, body: { track: 'fast', fineFen: 20_100, itemId: STALL } })
    expect(new Set(made.body.officerIds)).toEqual(new Set(officerIds))
    expect((await decide(lead, { ...given, version: 3 }, fine)).body).toMatchObject({ code: 'lead.illegal-move' })
  })

  it('needs a party, who may be named with the decision, and a lead that was taken', async () => {
    const head = await server.as('wang')
    const given = await takenLead(server)
    expect(await decide(head, given, waiver)).toMatchObject({ status: 422, body: { code: 'decision.party-missing' } })
    const stray = { party: { kind: 'person', name: '赵六', creditCode: '91330203MA2AAAAA0X' } }
    expect(await decide(head, given, { ...waiver, ...stray })).toMatchObject({ status: 400 })
    expect((await decide(head, { ...given, version: 1 }, waiver)).body.code).toBe('lead.stale')
    const made = await decide(head, given, { ...waiver, ...shop('现场查明的店') })
    expect(made).toMatchObject({ status: 201, body: { partyKind: 'organisation' } })
    expect((await head.get<LeadFile>(`/leads/${given.id}`)).body.party).toEqual({
      kind: 'organisation',
      name: '现场**店',
    })
  })

  it('a township decides on what was delegated to it; the department’s is not its to decide', async () => {
    const admin = await server.as('admin')
    const account = {
      name: 'gulin.lead',
      title: '古林值班长',
      role: 'shift-lead',
      scope: { kind: 'area', areaId: 'area-gulin' },
      password: 'long enough it is',
    }
    expect((await admin.post('/people', account)).status).toBe(201)
    const township = await signIn(server.url, 'gulin.lead', 'long enough it is')
    const own = await takenLead(server, shop('古林一家店'))
    expect((await decide(township, own, waiver)).status).toBe(201)
    const foreign = await takenLead(server, { itemId: 'item-s034', ...shop('古林二家店') })
    expect(foreign.subjectId).toBe('force-city')
    expect(await decide(township, foreign, waiver)).toMatchObject({
      status: 403,
      body: { code: 'decision.not-competent' },
    })
    expect((await decide(await server.as('zhou'), foreign, waiver)).status).toBe(201)
  })
})
