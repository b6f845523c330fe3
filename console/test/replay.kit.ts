import type { LoggedEvent } from '@lianqin/shared/events'
import type { Person, Role } from '@lianqin/shared/person'
import type { ReplayPage as Page, ReplayStart } from '@lianqin/shared/replay'
import { pack } from '@lianqin/shared/track/pack.codec'
import { encodeChunk } from '@lianqin/shared/track/track.codec'
import type { TrackGrant } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useJurisdiction } from '../src/jurisdiction/jurisdiction.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { listenToKeys } from '../src/kernel/keys.ts'
import { dismiss, notices } from '../src/kernel/notices.ts'
import { tick } from '../src/kernel/time.ts'
import { useMatters } from '../src/matter/matter.store.ts'
import { useSession } from '../src/person/session.store.ts'
import ReplayPage from '../src/replay/ReplayPage.vue'
import { useReplay } from '../src/replay/replay.store.ts'
import { useSquads } from '../src/squad/squad.store.ts'
import { useUnits } from '../src/unit/unit.store.ts'
import { aReference, CELL, SOUTH, units, WEST } from './district.ts'
import { anEvent, anIncident, before, HOUR, MINUTE, NOW } from './fixtures.ts'
import { mount, unmountAll } from './mount.ts'
import { aSnapshot, seeded } from './snapshot.ts'

/* A past hour of the made-up district, and a server that hands it out to whoever gives a reason. */

/** The first minute of the last hour. */
export const start = Math.floor((Date.parse(NOW) - HOUR) / MINUTE) * MINUTE
export const STEP_MS = 10_000
const network = globalThis.fetch.bind(globalThis)

