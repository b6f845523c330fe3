import type { Offer } from '@lianqin/shared/offer'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Task } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { useFeed } from '../src/feed.ts'
import { notices } from '../src/kernel/notices.ts'
import { useOffers } from '../src/offer/offer.store.ts'
import { useTasks } from '../src/task/task.store.ts'
import { chosenRow, rowsOf, settled, zone } from './desk.kit.ts'
import { dialogText, few, soon, useDesk } from './desk-few.kit.ts'
import { anEvent, anIncident, anOffer, aTask } from './fixtures.ts'
import { aSnapshot } from './snapshot.ts'

const desk = useDesk()
const { open } = desk

describe('a desk follows what others do', () => {
  it('reads a case again that was opened while the server was away, as soon as the feed is back', async () => {
    await open(few())
    const served = globalThis.fetch
    globalThis.fetch = () => Promise.reject(new TypeError('the server is away'))
    await userEvent.keyboard('1{ArrowDown}{Enter}')
    await soon(() => expect(zone('pane')?.textContent).toContain('连不上服务器'))
    globalThis.fetch = served
    useFeed().caughtUp += 1
    await soon(() => expect(zone('pane')?.textContent).toContain('派给 古林一队'))
    await soon(() => expect(zone('pane')?.textContent).not.toContain('连不上服务器'))
  })

  it('holds the order of a list while a case is worked, but neither its section, its count nor its squad', async () => {
    const incidents = [anIncident({ no: 1, state: 'dispatched' }), anIncident({ no: 2, state: 'dispatched' })]
    await open(
      aSnapshot(0, { incidents, tasks: incidents.map(({ id, no }) => aTask({ id: `task-${no}`, incidentId: id })) }),
    )
    await userEvent.keyboard('1{Enter}')
    const count = (name: string) => zone(name)?.querySelector('.list-head__count')?.textContent
    expect(count('pending')).toBe('2')
    const [worked = ''] = chosenRow()?.textContent?.match(/\d{4}/) ?? []
    const task = aTask({
      id: `task-${Number(worked)}`,
      incidentId: `incident-${Number(worked)}`,
      state: 'accepted',
      squadId: 'squad-gulin-2',
      version: 2,
    })
    useTasks().apply(
      anEvent({ kind: 'task.moved', body: { move: 'accept', reason: null, deviceAt: null, task } } as never),
    )
    await soon(() => expect(count('pending')).toBe('1'))
    expect(count('active')).toBe('1')
    expect(rowsOf('active')[0]?.textContent).toContain('古林二队')
    expect(chosenRow()?.textContent).toContain(worked)
    expect(zone('pane')?.contains(document.activeElement)).toBe(true)
  })
})

/** From now on the server ranks the other way round. */
function turnRanking(): void {
  const served = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const response = await served(input, init)
    if (!String(input).includes('/recommendation')) return response
    const answer = (await response.json()) as Recommendation
    return Response.json({ ...answer, ranked: answer.ranked.toReversed() })
  }
}

describe('what a digit means', () => {
  const asked = (over: Partial<Offer> = {}) => anOffer({ incidentId: 'incident-1', squadId: 'squad-gulin-1', ...over })
  const held = (over: Partial<Task> = {}) => aTask({ incidentId: 'incident-1', state: 'offered', ...over })
  const accepted = held({ state: 'accepted', squadId: 'squad-gulin-1', version: 2 })
  const case1 = () => anIncident({ no: 1, state: 'dispatched' })
  const firstName = () => document.querySelector('.candidate__name b')?.textContent
  const accept = () =>
    useOffers().apply(
      anEvent({
        kind: 'offer.moved',
        body: {
          move: 'accept',
          reason: null,
          deviceAt: null,
          offer: asked({ state: 'accepted', version: 9 }),
          task: accepted,
        },
      } as never),
    )
  const told = () => notices.value.map(({ text }) => text).join()

  it('stays the same while the case has the keys, though the ranking has changed, until it is asked for', async () => {
    await open(few())
    await userEvent.keyboard('1{ArrowDown}{Enter}')
    await soon(() => expect(firstName()).toBe('古林一队'))
    turnRanking()
    useFeed().caughtUp += 1
    await soon(() => expect(zone('pane')?.textContent).toContain('排序已变动'))
    expect(firstName()).toBe('古林一队')
    await userEvent.keyboard('e')
    await soon(() => expect(firstName()).not.toBe('古林一队'))
    expect(zone('pane')?.textContent).not.toContain('排序已变动')
  })

  it('is said to be gone when a squad has accepted in between', async () => {
    await open(aSnapshot(0, { incidents: [case1()], tasks: [held()], offers: [asked()] }))
    await userEvent.keyboard('2{Enter}')
    await soon(() => expect(firstName()).toBe('古林一队'))
    accept()
    useTasks().apply(anEvent({ kind: 'task.moved', body: { move: 'accept', task: accepted } } as never))
    await settled(80)
    await userEvent.keyboard('2')
    await soon(() => expect(told()).toContain('已由 古林一队 接单'))
    expect(desk.posted).toHaveLength(0)
  })

  it('leads to a question that goes with the case, names who was quicker, and offers to recall', async () => {
    await open(aSnapshot(0, { incidents: [case1()], tasks: [held()], offers: [asked()] }))
    await userEvent.keyboard('2{Enter}')
    await soon(() => expect(firstName()).toBe('古林一队'))
    await userEvent.keyboard('2')
    await soon(() => expect(dialogText()).toContain('现已派给 古林一队（已送达）'))
    useOffers().apply(
      anEvent({
        kind: 'offer.moved',
        body: { move: 'see', offer: asked({ state: 'seen', version: 2 }), task: held() },
      } as never),
    )
    await soon(() => expect(dialogText()).toContain('现已派给 古林一队（已查看）'))
    accept()
    useTasks().apply(anEvent({ kind: 'task.moved', body: { move: 'accept', task: accepted } } as never))
    await soon(() => expect(dialogText()).toContain('此单已由 古林一队 接走'))
    await soon(() => expect(document.activeElement?.textContent).toContain('确定'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(dialogText()).toContain('召回改派'))
    await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await userEvent.keyboard('1{Enter}')
    await soon(() => expect(desk.posted).toHaveLength(1))
    expect(desk.posted[0]).toMatchObject({ path: '/tasks/task-1/moves', body: { move: 'recall', version: 2 } })
  })
})
