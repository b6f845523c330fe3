import type { Arrival } from '@lianqin/shared/presence'
import type { TrackView } from '@lianqin/shared/track/view'
import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
import { usePresence } from '../src/presence/presence.store.ts'
import { anEvent, anIncident, aTask, before, HOUR, MINUTE, NOW } from './fixtures.ts'
import { accepted, move, openPhone, ours, type Sent, serve, taskAfter, useHand } from './phone.kit.ts'

useHand()

const anArrival = (over: Partial<Arrival> = {}): Arrival => ({
  taskId: 'task-1',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  ...ours,
  unitId: 'unit-gulin-1',
  at: before(2 * MINUTE),
  proposedAt: before(MINUTE),
  leftAt: null,
  dismissedAt: null,
  ...over,
})
const aView = (over: Partial<TrackView> = {}): TrackView => ({
  id: 'view-1',
  grantId: 'grant-1',
  ...ours,
  areaId: 'area-gulin',
  unitIds: ['unit-gulin-1'],
  fromAt: before(3 * HOUR),
  toAt: before(2 * HOUR),
  purpose: 'replay',
  reason: '投诉：到场太慢',
  viewedAt: before(5 * MINUTE),
  viewedById: 'person-chen',
  viewedByTitle: '陈立',
  ...over,
})

const seen = (arrival: Arrival) => anEvent({ kind: 'task.arrival-seen', body: { arrival } })
const over = (arrival: Arrival) => anEvent({ kind: 'task.arrival-over', body: { arrival } })
const viewed = (view: TrackView) => anEvent({ kind: 'track.viewed', body: { view } })
const banner = () => document.querySelector('.arrival')
const answered = (sent: Sent) => (sent.path.startsWith('/arrivals') ? anArrival({ dismissedAt: NOW }) : taskAfter(sent))
const onTask = { tasks: [accepted], path: '/phone?task=task-1' }

describe('an arrival that the position suggests', () => {
  it('stands over the task with the time, and one tap says that it is so', async () => {
    const sent = serve(answered)
    const { says } = await openPhone(onTask)
    await expect.element(page.getByRole('button', { name: /我已出发/ })).toBeVisible()
    expect(banner()).toBeNull()
    says(seen(anArrival()))
    await expect.element(page.getByText('看来已到场')).toBeVisible()
    expect(banner()?.textContent).toContain('位置显示 14:07 已到现场附近；记下的是你确认的时刻')
    await page.getByRole('button', { name: '是，已到场' }).click()
    await expect.element(page.getByRole('button', { name: /办结/ })).toBeVisible()
    expect(banner()).toBeNull()
    expect(sent.map(({ path, body }) => [path, body.move, body.version])).toEqual([
      ['/tasks/task-1/moves', 'arrive', 3],
    ])
    expect(sent[0]?.body.deviceAt).toMatch(/^2026-11-24T06:09:/)
  })

  it('is denied by another tap, and does not come back for that task', async () => {
    const sent = serve(answered)
    const { says } = await openPhone(onTask)
    says(seen(anArrival()))
    await page.getByRole('button', { name: /还没到/ }).click()
    await expect.poll(banner).toBeNull()
    expect(sent.map(({ path, body }) => [path, body])).toEqual([['/arrivals/task-1/moves', { move: 'dismiss' }]])
    says(over(anArrival({ dismissedAt: NOW })))
    await expect.element(page.getByRole('button', { name: /我已出发/ })).toBeVisible()
    expect(banner()).toBeNull()
  })

  it('goes when the squad has left again without a word, and comes anew when it is back', async () => {
    serve(answered)
    const { says } = await openPhone(onTask)
    says(seen(anArrival()))
    await expect.poll(banner).not.toBeNull()
    says(over(anArrival({ leftAt: NOW })))
    await expect.poll(banner).toBeNull()
    says(seen(anArrival({ at: NOW, proposedAt: NOW })))
    await expect.poll(() => banner()?.textContent).toContain('14:09')
  })

  it('is denied without a network too: gone at once, and sent under one key when there is one', async () => {
    let line = false
    const sent = serve((order) => (line ? answered(order) : 'no network'))
    const { says } = await openPhone(onTask)
    says(seen(anArrival()))
    await page.getByRole('button', { name: /还没到/ }).click()
    await expect.element(page.getByText(/“还没到”于 14:09:\d\d 记下，尚未送达/)).toBeVisible()
    expect(banner()).toBeNull()
    // The task itself is not held up by it.
    await expect.element(page.getByRole('button', { name: /我已出发/ })).toBeVisible()
    line = true
    window.dispatchEvent(new Event('online'))
    await expect.poll(() => usePresence().arrivals.get('task-1')?.dismissedAt).toBe(NOW)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
    expect(banner()).toBeNull()
  })

  it('is asked about at home as well, of which case if there are several, and leads to the task', async () => {
    const own = { id: 'task-2', incidentId: 'incident-2' } as const
    const sent = serve((order) => ({ ...taskAfter(order), ...own }))
    const other = aTask({ ...accepted, ...own })
    const incidents = [anIncident(), anIncident({ id: 'incident-2', no: 2, address: '春晖路 3 号' })]
    const { says } = await openPhone({ tasks: [accepted, other], incidents })
    says(seen(anArrival({ taskId: 'task-2', incidentId: 'incident-2' })))
    await expect.poll(() => document.querySelectorAll('.arrival').length).toBe(1)
    expect(banner()?.textContent).toContain('春晖路 3 号')
    await page.getByRole('button', { name: '是，已到场' }).click()
    await expect
      .poll(() => sent.map(({ path, body }) => `${path} ${move({ body } as Sent)}`))
      .toEqual(['/tasks/task-2/moves arrive'])
    await expect.element(page.getByRole('button', { name: /办结/ })).toBeVisible()
  })
})

