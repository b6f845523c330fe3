import type { Role } from '@lianqin/shared/person'
import type { Snapshot } from '@lianqin/shared/wall'
import { createPinia, setActivePinia } from 'pinia'
import { nextTick } from 'vue'
import { useAlarms } from '../src/alarm/alarm.store.ts'
import { useApprovals } from '../src/approval/approval.store.ts'
import DeskPage from '../src/desk/DeskPage.vue'
import { useIncidents } from '../src/incident/incident.store.ts'
import { useJurisdiction } from '../src/jurisdiction/jurisdiction.store.ts'
import { listenToKeys } from '../src/kernel/keys.ts'
import { screen } from '../src/kernel/theme.ts'
import { tick } from '../src/kernel/time.ts'
import { useMatters } from '../src/matter/matter.store.ts'
import { useOffers } from '../src/offer/offer.store.ts'
import { useSession } from '../src/person/session.store.ts'
import { useSquads } from '../src/squad/squad.store.ts'
import { useSupervisions } from '../src/supervision/supervision.store.ts'
import { useTasks } from '../src/task/task.store.ts'
import { useUnits } from '../src/unit/unit.store.ts'
import { aReference } from './district.ts'
import { NOW } from './fixtures.ts'
import { mount } from './mount.ts'
import { aRouter } from './router.kit.ts'
import { manyFixes } from './snapshot.ts'
import { tell } from './tell.ts'

/* A desk at one moment of the log, and a server that answers as the test says. */

export interface Sent {
  method: string
  path: string
  body: Record<string, unknown> | null
}
export type Answer = (sent: Sent) => object | undefined

const network = globalThis.fetch.bind(globalThis)
/**
 * Puts a server in the place of the network; answers what has been posted to it so far. Who is on a task, and the auditor's
 * verdict, are asked beside the case: a test that answers alike to everything does not mean them, and says so in `beside`.
 */
export function serve(answer: Answer, beside: Answer = () => undefined): Sent[] {
  const posted: Sent[] = []
  globalThis.fetch = async (input, init) => {
    if (!String(input).startsWith('/api/v1')) return network(input, init)
    const path = String(input).replace('/api/v1', '')
    const method = init?.method ?? 'GET'
    const sent: Sent = { method, path, body: init?.body ? JSON.parse(String(init.body)) : null }
    if (method === 'POST') posted.push(sent)
    const asksBeside = method === 'GET' && (path.endsWith('/crew') || path === '/audit')
    const answered = (asksBeside ? beside : answer)(sent) ?? {
      code: 'incident.missing',
      params: {},
      requestId: 'r1',
    }
    return Response.json(answered, { status: 'code' in answered && 'requestId' in answered ? 409 : 200 })
  }
  return posted
}

/** Signs in and opens the desk with these rows in its stores. */
export async function openDesk(snapshot: Snapshot, role: Role = 'dispatcher') {
  const pinia = createPinia()
  setActivePinia(pinia)
  screen.value = 'desk'
  document.documentElement.dataset.screen = 'desk'
  document.documentElement.dataset.theme = 'dark'
  document.documentElement.lang = 'zh-CN'
  tick()
  useSession().session = {
    person: {
      id: 'person-chen',
      name: 'chen',
      title: '陈立',
      role,
      scope: { kind: 'district' },
      state: 'active',
      version: 1,
    },
    until: NOW,
    demo: true,
  }
  for (const room of [useJurisdiction(), useMatters(), useSquads(), useUnits()]) room.load(aReference())
  const stores = [useSquads(), useTasks(), useOffers(), useAlarms(), useApprovals(), useSupervisions(), useIncidents()]
  for (const store of stores) store.replaceAll(snapshot)
  tell(manyFixes())
  const deaf = listenToKeys()
  const { unmount } = mount(DeskPage, pinia, aRouter())
  await nextTick()
  return () => {
    deaf()
    unmount()
  }
}

export const zone = (name: string) => document.querySelector(`[data-zone="${name}"]`)
export const rowsOf = (name: string) => [...(zone(name)?.querySelectorAll('[role="option"]') ?? [])]
export const chosenRow = () => document.querySelector('.case-list [aria-selected="true"]')
export const buttonsIn = (selector: string) => [...document.querySelectorAll<HTMLButtonElement>(`${selector} button`)]
export const settled = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms))
