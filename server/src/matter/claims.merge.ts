import type { EnforcementItem, ListEntry } from '@lianqin/shared/item'
import type { Area } from '@lianqin/shared/jurisdiction'
import type { Force } from '@lianqin/shared/squad'
import { error, type Finding } from '../kernel/finding.ts'
import type { Sourced } from '../kernel/table.merge.ts'
import type { Bodies } from './catalogue.merge.ts'
import { subjectOf } from './catalogue-codes.merge.ts'

/** Who says that an item is theirs, and by what. */
interface Claim {
  subjectId: Force['id']
  by: string
}

/**
 * Where two subjects claim one item: its owner or the township it is delegated to, and whoever a list gives it to. Where
 * the boundary list speaks, it settles what the other two lists say, so only its word is compared with the delegation.
 */
export function claimFindings(items: readonly Sourced<EnforcementItem>[], bodies: Bodies): Finding[] {
  return [
    ...ownedTwice(items, bodies),
    ...items.flatMap((item) => [...bodyFindings(item, bodies), ...inAreas(item, bodies)]),
  ]
}

const nameOf = (id: Force['id'], { forces }: Bodies) => forces.find((force) => force.id === id)?.name.zh ?? id

/** Two departments that both hand in the item as theirs. */
function ownedTwice(items: readonly Sourced<EnforcementItem>[], bodies: Bodies): Finding[] {
  return [...Map.groupBy(items, ({ row }) => row.code).values()].flatMap(([first, ...others]) =>
    others.flatMap((other): Finding[] => {
      if (!first) return []
      const told = ({ row, at }: Sourced<EnforcementItem>) => `${nameOf(row.departmentId, bodies)} (${at})`
      if (first.row.departmentId === other.row.departmentId) {
        return [error('item.double-code', subjectOf(other), `uses a code again that stands in ${first.at}`)]
      }
      return [error('item.two-subjects', subjectOf(other), `is claimed by ${told(first)} and by ${told(other)}`)]
    }),
  )
}

function bodyFindings(item: Sourced<EnforcementItem>, { areas, forces }: Bodies): Finding[] {
  return item.row.lists.flatMap(({ list, subjectId, areas: named }) => [
    ...(forces.some(({ id }) => id === subjectId)
      ? []
      : [error('list.unknown-subject', subjectOf(item), `is on the ${list} list for ${subjectId}, which is no force`)]),
    ...named
      .filter((areaId) => !areas.some(({ id }) => id === areaId))
      .map((areaId) =>
        error('list.unknown-area', subjectOf(item), `is on the ${list} list for ${areaId}, which is no area`),
      ),
  ])
}

function inAreas(item: Sourced<EnforcementItem>, bodies: Bodies): Finding[] {
  const places = new Map<string, Area['name'][]>()
  for (const area of bodies.areas) {
    const claims = claimsIn(item.row, area, bodies)
    if (new Set(claims.map(({ subjectId }) => subjectId)).size < 2) continue
    const said = claims.map(({ subjectId, by }) => `${nameOf(subjectId, bodies)} (${by})`).join(' and by ')
    places.set(said, [...(places.get(said) ?? []), area.name])
  }
  return [...places].map(([said, names]) => {
    const where = names.length === bodies.areas.length ? 'everywhere' : `in ${names.map(({ zh }) => zh).join(', ')}`
    return error('item.two-subjects', subjectOf(item), `is claimed by ${said} ${where}`)
  })
}

/** Everybody who claims the item in this area, each subject once, by the first thing that says so. */
function claimsIn(item: EnforcementItem, area: Bodies['areas'][number], { forces }: Bodies): Claim[] {
  const township = forces.find(({ kind, areaId }) => kind === 'township' && areaId === area.id)
  const holder: Claim =
    item.delegatedTo.includes(area.id) && township
      ? { subjectId: township.id, by: 'delegation' }
      : { subjectId: item.departmentId, by: 'owner' }
  const speaking = item.lists.filter(({ areas }) => areas.length === 0 || areas.includes(area.id))
  const settled = speaking.filter(({ list }) => list === 'boundary')
  const listed = settled.length > 0 ? settled : speaking
  const told = ({ list, subjectId }: ListEntry): Claim => ({ subjectId, by: `${list} list` })
  const claims = [holder, ...listed.map(told)]
  return claims.filter(({ subjectId }, index) => claims.findIndex((claim) => claim.subjectId === subjectId) === index)
}
