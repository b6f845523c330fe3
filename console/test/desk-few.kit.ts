import type { Incident } from '@lianqin/shared/incident'
import { soleSlot } from '@lianqin/shared/plan'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Snapshot } from '@lianqin/shared/wall'
import { afterEach, beforeEach, vi } from 'vitest'
import { page } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
import { openDesk, type Sent, serve, settled } from './desk.kit.ts'
import { anAlarm, anIncident, anOffer, aTask, before, HOUR, MINUTE, NOW } from './fixtures.ts'
import { aCaseFile, aSnapshot } from './snapshot.ts'

/* A desk with a few cases on it, and a server that ranks three squads for each. */

const ranking: Recommendation = {
  incidentId: 'incident-1',
  slot: soleSlot(1),
  at: NOW,
  mode: 'empowered',
  liaisonForceId: null,
  ranked: ['squad-gulin-1', 'squad-gaoqiao-1', 'squad-gulou-1'].map((squadId, index) => ({
    squadId: squadId as 'squad-gulin-1',
    competent: true,
    unitId: null,
    distanceM: 1100 * (index + 1),
    minutes: 4 * (index + 1),
    load: index,
    why: [{ code: 'area.empowered', params: { areaZh: '古林', areaEn: 'Gulin' } }],
  })),
  passedOver: [
    {
      squadId: 'squad-shiqi-1',
      distanceM: 900,
      minutes: 3,
      load: 0,
      competent: false,
      unitId: null,
      why: [{ code: 'area.elsewhere', params: { areaZh: '古林', areaEn: 'Gulin' } }],
    },
  ],
  shortfalls: [],
}

const files = (snapshot: Snapshot, { similar, found }: Pick<Held, 'similar' | 'found'>) =>
  serve(({ method, path, body }) => {
    if (path.startsWith('/incidents?')) return { incidents: found }
    if (path === '/officers') return { officers: [] }
    if (path === '/recommendations') return { recommendations: [ranking] }
    if (path.includes('/recommendation')) return ranking
    if (path.endsWith('/similar')) return { incidents: similar }
    const [, , id] = path.split('/')
    const incident = snapshot.incidents.find((one) => one.id === id)
    if (method === 'GET') return incident && aCaseFile(incident)
    if (path.endsWith('/offers')) {
      const [squadId = 'squad-gulin-1'] = (body?.squadIds ?? []) as 'squad-gulin-1'[]
      return { offers: [anOffer({ squadId, state: 'made' })] }
    }
    if (path === '/incidents') return anIncident({ id: 'incident-900', no: 900, ...(body as object) })
    const task = snapshot.tasks.find((one) => path === `/tasks/${one.id}/moves`)
    if (task) return { ...task, version: task.version + 1 }
    if (path.startsWith('/alarms/')) return anAlarm({ state: 'owned', ownerTitle: '陈立', version: 2 })
    return incident && { ...incident, version: incident.version + 1 }
  })

interface Held {
  close: () => void
  posted: Sent[]
  similar: readonly Incident[]
  found: readonly Incident[]
}

/** A desk for each test of a file: opened with these rows, closed again, and what it has posted so far. */
export function useDesk() {
  const held: Held = { close: () => {}, posted: [], similar: [], found: [] }
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
    await page.viewport(1920, 1080)
  })
  afterEach(() => {
    held.close()
    held.similar = []
    held.found = []
    vi.useRealTimers()
    locale.value = 'zh-CN'
  })
  return {
    get posted() {
      return held.posted
    },
    /** What the server finds when it is searched. */
    set found(found: readonly Incident[]) {
      held.found = found
    },
    /** What the server finds that the selected case may repeat. */
    set similar(found: readonly Incident[]) {
      held.similar = found
    },
    async open(snapshot: Snapshot, role?: Parameters<typeof openDesk>[1]) {
      held.posted = files(snapshot, held)
      held.close = await openDesk(snapshot, role)
      await settled(50)
    },
  }
}

/** Two pending, one of them urgent, one active, one closed. */
export const few = () =>
  aSnapshot(0, {
    incidents: [
      anIncident({ no: 1 }),
      anIncident({ no: 2, urgent: true, state: 'reported', filedAt: null, dueAt: null }),
      anIncident({ no: 3, state: 'dispatched', dueAt: before(20 * MINUTE), filedAt: before(4 * HOUR) }),
      anIncident({ no: 4, state: 'closed', closedAt: before(MINUTE), handledAt: before(2 * MINUTE) }),
    ],
    tasks: [aTask({ incidentId: 'incident-3', state: 'en-route', squadId: 'squad-gulin-2' })],
  })

/** A busy machine takes its time; a right answer may come late, a wrong one never turns right. */
export const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000 })
export const firstChoice = () => document.querySelector('.combo__item[data-highlighted]')?.textContent
export const dialogText = () => document.querySelector('[role="dialog"]')?.textContent ?? ''