describe('who looked at where this squad was', () => {
  const open = async () => {
    await page.getByText(/谁查看过我队行踪|Who looked at where we were/).click()
    return [...document.querySelectorAll('.views li')].map((line) => line.textContent?.replaceAll(/\s+/g, ' '))
  }

  it('is read at home: who, when, how, at which span, and why; and as soon as somebody looks', async () => {
    serve(answered)
    const { says } = await openPhone()
    await expect.element(page.getByText('谁查看过我队行踪（0）')).toBeVisible()
    says(viewed(aView()))
    says(viewed(aView({ id: 'view-2', purpose: 'csv', reason: '案件证据', fromAt: before(26 * HOUR), viewedAt: NOW })))
    await expect.element(page.getByText('谁查看过我队行踪（2）')).toBeVisible()
    expect(await open()).toEqual([
      '陈立导出 CSV11-24 14:09时段 11-23 12:09 – 11-24 12:09事由：案件证据',
      '陈立回放11-24 14:04时段 11-24 11:09 – 12:09事由：投诉：到场太慢',
    ])
  })

  it('says so when nobody has', async () => {
    serve(answered)
    await openPhone()
    await open()
    await expect.element(page.getByText('没有人查看过')).toBeVisible()
  })

  it.each(['zh-CN', 'en'] as const)('fits 360 pixels in %s beside a banner, with every word', async (chosen) => {
    serve(answered)
    await page.viewport(360, 740)
    const { says } = await openPhone({ tasks: [accepted] })
    locale.value = chosen
    says(seen(anArrival()))
    for (let n = 0; n < 30; n++)
      says(viewed(aView({ id: `view-${n}`, reason: 'averyveryverylongwordwithoutanybreakinit'.repeat(3) })))
    await expect.poll(banner).not.toBeNull()
    expect(await open()).toHaveLength(20)
    expect(document.documentElement.scrollWidth).toBe(360)
    expect(document.body.textContent).not.toMatch(/presence\/|undefined|\{\w+\}/)
    const low = [...document.querySelectorAll<HTMLElement>('.phone button')].filter((one) => one.offsetHeight < 56)
    expect(low.map((one) => one.textContent)).toEqual([])
  })
})
