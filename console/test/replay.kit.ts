import type { LoggedEvent } from '@lianqin/shared/events'
import type { ReplayPage as Page } from '@lianqin/shared/replay'
import { pack } from '@lianqin/shared/track/pack.codec'
import { encodeChunk } from '@lianqin/shared/track/track.codec'
import type { TrackGrant } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { WireProblem } from '@lianqin/shared/wire/problem'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useJurisdiction } from '../src/jurisdiction/jurisdiction.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { listenToKeys } from '../src/kernel/keys.ts'
import { tick } from '../src/kernel/time.ts'
import { useMatters } from '../src/matter/matter.store.ts'
import ReplayPage from '../src/replay/ReplayPage.vue'
import { useReplay } from '../src/replay/replay.store.ts'
import { useSquads } from '../src/squad/squad.store.ts'
import { useUnits } from '../src/unit/unit.store.ts'
import { aReference, CELL, SOUTH, units, WEST } from './district.ts'
import { anEvent, anIncident, aTask, HOUR, NOW } from './fixtures.ts'
import { mount, unmountAll } from './mount.ts'
import { aSnapshot, seeded } from './snapshot.ts'

/* A past hour of the made-up district, and a server that hands it out to whoever gives a reason. */

export const start = Date.parse(NOW) - HOUR
const network = globalThis.fetch.bind(globalThis)

/** What a test's past is like. */
export interface Past {
  cases: number
  /** Units of which nothing is known for this part of the hour, in rows of ten seconds. */
  silent?: { unit: number; from: number; to: number }
  /** Nobody was on duty. */
  empty?: boolean
  /** Why nothing is granted. */
  refused?: WireProblem
}

/** Everybody drives about for an hour, told every ten seconds. */
function tracksOf({ silent, empty }: Past, random: () => number) {
  if (empty) return []
  return units.map((_, unit) => {
    const at = [WEST + CELL * (0.2 + random() * 2), SOUTH + CELL * (0.2 + random() * 1.4)] as const
    const fixes = Array.from({ length: 360 }, (_, row) => ({
      at: start + row * 10_000,
      lon: at[0] + Math.sin(row / 40 + unit) * 0.008,
      lat: at[1] + Math.cos(row / 40 + unit) * 0.006,
      speedMps: 8,
      headingDeg: (row * 1.4) % 360,
      accuracyM: 5,
      flags: 0,
    })).filter((_, row) => unit !== silent?.unit || row < silent.from || row >= silent.to)
    return { unit, body: encodeChunk(fixes) ?? new Uint8Array(0) }
  })
}

/** Cases are reported one after the other. */
function linesOf({ cases }: Past, random: () => number): LoggedEvent[] {
  return Array.from({ length: cases }, (_, index) =>
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
}

/** Puts a server in the place of the network; answers the wishes that were posted to it so far. */
function serve(past: Past): Record<string, unknown>[] {
  const random = seeded(5)
  const [tracks, lines] = [pack(tracksOf(past, random)), linesOf(past, random)]
  const { squads } = aSnapshot(0)
  const log: Page = {
    start: { at: toMoment(start), incidents: [], tasks: [aTask()], offers: [], squads },
    lines,
    next: null,
  }
  const posted: Record<string, unknown>[] = []
  globalThis.fetch = async (input, init) => {
    const path = String(input)
    if (!path.startsWith('/api/v1')) return network(input, init)
    if (!path.endsWith('/track-views'))
      return path.includes('/replay/tracks') ? new Response(Uint8Array.from(tracks)) : Response.json(log)
    const body = JSON.parse(String(init?.body))
    posted.push(body)
    if (past.refused) return Response.json(past.refused, { status: 403 })
    const grant: TrackGrant = {
      id: `grant-${posted.length}`,
      unitIds: body.unitIds ?? units.map(({ id }) => id),
      fromAt: body.from,
      toAt: body.to,
      purpose: body.purpose,
      until: NOW,
    }
    return Response.json(grant, { status: 201 })
  }
  return posted
}

const standing: { deaf: () => void } = { deaf: () => {} }

/** Opens the page at 14:09:06; `probe` is mounted beside it, over the same stores. */
export async function openReplay(past: Past, probe?: () => void) {
  const posted = serve(past)
  const pinia = createPinia()
  setActivePinia(pinia)
  document.documentElement.dataset.screen = 'desk'
  document.documentElement.dataset.theme = 'dark'
  for (const room of [useJurisdiction(), useMatters(), useSquads(), useUnits()]) room.load(aReference())
  useSquads().replaceAll(aSnapshot(0))
  tick()
  const nothing = { render: () => null }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'desk', component: nothing },
      { path: '/replay', name: 'replay', component: nothing },
    ],
  })
  await router.push('/replay')
  standing.deaf = listenToKeys()
  mount(ReplayPage, pinia, router)
  if (probe) mount({ setup: probe, render: () => null }, pinia)
  await nextTick()
  return { router, posted }
}

/** Gives the reason and presses the button. */
export async function wish(reason = '投诉：到场太慢') {
  const field = document.querySelector<HTMLTextAreaElement>('.replay-ask textarea')
  await userEvent.fill(field as HTMLTextAreaElement, reason)
  document.querySelector<HTMLButtonElement>('.replay-ask [type="submit"]')?.click()
}
/** The same, until all of it has come. */
export async function begin(reason?: string) {
  await wish(reason)
  await vi.waitFor(() => expect(document.querySelector('[data-part="moment"]')).toBeTruthy())
  await vi.waitFor(() => expect(useReplay().loading).toBe(false))
}
export const part = (name: string) => document.querySelector(`[data-part="${name}"]`)
export const press = (key: string) => userEvent.keyboard(key)
export const shot = async (name: string) => {
  if (import.meta.env.VITE_SHOTS) await page.screenshot({ path: `${import.meta.env.VITE_SHOTS}/${name}.png` })
}

/** One fixed moment of one day, and nothing left of it afterwards. */
export function useTimeMachine(): void {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
    await page.viewport(1920, 1080)
  })
  afterEach(() => {
    standing.deaf()
    unmountAll()
    vi.useRealTimers()
    globalThis.fetch = network
    locale.value = 'zh-CN'
    delete document.documentElement.dataset.screen
  })
}
