import { type Force, forceKinds } from '@lianqin/shared/squad'
import { computed } from 'vue'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { useSquads } from './squad.store.ts'

/** The forces in the order of the trade: townships by their code, then the direct force, then the departments. */
export function useForceOrder() {
  const squads = useSquads()
  const jurisdiction = useJurisdiction()
  const place = (force: Force) =>
    `${forceKinds.indexOf(force.kind)}${(force.areaId && jurisdiction.byId.get(force.areaId)?.code) ?? force.id}`
  return computed(() =>
    [...squads.forces.values()]
      .filter((force) => squads.byForce.has(force.id))
      .sort((a, b) => (place(a) < place(b) ? -1 : 1)),
  )
}
