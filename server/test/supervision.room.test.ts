import type { LoggedEvent } from '@lianqin/shared/events'
import type { Offer } from '@lianqin/shared/offer'
import type { Supervision } from '@lianqin/shared/supervision'
import type { Task } from '@lianqin/shared/task'
import type { Snapshot } from '@lianqin/shared/wall'
import { describe, expect, it } from 'vitest'
import { GULIN, offered, type Screen, type Seat, until, useServer } from './kit.ts'

const server = useServer()
const limit = { clock: 'urgent_hour', amount: 2 } as const
const HOUR = 3_600_000

/** What a phone is told over its line from its first hello on. */
async function listen(screen: Screen) {
  const heard: { events: LoggedEvent[]; snapshots: Snapshot[] } = { events: [], snapshots: [] }
  screen.on('snapshot', (snapshot) => heard.snapshots.push(snapshot))
  screen.on('events', ({ events }) => heard.events.push(...events))
  await new Promise((resolve) => screen.emit('hello', { since: null }, resolve))
  return heard
}
/** The newest state of an order as that phone shows it: the snapshot it opened with, and what it was told since. */
const shownOn = ({ events, snapshots }: { events: LoggedEvent[]; snapshots: Snapshot[] }, id: string) =>
  [
    ...(snapshots[0]?.supervisions ?? []),
    ...events.flatMap(({ body }) => ('supervision' in body ? [body.supervision] : [])),
  ].findLast((order) => order.id === id)

/** A case that the first squad of Gulin has accepted. */
async function accepted(): Promise<Offer> {
  await server.onDuty({ name: 'gulin-1', ...GULIN })
  const { offer } = await offered(await server.as('chen'))
  const answer = await (await server.as('gulin-1')).post(`/offers/${offer.id}/moves`, { move: 'accept', version: 1 })
  expect(answer.status).toBe(200)
  return offer
}
const move = (by: Seat, { id, version }: Pick<Supervision, 'id' | 'version'>, more: object) =>
  by.post<Supervision>(`/supervisions/${id}/moves`, { version, ...more })

describe('what the centre orders a squad to answer', () => {
  it.each(['order', 'reminder'] as const)(
    'F57: supervision order and reminder notice — issuing one to a squad starts a clock and shows on that squad’s phone',
    async (kind) => {
      const { incidentId } = await accepted()
      const [lead, leader, other] = [await server.as('zhou'), await server.as('gulin-1'), await server.as('gulin-2')]
      const [phone, another] = [await listen(leader.screen()), await listen(other.screen())]

      const order = { kind, squadId: 'squad-gulin-1', text: '群众多次投诉，请说明', limit }
      const issued = await lead.post<Supervision>(`/incidents/${incidentId}/supervisions`, order)
      expect(issued.status).toBe(201)
      const { id, issuedAt, dueAt } = issued.body
      expect(Date.parse(dueAt) - Date.parse(issuedAt)).toBe(2 * HOUR)
      const timer = server.app.db.selectFrom('timer').select('dueAt').where('kind', '=', 'supervision.overrun')
      expect((await timer.execute()).map((row) => row.dueAt)).toContain(dueAt)

      const shown = { kind, state: 'issued', dueAt, text: '群众多次投诉，请说明' }
      await until(() => shownOn(phone, id) !== undefined)
      expect(shownOn(phone, id)).toMatchObject(shown)
      expect(shownOn(await listen(leader.screen()), id)).toMatchObject(shown)

      expect((await move(leader, issued.body, { move: 'answer' })).body).toMatchObject({ code: 'move.reason-missing' })
      const acknowledged = await move(leader, issued.body, { move: 'acknowledge' })
      const answered = await move(leader, acknowledged.body, { move: 'answer', reason: '已整改到位' })
      expect(answered.body).toMatchObject({ state: 'answered', answer: '已整改到位' })
      expect((await move(leader, answered.body, { move: 'close' })).status).toBe(409)
      expect((await move(lead, answered.body, { move: 'close' })).body.state).toBe('closed')
      await until(() => shownOn(phone, id)?.state === 'closed')
      expect(shownOn(another, id)).toBeUndefined()
      expect((await move(other, issued.body, { move: 'acknowledge' })).status).toBe(404)
    },
  )
})

describe('a phone that reads what is its own', () => {
  it('knows the task it is asked about, so that it can say whether it would lead or help', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const { offer } = await offered(await server.as('chen'))
    const owner = await server.as(offer.squadId.replace('squad-', ''))
    const held = async () => (await owner.get<{ tasks: Task[] }>('/tasks')).body.tasks
    expect(await held()).toContainEqual(
      expect.objectContaining({ id: offer.taskId, part: 'lead', state: 'offered', squadId: null }),
    )
    await owner.post(`/offers/${offer.id}/moves`, { move: 'decline', version: 1, reason: 'busy' })
    expect((await held()).map(({ id }) => id)).not.toContain(offer.taskId)
  })
})
