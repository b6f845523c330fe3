import type { EnforcementItem, Line } from '@lianqin/shared/item'
import type { Matter } from '@lianqin/shared/matter'
import type { Force } from '@lianqin/shared/squad'
import { error, type Finding, warning } from '../kernel/finding.ts'
import type { Sourced } from '../kernel/table.merge.ts'
import type { Bodies } from './catalogue.merge.ts'

interface Rows {
  lines: readonly Sourced<Line>[]
  items: readonly Sourced<EnforcementItem>[]
  matters: readonly Sourced<Matter>[]
}
type Owned = Pick<Matter, 'departmentId' | 'delegatedTo'>

export const subjectOf = ({ row: { name, code }, at }: Sourced<Pick<Matter, 'name' | 'code'>>) =>
  `${at} ${name.zh} ${code}`

/** Codes that are used twice or name what is not there, and classes that disagree with their item. */
export function catalogueFindings({ lines, items, matters }: Rows, bodies: Bodies): Finding[] {
  const lineCodes = new Set(lines.map(({ row }) => row.code))
  const itemById = new Map(items.map((item) => [item.row.id, item]))
  return [
    ...twice('line.double', lines, ({ code }) => code),
    ...twice('item.double', items, ({ id }) => id),
    ...twice('matter.double', matters, ({ id }) => id),
    ...twice('matter.double-code', matters, ({ code }) => code),
    ...items.flatMap((item) => [
      ...(lineCodes.has(item.row.line)
        ? []
        : [error('item.unknown-line', subjectOf(item), `belongs to line ${item.row.line}, which is not in the lines`)]),
      ...ownerFindings('item', subjectOf(item), item.row, bodies),
    ]),
    ...matters.flatMap((matter) => [
      ...ownerFindings('matter', subjectOf(matter), matter.row, bodies),
      ...conditionFindings(matter),
      ...itemFindings(matter, itemById, bodies.forces),
    ]),
  ]
}

function twice<T extends Pick<Line, 'code' | 'name'>>(
  code: string,
  rows: readonly Sourced<T>[],
  keyOf: (row: T) => string,
): Finding[] {
  const first = new Map<string, string>()
  return rows.flatMap((sourced) => {
    const key = keyOf(sourced.row)
    const before = first.get(key)
    if (before === undefined) first.set(key, sourced.at)
    return before === undefined ? [] : [error(code, subjectOf(sourced), `uses ${key} again, which stands in ${before}`)]
  })
}

function ownerFindings(kind: 'item' | 'matter', subject: string, owned: Owned, { areas, forces }: Bodies): Finding[] {
  const { departmentId, delegatedTo } = owned
  const findings = delegatedTo.flatMap((areaId): Finding[] => {
    const area = areas.find(({ id }) => id === areaId)
    if (!area) return [error(`${kind}.unknown-area`, subject, `is delegated to ${areaId}, which is no area`)]
    if (area.mode === 'empowered') return []
    return [warning(`${kind}.not-empowered`, subject, `is delegated to ${area.name.zh}, which is not empowered`)]
  })
  const owner = forces.find(({ id }) => id === departmentId)
  if (!owner)
    findings.push(error(`${kind}.unknown-department`, subject, `belongs to ${departmentId}, which is no force`))
  else if (owner.kind !== 'department') {
    findings.push(error(`${kind}.no-department`, subject, `belongs to ${departmentId}, which is a ${owner.kind} force`))
  }
  return findings
}

function conditionFindings(matter: Sourced<Matter>): Finding[] {
  const { conditions, closing } = matter.row
  const doubles = (what: string, codes: readonly string[]) =>
    [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))].map((code) =>
      error('condition.double', subjectOf(matter), `has two ${what} conditions of the code ${code}`),
    )
  return [
    ...doubles(
      'filing',
      conditions.map(({ code }) => code),
    ),
    ...doubles(
      'closing',
      closing.map(({ code }) => code),
    ),
  ]
}

/** A case may end in a penalty of its class's item: whoever handles the one must have the power of the other. */
function itemFindings(
  matter: Sourced<Matter>,
  itemById: ReadonlyMap<EnforcementItem['id'], Sourced<EnforcementItem>>,
  forces: readonly Force[],
): Finding[] {
  const { itemId, departmentId, delegatedTo } = matter.row
  if (itemId === null) return []
  const item = itemById.get(itemId)
  const subject = subjectOf(matter)
  if (!item) return [error('matter.unknown-item', subject, `uses ${itemId}, which is not in the items`)]
  const named = (id: Force['id']) => forces.find((force) => force.id === id)?.name.zh ?? id
  const findings: Finding[] = []
  if (item.row.departmentId !== departmentId) {
    const text = `belongs to ${named(departmentId)}, its item (${subjectOf(item)}) to ${named(item.row.departmentId)}`
    findings.push(error('matter.other-department', subject, text))
  }
  const beyond = delegatedTo.filter((areaId) => !item.row.delegatedTo.includes(areaId))
  if (beyond.length > 0) {
    const text = `is delegated to ${beyond.join(', ')}, its item (${subjectOf(item)}) is not`
    findings.push(error('matter.not-delegated', subject, text))
  }
  return findings
}
