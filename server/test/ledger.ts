import { randomUUID } from 'node:crypto'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Task } from '@lianqin/shared/task'
import { aReport, type Seat } from './kit.ts'

/** Everything that a server has answered with 2xx: what it has promised to keep. */
export interface Ledger {
  rows: Map<string, Incident | Task | Offer>
  /** Reports that were sent, by the key they carried; null where the answer never came. */
  reports: Map<string, Incident | null>
}

export const emptyLedger = (): Ledger => ({ rows: new Map(), reports: new Map() })

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const NEXT: Partial<Record<Task['state'], string>> = { accepted: 'depart', 'en-route': 'arrive', 'on-scene': 'finish' }

/** The key stands in the address as well, so that a case made twice of one report could be seen. */
export const sendReport = (desk: Seat, key: string) =>
  desk.post<Incident>('/incidents', aReport({ address: key }), { 'idempotency-key': key })

/** A connection that breaks is no answer. */
const answered = async <T>(asked: Promise<{ status: number; body: T }>): Promise<T | null> => {
  const answer = await asked.catch(() => null)
  return answer && answer.status < 300 ? answer.body : null
}

/** Keeps a server busy as a district would, until told to stop: reports, answers, steps. Writes down what it promised. */
export function work(ledger: Ledger, { desk, leaders }: { desk: Seat; leaders: Seat[] }) {
  const state = { stopped: false }
  const note = (row: Incident | Task | Offer | null) => {
    if (row && row.version >= (ledger.rows.get(row.id)?.version ?? 0)) ledger.rows.set(row.id, row)
  }
  async function reporting() {
    while (!state.stopped) {
      const key = randomUUID()
      ledger.reports.set(key, null)
      const incident = await answered(sendReport(desk, key))
      if (incident) ledger.reports.set(key, incident)
      note(incident)
      await pause(10 + Math.random() * 20)
    }
  }
  async function leading(leader: Seat) {
    while (!state.stopped) {
      const live = await answered(leader.get<{ offers: Offer[] }>('/offers?live=true'))
      for (const { id } of live?.offers.slice(0, 3) ?? []) {
        const move = Math.random() < 0.7 ? { move: 'accept' } : { move: 'decline', reason: 'busy' }
        if (!state.stopped) note(await answered(leader.post<Offer>(`/offers/${id}/moves`, { ...move, version: 1 })))
      }
      const open = await answered(leader.get<{ tasks: Task[] }>('/tasks?open=true'))
      for (const task of open?.tasks.filter((one) => NEXT[one.state]).slice(0, 3) ?? []) {
        const move = { move: NEXT[task.state], version: task.version, result: '完成' }
        if (!state.stopped) note(await answered(leader.post<Task>(`/tasks/${task.id}/moves`, move)))
      }
      await pause(10)
    }
  }
  const running = Promise.all([reporting(), reporting(), ...leaders.map(leading)])
  return {
    async stop() {
      state.stopped = true
      await running
    },
  }
}