/** Everybody drives about for an hour; of some nothing is known for a part of it, in rows of ten seconds. */
export function chunksOf(silent?: { unit: number; from: number; to: number }) {
  const random = seeded(5)
  return units.map((_, unit) => {
    const at = [WEST + CELL * (0.2 + random() * 2), SOUTH + CELL * (0.2 + random() * 1.4)] as const
    const fixes = Array.from({ length: 360 }, (_, row) => ({
      at: start + row * STEP_MS,
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

/** Cases are reported one after the other; each ninth is urgent, some are overdue by the end. */
export function reports(count: number): LoggedEvent[] {
  const random = seeded(5)
  return Array.from({ length: count }, (_, index) =>
    anEvent({
      seq: index + 1,
      at: toMoment(start + MINUTE + (index * (HOUR - 2 * MINUTE)) / count),
      kind: 'incident.reported',
      body: {
        incident: anIncident({
          ...{ id: `incident-${index}`, no: index + 1 },
          lon: WEST + CELL * random() * 3,
          lat: SOUTH + CELL * random() * 2,
          reportedAt: toMoment(start + index),
          filedAt: toMoment(start + index),
          dueAt: before(-HOUR * (index % 8) + 20 * MINUTE),
          urgent: index % 9 === 0,
        }),
      },
    } as Partial<LoggedEvent>),
  )
}

/** What the server answers; a test puts its own answers in their place. */
export interface Server {
  posted: Record<string, unknown>[]
  signals: (AbortSignal | null | undefined)[]
  asked: string[]
  grant: (body: Record<string, unknown>) => Response | Promise<Response>
  log: (after: string | null) => Response | Promise<Response>
  tracks: () => Response | Promise<Response>
  file: () => Response | Promise<Response>
  /** What requests there are, or the one that is asked for. */
  request: (body: Record<string, unknown> | null) => Response | Promise<Response>
}
export const refuse = (code: string, status: number) =>
  Response.json({ code, params: {}, requestId: 'r-1' }, { status })

export const startOf = (over: Partial<ReplayStart> = {}): ReplayStart => ({
  ...{ at: toMoment(start), incidents: [], tasks: [], offers: [], squads: aSnapshot(0).squads },
  ...over,
})
export const pageOf = (lines: readonly LoggedEvent[], over: Partial<Page> = {}): Response =>
  Response.json({ start: startOf(), lines, next: null, ...over })
export const streamOf = (chunks: Parameters<typeof pack>[0]) => new Response(Uint8Array.from(pack(chunks)))

export function serve(cases: number, over: Partial<Server> = {}): Server {
  const server: Server = {
    ...{ posted: [], signals: [], asked: [] },
    grant(body) {
      const grant: TrackGrant = {
        id: `grant-${server.posted.length}`,
        unitIds: (body.unitIds as TrackGrant['unitIds']) ?? units.map(({ id }) => id),
        fromAt: String(body.from),
        toAt: String(body.to),
        purpose: body.purpose as TrackGrant['purpose'],
        until: before(-12 * HOUR),
      }
      return Response.json(grant, { status: 201 })
    },
    log: () => pageOf(reports(cases)),
    tracks: () => streamOf(chunksOf()),
    file: () => new Response('at', { headers: { 'content-disposition': 'attachment; filename="tracks-7.csv"' } }),
    request: () => Response.json({ requests: [], told: [] }),
    ...over,
  }
  globalThis.fetch = async (input, init) => {
    const path = String(input)
    if (!path.startsWith('/api/v1')) return network(input, init)
    server.asked.push(path)
    server.signals.push(init?.signal)
    if (path.endsWith('/track-views')) {
      const body = JSON.parse(String(init?.body))
      server.posted.push(body)
      return server.grant(body)
    }
    if (path.endsWith('/track-requests')) return server.request(init?.body ? JSON.parse(String(init.body)) : null)
    if (path.includes('/track-exports/')) return server.file()
    return path.includes('/replay/tracks') ? server.tracks() : server.log(/after=(\d+)/.exec(path)?.[1] ?? null)
  }
  return server
}

const person = (role: Role, id: Person['id'] = 'person-chen'): Person => ({
  ...{ id, role, name: 'chen', title: '陈立', state: 'active', version: 1 },
  scope: { kind: 'district' },
})
export const signIn = (role: Role, id?: Person['id']) => {
  useSession().session = { person: person(role, id), until: NOW, demo: true }
}

const standing = { deaf: () => {} }

/** Opens the page at 14:09:06 in the district; `probe` is mounted beside it, over the same stores. */
export async function openReplay(
  cases = 3,
  over: Partial<Server> & { role?: Role; probe?: () => void; address?: string; known?: () => void } = {},
) {
  const { role = 'dispatcher', probe, address = '/replay', known, ...answers } = over
  const server = serve(cases, answers)
  const pinia = createPinia()
  setActivePinia(pinia)
  document.documentElement.dataset.screen = 'desk'
  document.documentElement.dataset.theme ??= 'dark'
  document.documentElement.lang = locale.value
  signIn(role)
  for (const room of [useJurisdiction(), useMatters(), useSquads(), useUnits()]) room.load(aReference())
  useSquads().replaceAll(aSnapshot(0))
  known?.()
  tick()
  const nothing = { render: () => null }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'desk', component: nothing },
      { path: '/replay', name: 'replay', component: nothing },
    ],
  })
  await router.push(address)
  standing.deaf = listenToKeys()
  const { unmount } = mount(ReplayPage, pinia, router)
  if (probe) mount({ setup: probe, render: () => null }, pinia)
  await nextTick()
  return { router, server, unmount }
}

export const submit = () => document.querySelector<HTMLButtonElement>('.replay-ask [type="submit"]')?.click()
/** Gives a reason and begins. */
export async function wish(reason = '投诉：到场太慢') {
  const field = document.querySelector<HTMLTextAreaElement>('.replay-ask textarea')
  await userEvent.fill(field as HTMLTextAreaElement, reason)
  submit()
}
/** The same, until all of it has come. */
export async function begin(reason?: string) {
  await wish(reason)
  await soon(() => expect(part('moment')).toBeTruthy())
  await soon(() => expect([useReplay().logPart.state, useReplay().tracksPart.state]).toEqual(['complete', 'complete']))
  await nextTick()
}
export const part = (name: string) => document.querySelector(`[data-part="${name}"]`)
export const rows = (name: string) => [...(part(name)?.querySelectorAll<HTMLElement>('li') ?? [])]
export const press = (key: string) => userEvent.keyboard(key)
export const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000 })
export const shot = async (name: string) => {
  if (import.meta.env.VITE_SHOTS) await page.screenshot({ path: `${import.meta.env.VITE_SHOTS}/${name}.png` })
}

export function useThatDay() {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
    await page.viewport(1920, 1080)
  })
  afterEach(() => {
    standing.deaf()
    unmountAll()
    vi.restoreAllMocks()
    vi.useRealTimers()
    globalThis.fetch = network
    locale.value = 'zh-CN'
    for (const { id } of notices.value) dismiss(id)
    delete document.documentElement.dataset.screen
    delete document.documentElement.dataset.theme
  })
}
