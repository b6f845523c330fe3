import type { Snapshot } from '@lianqin/shared/wall'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { nextTick } from 'vue'
import { useAlarms } from '../src/alarm/alarm.store.ts'
import { useFeed } from '../src/feed.ts'
import { useIncidents } from '../src/incident/incident.store.ts'
import { useJurisdiction } from '../src/jurisdiction/jurisdiction.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { tick } from '../src/kernel/time.ts'
import { useMatters } from '../src/matter/matter.store.ts'
import { useOffers } from '../src/offer/offer.store.ts'
import { useSquads } from '../src/squad/squad.store.ts'
import { useTasks } from '../src/task/task.store.ts'
import { useUnits } from '../src/unit/unit.store.ts'
import { useWallScene } from '../src/wall/scene.ts'
import WallPage from '../src/wall/WallPage.vue'
import { aReference } from './district.ts'
import { aFix, anAlarm, anEvent, anIncident, anOffer, aTask, before, NOW } from './fixtures.ts'
import { mount, unmountAll } from './mount.ts'
import { aSnapshot, manyFixes } from './snapshot.ts'
import { tell } from './tell.ts'

/** A wall at one moment of the log, as its feed would have filled it. */
async function open(snapshot: Snapshot) {
  const pinia = createPinia()
  setActivePinia(pinia)
  for (const room of [useJurisdiction(), useMatters(), useSquads(), useUnits()]) room.load(aReference())
  for (const room of [useSquads(), useTasks(), useOffers(), useAlarms(), useIncidents()]) room.replaceAll(snapshot)
  document.documentElement.dataset.screen = 'wall'
  tick()
  mount(WallPage, pinia)
  await nextTick()
}

const part = (name: string) => document.querySelector(`[data-part="${name}"]`)
const count = (list: string, state: string) =>
  Number(part(list)?.querySelector(`[data-state="${state}"] b`)?.textContent?.trim())
const figures = (row: Element | null | undefined) =>
  [...(row?.querySelectorAll('b') ?? [])].map((cell) => cell.textContent?.trim() ?? '')

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
  await page.viewport(1920, 1080)
})
afterEach(() => {
  unmountAll()
  vi.useRealTimers()
  locale.value = 'zh-CN'
  delete document.documentElement.dataset.screen
})

