import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Squad } from '@lianqin/shared/squad'
import {
  type IssueSupervision,
  isStandingSupervision,
  type MoveSupervision,
  type Supervision,
  type SupervisionMove,
} from '@lianqin/shared/supervision'
import type { Snapshot } from '@lianqin/shared/wall'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { post, type Sending } from '../kernel/http.ts'
import { createRows } from '../kernel/rows.ts'

/** Supervision orders and notices: a squad owes the centre an answer, on a clock of its own. */
export const useSupervisions = defineStore('supervisions', () => {
  const rows = createRows<Supervision>()

  /** Those that stand, the first to fall due first. */
  const standing = computed(() =>
    [...rows.byId.values()]
      .filter(({ state }) => isStandingSupervision(state))
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)),
  )
  const ofIncident = (id: Incident['id']) => standing.value.filter(({ incidentId }) => incidentId === id)

  const ofSquad = (id: Squad['id']) => standing.value.filter(({ squadId }) => squadId === id)

  const replaceAll = (snapshot: Snapshot) => rows.replaceAll(snapshot.supervisions)
  function apply(event: LoggedEvent): void {
    if ('supervision' in event.body) rows.put(event.body.supervision)
  }

  const issue = async (incident: Pick<Incident, 'id'>, what: IssueSupervision) =>
    rows.put(await post<Supervision>(`/incidents/${incident.id}/supervisions`, what))
  const move = async (
    { id, version }: Pick<Supervision, 'id' | 'version'>,
    name: SupervisionMove,
    more: Pick<MoveSupervision, 'reason'> = {},
    sending?: Sending,
  ) => rows.put(await post<Supervision>(`/supervisions/${id}/moves`, { ...more, move: name, version }, sending))

  return { byId: rows.byId, standing, ofIncident, ofSquad, replaceAll, apply, forget: rows.forget, issue, move }
})
