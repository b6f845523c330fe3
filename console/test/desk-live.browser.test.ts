import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { useFeed } from '../src/feed.ts'
import { useTasks } from '../src/task/task.store.ts'
import { chosenRow, rowsOf, zone } from './desk.kit.ts'
import { few, soon, useDesk } from './desk-few.kit.ts'
import { anEvent, anIncident, aTask } from './fixtures.ts'
import { aSnapshot } from './snapshot.ts'

const { open } = useDesk()

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