describe('the wall', () => {
  it.each([0, 20, 2000])('with %s open cases shows as many as there are', async (open_) => {
    await open(aSnapshot(open_))
    const late = Math.ceil(open_ / 8)
    const due = Math.max(0, Math.ceil((open_ - 1) / 8))
    expect([count('cases', 'over'), count('cases', 'due')]).toEqual([late, due])
    expect(count('cases', 'calm') + count('cases', 'unfiled')).toBe(open_ - late - due)
    const none = (value: number) => (value === 0 ? '–' : `${value}`)
    expect(figures(part('district'))).toEqual([`${open_}`, none(count('cases', 'unfiled')), none(due), none(late)])
    const rows = [...(part('townships')?.children ?? [])].map((row) => Number(figures(row)[0]))
    expect(rows).toHaveLength(6)
    expect(rows.reduce((sum, value) => sum + value, 0)).toBe(open_)
  })

  it('shows each unit by what its squad is doing and how fresh its position is', async () => {
    const tasks = [aTask({ state: 'on-scene', squadId: 'squad-gulin-1' })]
    await open(aSnapshot(4, { tasks, offers: [anOffer({ squadId: 'squad-gulin-2' })] }))
    tell([...manyFixes(), aFix({ unitId: 'unit-gulou-1', at: before(700_000) })])
    tell([aFix({ unitId: 'unit-gulou-1', at: before(700_000) })])
    await nextTick()
    const units = ['available', 'offered', 'accepted', 'enroute', 'onscene', 'lost', 'off'].map((state) =>
      count('units', state),
    )
    expect(units.reduce((sum, value) => sum + value, 0)).toBe(aReference().units.length)
    expect(count('units', 'onscene')).toBe(1)
    expect(count('units', 'offered')).toBe(1)
    expect(count('units', 'off')).toBe(3)
  })

  it('says how old the oldest position is, and whose', async () => {
    await open(aSnapshot(0))
    expect(part('oldest')?.textContent).toContain('暂无位置')
    tell([aFix(), aFix({ unitId: 'unit-gaoqiao-1', at: before(720_000) })])
    await nextTick()
    expect(part('oldest')?.textContent).toMatch(/12′.*高桥一队/)
  })

  it('says once, in one line, when positions have stopped everywhere, and not when one unit is heard of', async () => {
    await open(aSnapshot(0))
    const silent = manyFixes().map((fix) => ({ ...fix, at: before(5 * 60_000) }))
    tell(silent)
    await nextTick()
    expect(part('stopped')?.textContent).toContain('所有小组的位置都已停更 5′，最后一次 14:04:06')
    const words = useWallScene().fleet.value
    expect(Array.from({ length: words.count }, (_, index) => words.labelOf(index)).filter(Boolean)).toEqual([])
    const [first] = silent
    if (!first) throw new Error('no fixes')
    const onDuty = silent.find(({ unitId }) => useUnits().shown(unitId)?.state !== 'off') ?? first
    tell([{ ...onDuty, at: NOW }])
    await nextTick()
    expect(part('stopped')).toBeNull()
  })

  it('names the owner of an alarm, or that it has none, and how long it stands', async () => {
    await open(aSnapshot(2, { alarms: [anAlarm()] }))
    expect(part('alarms')?.textContent).toMatch(/1.*无人接手/)
    expect(part('alarm-list')?.textContent).toMatch(/0001.*无人接手.*3′/)
    useAlarms().apply(
      anEvent({
        kind: 'alarm.moved',
        body: {
          move: 'own',
          reason: null,
          deviceAt: null,
          alarm: anAlarm({ state: 'owned', ownerTitle: '周敏', version: 2 }),
        },
      }),
    )
    await nextTick()
    expect(part('alarms')?.textContent).toContain('周敏')
  })

  it('counts down what waits for an answer', async () => {
    await open(aSnapshot(2, { offers: [anOffer()] }))
    expect(part('offer-count')?.textContent).toBe('1')
    expect(part('offers')?.textContent).toMatch(/1:30.*古林一队.*0001/)
  })

  it('tells the newest facts in words, and holds no more than it shows', async () => {
    await open(aSnapshot(2))
    expect(document.body.textContent).toContain('开屏以来没有新事件')
    const incident = anIncident({ id: 'incident-1' })
    useFeed().newest = Array.from({ length: 100 }, (_, index) => anEvent({ seq: 100 - index, body: { incident } }))
    await nextTick()
    expect(part('log')?.children).toHaveLength(9)
    expect(part('log')?.firstElementChild?.textContent).toMatch(/14:09:06.*0001 占道经营.*古林.*立案/)
  })

  it('shows the share closed in time with its formula', async () => {
    const closed = [1, 2, 3, 4].map((no) =>
      anIncident({
        no,
        state: 'closed',
        closedAt: before(60_000),
        handledAt: before(no === 1 ? -1 : 120_000),
        dueAt: NOW,
      }),
    )
    await open(aSnapshot(0, { incidents: closed }))
    expect(part('share')?.textContent).toMatch(/75\.0\s*%.*3 ÷ 今日结案 4/)
    expect(count('cases', 'closed')).toBe(4)
  })

  it.each(['zh-CN', 'en'] as const)('in %s has no label of the other language', async (language) => {
    locale.value = language
    await open(aSnapshot(20, { alarms: [anAlarm({ ownerTitle: 'Zhou' })], offers: [anOffer()] }))
    const words = (document.querySelector('.wall')?.textContent ?? '').replace('布政路 12 号', '')
    if (language === 'en') expect(words).not.toMatch(/[\u4e00-\u9fff]/)
    else expect(words.replace(/WGS-84|Zhou/g, '')).not.toMatch(/[A-Za-z]{2,}/)
  })

  it.each([
    [1920, 1080],
    [3840, 2160],
  ])('fits %s × %s without scrolling, with no text below nine units', async (width, height) => {
    await page.viewport(width, height)
    await open(aSnapshot(20, { alarms: [anAlarm()], offers: [anOffer()] }))
    const wall = document.querySelector<HTMLElement>('.wall')
    if (!wall) throw new Error('no wall')
    expect([wall.scrollWidth, wall.scrollHeight]).toEqual([width, height])
    const sizes = [...wall.querySelectorAll<HTMLElement>('*')]
      .filter((element) =>
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
      )
      .map((element) => Number.parseFloat(getComputedStyle(element).fontSize))
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual((9 * width) / 960 - 0.01)
  })

  it('grows by nothing while the hours pass: the page after 500 changes is as large as before', async () => {
    await open(aSnapshot(40))
    const size = () => document.querySelectorAll('*').length
    const change = async (round: number) => {
      const incident = anIncident({ id: `incident-${(round % 40) + 1}`, no: (round % 40) + 1, version: round + 2 })
      const event = anEvent({ seq: 100 + round, body: { incident } })
      useIncidents().apply(event)
      useFeed().newest = [event, ...useFeed().newest].slice(0, 100)
      tell(manyFixes(round))
      await nextTick()
    }
    for (let round = 0; round < 60; round++) await change(round)
    const sizeBefore = size()
    for (let round = 60; round < 560; round++) await change(round)
    expect(size()).toBe(sizeBefore)
  })
})
