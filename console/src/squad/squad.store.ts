import type { LoggedEvent } from '@lianqin/shared/events'
import type { Reference } from '@lianqin/shared/reference'
import type { Force, MoveSquad, Squad, SquadMove } from '@lianqin/shared/squad'
import type { Snapshot } from '@lianqin/shared/wall'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { post, type Sending } from '../kernel/http.ts'
import { named } from '../kernel/i18n.ts'
import { createRows, groupBy } from '../kernel/rows.ts'

/** Squads, on and off duty, and the forces they belong to. */
export const useSquads = defineStore('squads', () => {
  const rows = createRows<Squad>()
  const forces = shallowRef<ReadonlyMap<Force['id'], Force>>(new Map())

  const all = computed(() => [...rows.byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)))
  const onDuty = computed(() => all.value.filter((squad) => squad.state === 'on-duty'))
  const byForce = computed(() => groupBy(all.value, (squad) => squad.forceId))

  const nameOf = (id: Squad['id'] | null): string => (id ? named(rows.byId.get(id)?.name) || id : '')
  const forceName = (id: Force['id'] | null): string => (id ? named(forces.value.get(id)?.short) || id : '')

  const load = (reference: Reference) => {
    forces.value = new Map(reference.forces.map((force) => [force.id, force]))
  }
  const replaceAll = (snapshot: Snapshot) => rows.replaceAll(snapshot.squads)
  function apply(event: LoggedEvent): void {
    if ('squad' in event.body) rows.put(event.body.squad)
  }

  const move = async (
    squad: Pick<Squad, 'id' | 'version'>,
    name: SquadMove,
    more: Pick<MoveSquad, 'officerIds'> = {},
    sending?: Sending,
  ) => {
    const body: MoveSquad = { ...more, move: name, version: squad.version }
    return rows.put(await post<Squad>(`/squads/${squad.id}/moves`, body, sending))
  }

  return { byId: rows.byId, all, onDuty, forces, byForce, nameOf, forceName, load, replaceAll, apply, move }
})
