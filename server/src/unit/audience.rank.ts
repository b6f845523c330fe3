import type { Scope } from '@lianqin/shared/person'
import { earsOf, squadAudience } from '@lianqin/shared/rights'
import type { Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import { tableOf, type UnitTable } from '@lianqin/shared/unit-table'

/** A stretch of numbers, its end not included. */
export interface Stretch {
  from: number
  to: number
}

/** All units in an order in which whatever one audience may see lies together. */
export interface UnitOrder {
  unitIds: Unit['id'][]
  /** By each name under which a reader is spoken to. */
  byEar: ReadonlyMap<string, Stretch>
}

/** One that a reader sees, and the number that its first unit has in the reader's own table. */
export interface SeenStretch extends Stretch {
  first: number
}

/** What readers with equal rights see: stretches of the order, and the table in which they number what is in them. */
export interface View {
  stretches: readonly SeenStretch[]
  size: number
  table: UnitTable
}

/** By township, squad and name: the same in every process, and of one township the same whoever else there is. */
export function orderByRights(
  squads: readonly Pick<Squad, 'id' | 'areaId'>[],
  unitsOf: ReadonlyMap<Squad['id'], readonly Pick<Unit, 'id'>[]>,
): UnitOrder {
  const unitIds: Unit['id'][] = []
  const byEar = new Map<string, Stretch>()
  const townshipOf = (squad: Pick<Squad, 'id' | 'areaId'>) => squadAudience(squad)[0] ?? ''
  const order = squads.toSorted((a, b) => compare(townshipOf(a), townshipOf(b)) || compare(a.id, b.id))
  for (const squad of order) {
    const from = unitIds.length
    unitIds.push(...(unitsOf.get(squad.id) ?? []).map(({ id }) => id).sort(compare))
    for (const ear of squadAudience(squad)) byEar.set(ear, { from: byEar.get(ear)?.from ?? from, to: unitIds.length })
  }
  return { unitIds, byEar }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export function viewOf({ unitIds, byEar }: UnitOrder, scope: Scope): View {
  const ears = earsOf(scope)
  const heard = ears === null ? [{ from: 0, to: unitIds.length }] : ears.flatMap((ear) => byEar.get(ear) ?? [])
  const stretches: SeenStretch[] = []
  const seen: Unit['id'][] = []
  for (const { from, to } of heard.sort((a, b) => a.from - b.from)) {
    stretches.push({ from, to, first: seen.length })
    seen.push(...unitIds.slice(from, to))
  }
  return { stretches, size: seen.length, table: tableOf(seen) }
}
