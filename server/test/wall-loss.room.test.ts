import type { Incident } from '@lianqin/shared/incident'
import type { Scope } from '@lianqin/shared/person'
import type { Task } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { canonical } from '../src/kernel/canonical.ts'
import { lastSeq } from '../src/kernel/event-log.ts'
import { readSnapshot } from '../src/wall/wall.query.ts'
import { type Follower, follow, held, standing } from './follower.ts'
import { aReport, GULIN, liveOfferOf, offered, until, useServer } from './kit.ts'

const server = useServer()
const HEALED_WITHIN_MS = 8_000
const GULIN_ONLY: Scope = { kind: 'area', areaId: 'area-gulin' }
const SECOND_ONLY: Scope = { kind: 'squad', squadId: 'squad-gulin-2' }

/** A morning in one township, a little slower than the wall's own pace, so that each step is a message of its own. */
async function morning(): Promise<void> {
  const desk = await server.as('chen')
  const beat = () => new Promise((resolve) => setTimeout(resolve, 60))
  const { incident, offer } = await offered(desk)
  await beat()
  const chosen = await server.as(offer.squadId.slice(6))
  await chosen.post(`/offers/${offer.id}/moves`, { move: 'see', version: 1 })
  await beat()
  await chosen.post(`/offers/${offer.id}/moves`, { move: 'decline', version: 2, reason: 'busy' })
  const next = await liveOfferOf(desk, incident.id)
  await (await server.as(next.squadId.slice(6))).post(`/offers/${next.id}/moves`, { move: 'accept', version: 1 })
  await beat()
  const worker = await server.as(next.squadId.slice(6))
  let task = (await worker.get<{ tasks: Task[] }>('/tasks?open=true')).body.tasks.find(
    ({ incidentId }) => incidentId === incident.id,
  ) as Task
  for (const move of ['arrive', 'finish']) {
    task = (
      await worker.post<Task>(`/tasks/${task.id}/moves`, {
        move,
        version: task.version,
        ...(move === 'finish' ? { result: '完成' } : {}),
      })
    ).body
    await beat()
  }
  await desk.post(`/tasks/${task.id}/moves`, { move: 'check', version: task.version })
  const { body } = await desk.get<{ incident: Incident }>(`/incidents/${incident.id}`)
  await beat()
  await desk.post(`/incidents/${incident.id}/moves`, { move: 'close', version: body.incident.version })
  await desk.post('/incidents', aReport({ filed: false }))
}

async function expectAsInTheTables(followers: Follower[], scope: Scope): Promise<void> {
  const truth = canonical(standing(await readSnapshot(server.app.db, 'haishu', scope), scope))
  for (const follower of followers) expect(canonical(standing(held(follower), scope)), follower.loss?.what).toBe(truth)
}

describe('a screen that loses one message, whichever it is', () => {
  it('is right again within eight seconds, and in the end holds exactly what the tables hold for its rights', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN }, { name: 'gulin-2', lon: 121.46, lat: 29.84 })
    await morning()
    const groups: { name: string; scope: Scope; losses: (number | null)[] }[] = [
      {
        name: 'wall',
        scope: { kind: 'district' },
        losses: [null, ...Array.from({ length: 19 }, (_, index) => index + 1)],
      },
      { name: 'gulin', scope: GULIN_ONLY, losses: [null, 1, 2, 3, 4, 6, 8, 10, 13] },
      { name: 'gulin-2', scope: SECOND_ONLY, losses: [null, 1, 2, 3, 4, 5, 6, 7, 9] },
    ]
    const followers = await Promise.all(
      groups.map(async ({ name, losses }) => {
        const seat = await server.as(name)
        return losses.map((nth) => follow(seat.screen(), nth === null ? null : { of: 'words', nth }))
      }),
    )
    const all = followers.flat()
    await until(() => all.filter(({ loss }) => loss === null).every((one) => one.reading().turn === 'settled'))
    await morning()
    await morning()
    const last = await lastSeq(server.app.db, 'haishu')
    const isThere = (one: Follower) => one.reading().turn === 'settled' && one.reading().seq === last
    await until(() => all.every(isThere), HEALED_WITHIN_MS)
    for (const { loss } of all)
      if (loss) expect((loss.healedAt ?? Number.POSITIVE_INFINITY) - loss.at, loss.what).toBeLessThan(HEALED_WITHIN_MS)
    // Each sort of message was lost by somebody.
    expect(new Set(all.flatMap(({ loss }) => (loss ? [loss.what] : [])))).toEqual(
      new Set(['hello', 'snapshot', 'welcome', 'events']),
    )
    for (const [index, { scope }] of groups.entries()) await expectAsInTheTables(followers[index] ?? [], scope)
  })

  it('also where the lost one is a sign of life', async () => {
    const seat = await server.as('wall')
    const screen = seat.screen()
    const follower = follow(screen, { of: 'beats', nth: 1 })
    await until(() => follower.loss !== null, 20_000)
    expect(follower.loss?.what).toBe('beat')
    await server.as('chen').then((desk) => desk.post('/incidents', aReport({ filed: false })))
    const last = await lastSeq(server.app.db, 'haishu')
    await until(() => follower.reading().seq === last && follower.reading().turn === 'settled', HEALED_WITHIN_MS)
    await expectAsInTheTables([follower], { kind: 'district' })
  })
})
