import type { Force } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import { computed } from 'vue'
import { named } from '../kernel/i18n.ts'
import { groupBy } from '../kernel/rows.ts'
import { useForceOrder } from '../squad/force-order.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useUnits } from '../unit/unit.store.ts'
import { unitText } from '../unit/unit.text.ts'

export interface UnitGroup {
  id: Force['id']
  name: string
  units: readonly { id: Unit['id']; name: string }[]
}

/** Whom one may look at, by the force they belong to, each under its own name. */
export function useUnitNames() {
  const squads = useSquads()
  const units = useUnits()
  const order = useForceOrder()
  /** A unit without a name of its own is called by its squad and what it moves on. */
  const nameOf = (unit: Unit) => named(unit.name) || `${squads.nameOf(unit.squadId)} ${unitText(`kind.${unit.kind}`)}`

  const groups = computed((): UnitGroup[] => {
    const byForce = groupBy(units.byId.values(), ({ squadId }) => squads.byId.get(squadId)?.forceId ?? null)
    return order.value.flatMap(({ id, short }) => {
      const own = (byForce.get(id) ?? []).map((unit) => ({ id: unit.id, name: nameOf(unit) }))
      return own.length > 0 ? [{ id, name: named(short), units: own }] : []
    })
  })
  return { nameOf, groups }
}
