import type { LoggedEvent } from '@lianqin/shared/events'
import type { ReplayPage as Page } from '@lianqin/shared/replay'
import { pack } from '@lianqin/shared/track/pack.codec'
import { encodeChunk } from '@lianqin/shared/track/track.codec'
import type { TrackGrant } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useJurisdiction } from '../src/jurisdiction/jurisdiction.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { listenToKeys } from '../src/kernel/keys.ts'
import { clockTime, tick } from '../src/kernel/time.ts'
import { useMatters } from '../src/matter/matter.store.ts'
import ReplayPage from '../src/replay/ReplayPage.vue'
import { useReplay } from '../src/replay/replay.store.ts'
import { useSquads } from '../src/squad/squad.store.ts'
import { useUnits } from '../src/unit/unit.store.ts'
import { settled } from './desk.kit.ts'
import { aReference, CELL, SOUTH, squads, units, WEST } from './district.ts'
import { anEvent, anIncident, aTask, HOUR, MINUTE, NOW } from './fixtures.ts'
import { mount, unmountAll } from './mount.ts'
import { aSnapshot, seeded } from './snapshot.ts'

const start = Date.parse(NOW) - HOUR
const network = globalThis.fetch.bind(globalThis)
const posted: Record<string, unknown>[] = []

/** Everybody drives about for an hour; cases are reported, filed and closed. */
function aPast(cases: number) {
  const random = seeded(5)
  const chunks = units.map((_, unit) => {
    const at = [WEST + CELL * (0.2 + random() * 2), SOUTH + CELL * (0.2 + random() * 1.4)] as const
    const fixes = Array.from({ length: 360 }, (_, row) => ({
      at: start + row * 10_000,
      lon: at[0] + Math.sin(row / 40 + unit) * 0.008,
      lat: at[1] + Math.cos(row / 40 + unit) * 0.006,
      speedMps: 8,
      headingDeg: (row * 1.4) % 360,
      accuracyM: 5,
      flags: 0,
    }))
    return { unit, body: encodeChunk(fixes) ?? new Uint8Array(0) }
  })
  const lines: LoggedEvent[] = Array.from({ length: cases }, (_, index) =>
    anEvent({
      seq: index + 1,
      at: toMoment(start + 60_000 + (index * (HOUR - 120_000)) / cases),
      kind: 'incident.reported',
      body: {
        incident: anIncident({
          ...{ id: `incident-${index}`, no: index + 1 },
          lon: WEST + CELL * random() * 3,
          lat: SOUTH + CELL * random() * 2,
          reportedAt: toMoment(start + index),
          urgent: index % 9 === 0,
        }),
      },
    } as Partial<LoggedEvent>),
  )
  const log: Page = {
    start: { at: toMoment(start), incidents: [], tasks: [aTask()], offers: [], squads: aSnapshot(0).squads },
    lines,
    next: null,
  }
  return { tracks: pack(chunks), log }
}

function serve(cases: number) {
  const { tracks, log } = aPast(cases)
  posted.length = 0
  globalThis.fetch = async (input, init) => {
    const path = String(input)
    if (!path.startsWith('/api/v1')) return network(input, init)
    if (path.endsWith('/track-views')) {
      const body = JSON.parse(String(init?.body))
      posted.push(body)
      const grant: TrackGrant = {
        id: 'grant-1',
        unitIds: body.unitIds ?? units.map(({ id }) => id),
        fromAt: body.from,
        toAt: body.to,
        purpose: body.purpose,
        until: NOW,
      }
      return Response.json(grant, { status: 201 })
    }
    return path.includes('/replay/tracks') ? new Response(Uint8Array.from(tracks)) : Response.json(log)
  }
}

async function open(cases: number) {
  serve(cases)
  const pinia = createPinia()
  setActivePinia(pinia)
  document.documentElement.dataset.screen = 'desk'
  document.documentElement.dataset.theme = 'dark'
  for (const room of [useJurisdiction(), useMatters(), useSquads(), useUnits()]) room.load(aReference())
  useSquads().replaceAll(aSnapshot(0))
  tick()
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'desk', component: { render: () => null } },
      { path: '/replay', name: 'replay', component: { render: () => null } },
    ],
  })
  await router.push('/replay')
  const deaf = listenToKeys()
  mount(ReplayPage, pinia, router)
  await nextTick()
  stop = deaf
  return router
}
let stop = () => {}

async function begin(reason = '投诉：到场太慢') {
  const field = document.querySelector<HTMLTextAreaElement>('.replay-ask textarea')
  await userEvent.fill(field as HTMLTextAreaElement, reason)
  document.querySelector<HTMLButtonElement>('.replay-ask [type="submit"]')?.click()
  await vi.waitFor(() => expect(document.querySelector('[data-part="moment"]')).toBeTruthy())
  await vi.waitFor(() => expect(useReplay().tracks.size).toBe(units.length))
}
const part = (name: string) => document.querySelector(`[data-part="${name}"]`)
const press = (key: string) => userEvent.keyboard(key)
const shot = async (name: string) => {
  if (import.meta.env.VITE_SHOTS) await page.screenshot({ path: `${import.meta.env.VITE_SHOTS}/${name}.png` })
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
  await page.viewport(1920, 1080)
})
afterEach(() => {
  stop()
  unmountAll()
  vi.useRealTimers()
  globalThis.fetch = network
  locale.value = 'zh-CN'
  delete document.documentElement.dataset.screen
})

