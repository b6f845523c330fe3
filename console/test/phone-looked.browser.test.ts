import type { LoggedEvent } from '@lianqin/shared/events'
import type { Arrival } from '@lianqin/shared/presence'
import type { TrackView } from '@lianqin/shared/track/view'
import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
import { usePresence } from '../src/presence/presence.store.ts'
import { anEvent, before, HOUR, MINUTE } from './fixtures.ts'
import { accepted, openPhone, type Sent, serve, taskAfter, useHand } from './phone.kit.ts'

useHand()

const arrival: Arrival = {
  taskId: 'task-1',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  squadId: 'squad-gulin-1',
  unitId: 'unit-gulin-1',
  at: before(2 * MINUTE),
  proposedAt: before(MINUTE),
  leftAt: null,
  dismissedAt: null,
}
const seen = (over: Partial<Arrival> = {}) =>
  anEvent({ kind: 'task.arrival-seen', body: { arrival: { ...arrival, ...over } } } as Partial<LoggedEvent>)
const aView = (n: number, over: Partial<TrackView> = {}): TrackView => ({
  id: `view-${n}`,
  grantId: `grant-${n}`,
  squadId: 'squad-gulin-1',
  areaId: 'area-gulin',
  unitIds: ['unit-gulin-1'],
  fromAt: before(3 * HOUR),
  toAt: before(HOUR),
  purpose: 'replay',
  reason: '核实到场时间',
  viewedAt: before(n * MINUTE),
  viewedById: 'person-chen',
  viewedByTitle: '陈立',
  ...over,
})
const looked = (view: TrackView) => anEvent({ kind: 'track.viewed', body: { view } } as Partial<LoggedEvent>)
const answer = (sent: Sent) =>
  sent.path === '/arrivals/task-1/moves' ? { ...arrival, dismissedAt: before(0) } : taskAfter(sent)
const banner = () => document.querySelector('.arrival')
const list = () => document.querySelector('.views')?.textContent ?? ''
const openList = () => page.getByText('谁查看过我队行踪', { exact: false }).click()

describe('a squad that seems to have arrived', () => {
  it('says that it has not, and is never asked again for this task, whatever still arrives of before', async () => {
    const sent = serve(answer)
    const { says } = await openPhone({ tasks: [accepted] })
    says(seen())
    await page.getByRole('button', { name: /还没到/ }).click()
    await expect.poll(banner).toBeNull()
    expect(sent.map(({ path, body }) => [path, body.move])).toEqual([['/arrivals/task-1/moves', 'dismiss']])
    says(seen())
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(banner()).toBeNull()
    await expect.element(page.getByRole('button', { name: /打开任务|我已出发/ }).first()).toBeVisible()
  })

  it('a late answer puts nothing back that has moved on, and takes nothing away that has come', async () => {
    let answered = (_: object) => {}
    const late = new Promise<object>((resolve) => {
      answered = resolve
    })
    serve(answer, {}, { '/arrivals': () => late, '/track-views': () => late })
    const { says } = await openPhone({ tasks: [accepted] })
    says(seen())
    says(seen({ dismissedAt: before(0) }))
    says(looked(aView(1)))
    answered({ arrivals: [arrival], views: [aView(2)] })
    await expect.poll(list).toContain('（2）')
    expect(banner()).toBeNull()
    expect(usePresence().views.map(({ id }) => id)).toEqual(['view-1', 'view-2'])
  })
})

describe('who looked at a squad', () => {
  it('is read line by line, with the day wherever it is another one', async () => {
    const views = [
      aView(1),
      aView(2, { fromAt: before(50 * HOUR), toAt: before(HOUR) }),
      aView(3, { fromAt: '2025-12-30T02:00:00.000Z', toAt: '2025-12-31T03:00:00.000Z', purpose: 'gpx' }),
    ]
    serve(answer, {}, { '/track-views': () => ({ views }) })
    await openPhone()
    await openList()
    await expect.poll(list).toContain('（3）')
    const [same, spread, other] = [...document.querySelectorAll('.views li')].map((line) => line.textContent ?? '')
    expect(same).toContain('陈立回放11-24 14:08')
    expect(same).toContain('时段 11-24 11:09 – 13:09')
    expect(same).toContain('事由：核实到场时间')
    expect(spread).toContain('时段 11-22 12:09 – 11-24 13:09')
    expect(other).toContain('时段 2025-12-30 10:00 – 2025-12-31 11:00')
  })

  it('is not said to be nobody before the server has said so: a failure is named, and asked again', async () => {
    let isUp = false
    serve(
      answer,
      {},
      {
        '/track-views': () => {
          if (isUp) return { views: [] }
          throw new TypeError('Failed to fetch')
        },
        '/arrivals': () => ({ arrivals: [arrival] }),
      },
    )
    await openPhone({ tasks: [accepted] })
    // The one does not wait for the other.
    await expect.poll(banner).not.toBeNull()
    await openList()
    await expect.poll(list).toContain('正在读取')
    await expect.poll(list, { timeout: 10_000 }).toContain('未读到')
    expect(list()).not.toContain('没有人查看过')
    isUp = true
    await page.getByRole('button', { name: '重试' }).click()
    await expect.poll(list).toContain('没有人查看过')
  })

  it('is asked again by itself', async () => {
    let times = 0
    serve(
      answer,
      {},
      {
        '/track-views': () => {
          times += 1
          if (times > 3) return { views: [aView(1)] }
          throw new TypeError('Failed to fetch')
        },
      },
    )
    await openPhone()
    await expect.poll(list, { timeout: 20_000 }).toContain('（1）')
  })
})

it.each(['zh-CN', 'en'] as const)('can be used by everybody: axe finds nothing serious (%s)', async (language) => {
  serve(answer, {}, { '/track-views': () => ({ views: [aView(1), aView(2)] }) })
  const { says } = await openPhone({ tasks: [accepted] })
  locale.value = language
  says(seen())
  await expect.poll(banner).not.toBeNull()
  for (const details of document.querySelectorAll('details')) details.open = true
  await expect.poll(() => document.querySelectorAll('.views li').length).toBe(2)
  if (language === 'en') {
    expect(list()).toContain('Who looked at where we were (2)')
    expect(list().replaceAll(/陈立|核实到场时间/g, '')).not.toMatch(/[\u4e00-\u9fff（）]/)
  }
  const { violations } = await axe.run(document.body, { resultTypes: ['violations'] })
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual(
    [],
  )
  expect(document.documentElement.scrollWidth).toBe(390)
})
