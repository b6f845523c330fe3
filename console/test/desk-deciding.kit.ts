import type { Audit } from '@lianqin/shared/audit'
import type { Snapshot } from '@lianqin/shared/wall'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
import { openDesk, type Sent, serve, settled, zone } from './desk.kit.ts'
import { anApproval, anIncident, aSupervision, aTask, before, HOUR, NOW } from './fixtures.ts'
import { aCaseFile, aSnapshot } from './snapshot.ts'

/* A shift lead's desk with two cases under way, and a server that grants, refuses and issues what it is told to. */

const STATES = {
  grant: 'granted',
  refuse: 'refused',
  withdraw: 'withdrawn',
  close: 'closed',
  again: 'issued',
} as const

const answers = (snapshot: Snapshot, audit: () => Audit) =>
  serve(
    ({ method, path, body }) => {
      if (path.endsWith('/similar')) return { incidents: [] }
      if (path.includes('/recommendation')) return undefined
      const [, room, id] = path.split('/')
      const incident = snapshot.incidents.find((one) => one.id === id)
      if (method === 'GET') return incident && aCaseFile(incident)
      if (path.endsWith('/approvals')) return anApproval({ id: 'approval-9', askedById: 'person-chen', ...body })
      if (path.endsWith('/supervisions')) return aSupervision({ id: 'supervision-9', ...body })
      const state = STATES[body?.move as keyof typeof STATES]
      if (room === 'approvals') return anApproval({ id: id as 'approval-1', state: state as 'granted', version: 2 })
      if (room === 'supervisions')
        return aSupervision({ id: id as 'supervision-1', state: state as 'closed', version: 2 })
      return incident && { ...incident, version: incident.version + 1 }
    },
    ({ path }) => (path === '/audit' ? audit() : undefined),
  )

/** A desk for each test of a file; `audit` is the auditor's last word, as a test sets it. */
export function useDecidingDesk() {
  const fresh = (): { close: () => void; posted: Sent[]; audit: Audit } => ({
    close: () => {},
    posted: [],
    audit: { at: before(12_000), forgotten: [] },
  })
  const held = fresh()
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
    await page.viewport(1920, 1080)
    Object.assign(held, fresh())
  })
  afterEach(() => {
    held.close()
    vi.useRealTimers()
    locale.value = 'zh-CN'
  })
  return {
    get posted() {
      return held.posted
    },
    audited(audit: Audit) {
      held.audit = audit
    },
    async open(snapshot: Snapshot, role: Parameters<typeof openDesk>[1] = 'shift-lead') {
      held.posted = answers(snapshot, () => held.audit)
      held.close = await openDesk(snapshot, role)
      await settled(50)
    },
  }
}

export const some = (over: Partial<Snapshot> = {}) =>
  aSnapshot(0, {
    incidents: [
      anIncident({ no: 1, state: 'dispatched', dueAt: before(-2 * HOUR) }),
      anIncident({ no: 2, state: 'dispatched' }),
    ],
    tasks: [
      aTask({ state: 'en-route', squadId: 'squad-gulin-1' }),
      aTask({ id: 'task-2', incidentId: 'incident-2', state: 'on-scene', squadId: 'squad-gulin-2' }),
    ],
    ...over,
  })

export const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000 })
export const dialog = () => document.querySelector('[role="dialog"]')
export const pane = () => zone('pane')?.textContent ?? ''
export const top = () => document.querySelector('.desk-top')?.textContent ?? ''
export const inField = () => soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
export const press = (combo: string) => userEvent.keyboard(`{Shift>}${combo}{/Shift}`)