describe('the time machine', () => {
  it('asks why before it shows anything, and begins at the first moment', async () => {
    await open(12)
    document.querySelector<HTMLButtonElement>('.replay-ask [type="submit"]')?.click()
    await nextTick()
    expect(posted).toEqual([])
    expect(document.body.textContent).toContain('请写明事由')
    await begin()
    expect(posted[0]).toMatchObject({
      purpose: 'replay',
      reason: '投诉：到场太慢',
      from: expect.stringContaining('T05:0'),
    })
    expect(document.querySelector('.replay-top')?.textContent).toContain('投诉：到场太慢')
    expect(useReplay().time).toBe(useReplay().from)
  })

  it('plays units, cases and log in step, by keys alone', async () => {
    await open(12)
    await begin()
    const replay = useReplay()
    expect(part('cases')?.textContent).toContain('在办 0')
    await press('.')
    await nextTick()
    expect(replay.told).toBe(1)
    expect(part('cases')?.querySelectorAll('li')).toHaveLength(1)
    expect(part('log')?.querySelectorAll('li')).toHaveLength(1)
    expect(part('moment')?.textContent).toContain(clockTime(replay.times[0] ?? 0))
    await press(',')
    await nextTick()
    expect(replay.told).toBe(0)
    await press('{End}')
    await nextTick()
    expect(part('cases')?.querySelectorAll('li')).toHaveLength(12)
    await press('{Home}{ArrowRight}')
    expect(replay.time).toBe(replay.from + 10_000)
    await press('{Shift>}{ArrowRight}{/Shift}')
    expect(replay.time).toBe(replay.from + 70_000)
    await press('{ArrowUp}{ArrowUp}')
    await nextTick()
    expect(part('speed')?.textContent).toContain('300')
    await press(' ')
    await vi.waitFor(() => expect(replay.time).toBeGreaterThan(replay.from + 100_000))
    await press(' ')
    expect(replay.playing).toBe(false)
  })

  it('follows a unit, shows some alone, and is dragged along its time line', async () => {
    await open(3)
    await begin()
    const replay = useReplay()
    const line = document.querySelector('.replay-time__line') as HTMLElement
    const box = line.getBoundingClientRect()
    const at = { bubbles: true, clientX: box.left + box.width / 2, clientY: box.top + 10, pointerId: 1 }
    line.setPointerCapture = () => {}
    line.dispatchEvent(new PointerEvent('pointerdown', at))
    await nextTick()
    expect(replay.time).toBeCloseTo((replay.from + replay.to) / 2, -4)
    const rows = part('units')?.querySelectorAll<HTMLElement>('li') ?? []
    // Whose squad was off duty is not drawn.
    expect(rows.length).toBe(9)
    await press('f')
    await nextTick()
    expect(replay.followed).toBe([...replay.tracks.keys()][0])
    await press('x')
    expect([...replay.chosen]).toEqual([replay.followed])
    await press('a')
    expect(replay.chosen.size).toBe(0)
  })

  it('takes tracks away for the same reason, of the units that are shown', async () => {
    await open(3)
    await begin('复盘')
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    useReplay().choose(units[0]?.id ?? 'unit-none')
    await press('{Shift>}C{/Shift}')
    await vi.waitFor(() => expect(clicked).toHaveBeenCalled())
    expect(posted.at(-1)).toMatchObject({ purpose: 'csv', reason: '复盘', unitIds: [units[0]?.id] })
    clicked.mockRestore()
  })

  it('goes back to the question, and from there to the desk, by Escape', async () => {
    const router = await open(3)
    await begin()
    await press('{Escape}')
    await nextTick()
    expect(document.querySelector('.replay-ask')).toBeTruthy()
    ;(document.activeElement as HTMLElement | null)?.blur()
    await press('{Escape}')
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('desk'))
  })

  it.each([
    ['zh-CN', 0],
    ['zh-CN', 400],
    ['en', 400],
  ] as const)('in %s with %s cases has every word and no part outside of its page', async (language, cases) => {
    locale.value = language
    await open(cases)
    await shot(`replay-ask-${language}-${cases}`)
    await begin()
    useReplay().goTo(useReplay().from + 40 * MINUTE)
    useReplay().followed = units[3]?.id ?? null
    await settled(1_500)
    await shot(`replay-${language}-${cases}`)
    expect(document.body.textContent).not.toMatch(/replay\/|undefined|\{\w+\}/)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(1920)
    expect(squads.length).toBeGreaterThan(0)
  })
})
