import { randomUUID } from 'node:crypto'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import { describe, expect, it } from 'vitest'
import { type Answer, aReport, GULIN, offered, useServer } from './kit.ts'

const server = useServer()
const COPIES = 50

const inParallel = <T>(send: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: COPIES }, send))
/** The one answer that all copies were given. */
function onlyOne<T>(answers: Answer<T>[], status: number): T {
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status))
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  return (answers[0] as Answer<T>).body
}

describe('a command that carries a key', () => {
  it('has one effect and one answer, however many copies arrive at once', async () => {
    const desk = await server.as('chen')
    const key = { 'idempotency-key': randomUUID() }
    const incident = onlyOne(
      await inParallel(() => desk.post<Incident>('/incidents', aReport({ filed: false }), key)),
      201,
    )
    const lines = await server.app.db
      .selectFrom('eventLog')
      .select('seq')
      .where('incidentId', '=', incident.id)
      .execute()
    expect(lines).toHaveLength(1)
    const again = await desk.post<Incident>('/incidents', aReport({ filed: false }), key)
    expect(again).toMatchObject({ status: 201, body: incident })
  })

  it('accepts an offer once for fifty taps, each of which hears that it is accepted', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-1')]
    const { offer } = await offered(desk)
    const key = { 'idempotency-key': randomUUID() }
    const accept = { move: 'accept', version: 1 }
    const accepted = onlyOne(await inParallel(() => leader.post<Offer>(`/offers/${offer.id}/moves`, accept, key)), 200)
    expect(accepted).toMatchObject({ state: 'accepted', version: 2 })
  })

  it('takes fifty taps without a key for what they are: one is first, the others are refused', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-1')]
    const { offer } = await offered(desk)
    const answers = await inParallel(() => leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: 1 }))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status, body } of answers) if (status !== 200) expect(body.code).toBe('offer.illegal-move')
  })

  it('is refused with 422 where the same key comes with another body, or for another address', async () => {
    const desk = await server.as('chen')
    const key = { 'idempotency-key': randomUUID() }
    const first = await desk.post<Incident>('/incidents', aReport({ filed: false }), key)
    const other = await desk.post('/incidents', aReport({ filed: false, address: '别处' }), key)
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.other-body' } })
    const elsewhere = await desk.post(`/incidents/${first.body.id}/moves`, { move: 'file', version: 1 }, key)
    expect(elsewhere).toMatchObject({ status: 422, body: { code: 'idempotency.other-body' } })
  })

  it('knows a body by what it says, not by the order of its fields', async () => {
    const desk = await server.as('chen')
    const key = { 'idempotency-key': randomUUID() }
    const { matterId, ...rest } = aReport({ filed: false, description: '摊位' })
    const first = await desk.post<Incident>('/incidents', { matterId, ...rest }, key)
    const again = await desk.post<Incident>('/incidents', { ...rest, matterId }, key)
    expect(again.body).toEqual(first.body)
  })

  it('may be tried again with the same key after a refusal, which has left nothing behind', async () => {
    const desk = await server.as('chen')
    const { body: incident } = await desk.post<Incident>('/incidents', aReport({ filed: false }))
    const key = { 'idempotency-key': randomUUID() }
    const close = { move: 'reject', version: 2, reason: '重复' }
    const early = await desk.post(`/incidents/${incident.id}/moves`, close, key)
    expect(early).toMatchObject({ status: 409, body: { code: 'incident.stale' } })
    expect(await desk.post(`/incidents/${incident.id}/moves`, { ...close, version: 1 }, key)).toMatchObject({
      status: 200,
      body: { state: 'rejected' },
    })
  })

  it('belongs to its sender: two people may use the same key for different things', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const [one, two] = [await server.as('chen'), await server.as('zhou')]
    const first = await one.post<Incident>('/incidents', aReport({ filed: false }), key)
    const second = await two.post<Incident>('/incidents', aReport({ filed: false, address: '别处' }), key)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(first.body.id).not.toBe(second.body.id)
  })

  it.each(['short', 'with a blank', 'x'.repeat(81), ''])('is refused with 400 where the key is “%s”', async (key) => {
    const answer = await (await server.as('chen')).post('/incidents', aReport(), { 'idempotency-key': key })
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
  })
})
