import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Person } from '@lianqin/shared/person'
import type { Supervision } from '@lianqin/shared/supervision'
import type { Task } from '@lianqin/shared/task'
import type { WireProblem } from '@lianqin/shared/wire/problem'
import { clear, createStore } from 'idb-keyval'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { page } from 'vitest/browser'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useApprovals } from '../src/approval/approval.store.ts'
import { useFeed } from '../src/feed.ts'
import { useIncidents } from '../src/incident/incident.store.ts'
import { useJurisdiction } from '../src/jurisdiction/jurisdiction.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { screen } from '../src/kernel/theme.ts'
import { tick } from '../src/kernel/time.ts'
import { useMatters } from '../src/matter/matter.store.ts'
import { useOffers } from '../src/offer/offer.store.ts'
import { useSession } from '../src/person/session.store.ts'
import PhonePage from '../src/phone/PhonePage.vue'
import { usePresence } from '../src/presence/presence.store.ts'
import { useSquads } from '../src/squad/squad.store.ts'
import { useSupervisions } from '../src/supervision/supervision.store.ts'
import { useTasks } from '../src/task/task.store.ts'
import { useUnits } from '../src/unit/unit.store.ts'
import { aReference } from './district.ts'
import { anOffer, aTask, before, NOW } from './fixtures.ts'
import { mount, unmountAll } from './mount.ts'
import { aSnapshot } from './snapshot.ts'

/* A phone in the hand of the first squad of Gulin, and a server that answers as the test says. */

export interface Sent {
  path: string
  body: Record<string, unknown>
  key: string | null
}
export type Answer = (sent: Sent) => object | WireProblem | 'no network'

export const leader: Person = {
  id: 'person-gulin-1',
  name: 'gulin-1',
  title: '古林一队队长',
  role: 'squad-leader',
  scope: { kind: 'squad', squadId: 'squad-gulin-1' },
  state: 'active',
  version: 1,
}

const anEmptyFile = { tasks: [], approvals: [], parties: [], leader: null, photos: [] }

/** Fonts and workers of the map come over the real one. */
const network = globalThis.fetch

/** Asked for beside the page: who seems to have arrived, and who looked. */
const quiet: Record<string, () => object> = {
  '/arrivals': () => ({ arrivals: [] }),
  '/track-views': () => ({ views: [] }),
}

/** Puts a server in the place of the network, with these cases' files; answers what has been sent to it so far. */
export function serve(answer: Answer, files: Record<string, object> = {}, reads: typeof quiet = {}): Sent[] {
  const log: Sent[] = []
  globalThis.fetch = async (input, init) => {
    const path = String(input).replace('/api/v1', '')
    const read = init?.method === 'GET' && (reads[path] ?? quiet[path])
    if (read) return Response.json(await read())
    if (path.startsWith('/incidents/') && init?.method === 'GET')
      return Response.json({ ...anEmptyFile, ...files[path.slice('/incidents/'.length)] })
    if (init?.method !== 'POST') return network(input, init)
    const headers = new Headers(init.headers)
    const sent: Sent = { path, body: JSON.parse(String(init.body)), key: headers.get('idempotency-key') }
    log.push(sent)
    const answered = answer(sent)
    if (answered === 'no network') throw new TypeError('Failed to fetch')
    return Response.json(answered, { status: 'code' in answered ? 409 : 200 })
  }
  return log
}

interface Holding {
  offers?: Offer[]
  tasks?: Task[]
  incidents?: Incident[]
  supervisions?: Supervision[]
  recent?: LoggedEvent[]
  person?: Person
  path?: string
}

/** Opens the page at 14:09:06 with these rows in its stores. */
export async function openPhone({ person = leader, path = '/phone', recent = [], ...held }: Holding = {}) {
  const pinia = createPinia()
  setActivePinia(pinia)
  screen.value = 'phone'
  locale.value = 'zh-CN'
  document.documentElement.dataset.theme = 'light'
  document.documentElement.dataset.screen = 'phone'
  tick()
  useSession().session = { person, until: NOW, demo: true }
  const reference = aReference()
  for (const room of [useJurisdiction(), useMatters(), useSquads(), useUnits()]) room.load(reference)
  const snapshot = aSnapshot(3, held)
  const stores = [
    useSquads(),
    useTasks(),
    useOffers(),
    useIncidents(),
    useSupervisions(),
    useApprovals(),
    usePresence(),
  ]
  for (const store of stores) store.replaceAll(snapshot)
  useFeed().newest = recent
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/phone', component: PhonePage },
      { path: '/', component: { render: () => null } },
    ],
  })
  await router.push(path)
  mount(PhonePage, pinia, router)
  const says = (event: LoggedEvent) => {
    for (const store of stores) store.apply(event)
    useFeed().newest = [event, ...useFeed().newest]
  }
  return { router, says, offers: useOffers(), tasks: useTasks(), supervisions: useSupervisions() }
}

export const ours = { squadId: 'squad-gulin-1' } as const
export const accepted = aTask({ ...ours, state: 'accepted', acceptedAt: before(60_000), version: 3 })
export const move = (sent: Sent) => String(sent.body.move)
export const reads = (role: 'timer' | 'alert', words: string | RegExp) =>
  expect
    .poll(() => document.querySelector(`[role="${role}"]`)?.textContent)
    .toEqual(words instanceof RegExp ? expect.stringMatching(words) : expect.stringContaining(words))

export const nothing = {
  seq: 9,
  at: NOW,
  incidents: [],
  offers: [],
  tasks: [],
  alarms: [],
  approvals: [],
  supervisions: [],
  squads: [],
  recent: [],
}

/** What the server would make of a row, as far as a phone can tell. */
export const offerAfter = (sent: Sent): Offer =>
  anOffer({
    state: ({ accept: 'accepted', decline: 'declined', see: 'seen' } as const)[move(sent)] ?? 'delivered',
    version: 5,
  })
export const taskAfter = (sent: Sent): Task => {
  const state = ({ depart: 'en-route', arrive: 'on-scene', finish: 'handled', sendBack: 'sent-back' } as const)[
    move(sent)
  ]
  return { ...accepted, state: state ?? 'accepted', version: Number(sent.body.version) + 1 }
}

/** Where a phone keeps what it could not send: as good as the browser's own. */
export const disk = createStore('lianqin.positions', 'fixes')

/** A phone's page at one moment of a fixed day, and nothing left of it afterwards. */
export function useHand(): void {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW), shouldAdvanceTime: true })
    await page.viewport(390, 844)
    await clear(disk)
  })
  afterEach(() => {
    unmountAll()
    vi.useRealTimers()
    locale.value = 'zh-CN'
    delete document.documentElement.dataset.screen
  })
}
