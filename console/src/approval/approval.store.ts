import type { Approval, ApprovalMove, AskApproval, MoveApproval } from '@lianqin/shared/approval'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Snapshot } from '@lianqin/shared/wall'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { post, type Sending } from '../kernel/http.ts'
import { createRows } from '../kernel/rows.ts'

/** Requests about cases: each awaits the word of one role. */
export const useApprovals = defineStore('approvals', () => {
  const rows = createRows<Approval>()

  /** Those that await somebody's word, the oldest first. */
  const asked = computed(() =>
    [...rows.byId.values()].filter(({ state }) => state === 'asked').sort((a, b) => (a.askedAt < b.askedAt ? -1 : 1)),
  )
  const ofIncident = (id: Incident['id']) => asked.value.filter(({ incidentId }) => incidentId === id)

  const replaceAll = (snapshot: Snapshot) => rows.replaceAll(snapshot.approvals)
  function apply(event: LoggedEvent): void {
    if ('approval' in event.body) rows.put(event.body.approval)
  }

  const ask = async (
    { id, version }: Pick<Incident, 'id' | 'version'>,
    what: Omit<AskApproval, 'version'>,
    sending?: Sending,
  ) => rows.put(await post<Approval>(`/incidents/${id}/approvals`, { ...what, version }, sending))
  const move = async (
    { id, version }: Pick<Approval, 'id' | 'version'>,
    name: ApprovalMove,
    more: Pick<MoveApproval, 'reason'> = {},
    sending?: Sending,
  ) => rows.put(await post<Approval>(`/approvals/${id}/moves`, { ...more, move: name, version }, sending))

  return { byId: rows.byId, asked, ofIncident, replaceAll, apply, forget: rows.forget, ask, move }
})
