import type { Offer } from '@lianqin/shared/offer'
import type { Person } from '@lianqin/shared/person'
import type { Task } from '@lianqin/shared/task'
import type { WireProblem } from '@lianqin/shared/wire/problem'
import { createPinia, setActivePinia } from 'pinia'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useIncidents } from '../src/incident/incident.store.ts'
import { useJurisdiction } from '../src/jurisdiction/jurisdiction.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { screen } from '../src/kernel/theme.ts'
import { tick } from '../src/kernel/time.ts'
import { useMatters } from '../src/matter/matter.store.ts'
import { useOffers } from '../src/offer/offer.store.ts'
import { useSession } from '../src/person/session.store.ts'
import PhonePage from '../src/phone/PhonePage.vue'
import { useSquads } from '../src/squad/squad.store.ts'
import { useTasks } from '../src/task/task.store.ts'
import { useUnits } from '../src/unit/unit.store.ts'
import { aReference } from './district.ts'
import { aSnapshot, NOW } from './fixtures.ts'
import { mount } from './mount.ts'

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

/** Fonts and workers of the map come over the real one. */
const network = globalThis.fetch

/** Puts a server in the place of the network; answers what has been sent to it so far. */
export function serve(answer: Answer): Sent[] {
  const log: Sent[] = []
  globalThis.fetch = async (input, init) => {
    if (init?.method !== 'POST') return network(input, init)
    const path = String(input).replace('/api/v1', '')
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
  person?: Person
  path?: string
}

/** Opens the page at 14:09:06 with these rows in its stores. */
export async function openPhone({ offers = [], tasks = [], person = leader, path = '/phone' }: Holding = {}) {
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
  const snapshot = aSnapshot(3, { offers, tasks })
  for (const store of [useSquads(), useTasks(), useOffers(), useIncidents()]) store.replaceAll(snapshot)
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/phone', component: PhonePage },
      { path: '/', component: { render: () => null } },
    ],
  })
  await router.push(path)
  mount(PhonePage, pinia, router)
  return { router, offers: useOffers(), tasks: useTasks() }
}
