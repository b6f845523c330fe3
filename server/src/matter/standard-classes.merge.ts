import type { Limit } from '@lianqin/shared/calendar'
import type { Catalogue } from '@lianqin/shared/catalogue'
import { type FilingCondition, type Matter, matterKinds } from '@lianqin/shared/matter'
import type { Force } from '@lianqin/shared/squad'
import type { Words } from '@lianqin/shared/wire/words'
import Type, { type Static } from 'typebox'
import { error, type Finding } from '../kernel/finding.ts'
import type { Sourced } from '../kernel/table.merge.ts'
import type { CatalogueParts } from './catalogue.merge.ts'
import { partsOf, putOver } from './catalogue-parts.merge.ts'

/** A row of a city's published table of classes, in the column names of the national standard's exports; other columns are left aside. */
export const StandardClass = Type.Object({
  kind: Type.Enum(matterKinds),
  full_code: Type.String({ pattern: '^[A-Z][0-9A-Z]{2,11}$' }),
  big_zh: Type.String({ minLength: 1 }),
  big_id: Type.Optional(Type.String()),
  sub_zh: Type.String({ minLength: 1 }),
  sub_id: Type.Optional(Type.String()),
  limits: Type.String({ minLength: 1 }),
  /** Names of the conditions in the order of the limits, separated like them; each `Chinese|English` or Chinese alone. */
  conditions: Type.Optional(Type.String()),
})
export type StandardClass = Static<typeof StandardClass>

/** Whom new rows belong to: such tables do not say. */
export type NewOwner = Force['id'] | null

const LIMIT = /^(\d+(?:\.\d+)?) (urgent_hour|work_hour|work_day|natural_day|urgent_day)$/
const SEPARATOR = /\s*\/\s*/
/** An urgent day runs day and night like an urgent hour. */
const HOURS_A_DAY = 24

/** Puts a table of classes over a loaded catalogue: limits come from the table, whose a class is and its names stay. */
export function overClasses(
  rows: readonly Sourced<StandardClass>[],
  current: Catalogue,
  owner: NewOwner,
): { parts: CatalogueParts; findings: Finding[] } {
  const parts = partsOf(current)
  const byCode = new Map(current.matters.map((matter) => [matter.code, matter]))
  const findings: Finding[] = []
  const read = rows.flatMap(({ row, at }): Sourced<Matter>[] => {
    const known = byCode.get(row.full_code)
    const departmentId = known?.departmentId ?? owner
    const conditions = conditionsOf(row, known?.conditions ?? [])
    const subject = `${at} ${row.sub_zh} ${row.full_code}`
    if (!conditions) findings.push(error('limit.unreadable', subject, `has limits that cannot be read: ${row.limits}`))
    if (!departmentId) findings.push(error('matter.no-owner', subject, 'is new: say whose it is with --department'))
    if (!conditions || !departmentId) return []
    const fresh = { id: `matter-${row.full_code.toLowerCase()}` as const, closing: [], itemId: null, delegatedTo: [] }
    const facts = { code: row.full_code, kind: row.kind, name: nameOf(row, known), group: groupOf(row, current) }
    return [{ row: { ...fresh, ...known, ...facts, departmentId, conditions }, at }]
  })
  return { parts: { ...parts, matters: putOver(parts.matters, read) }, findings }
}

/** `illegal_felling` → Illegal felling. */
export function inWords(id: string | undefined, otherwise: string): string {
  const text = (id ?? '').replaceAll('_', ' ').trim()
  return text ? text.charAt(0).toUpperCase() + text.slice(1) : otherwise
}

const nameOf = ({ sub_zh: zh, sub_id: id }: StandardClass, known: Matter | undefined): Words =>
  known?.name.zh === zh ? known.name : { zh, en: known?.name.en ?? inWords(id, zh) }

const groupOf = ({ big_zh: zh, big_id: id }: StandardClass, { matters }: Catalogue): Words =>
  matters.find(({ group }) => group.zh === zh)?.group ?? { zh, en: inWords(id, zh) }

/** Conditions of the same limit keep their names and codes, and their place, so that the default stays the default. */
function conditionsOf(row: StandardClass, known: readonly FilingCondition[]): FilingCondition[] | null {
  const limits = row.limits.split(SEPARATOR).map(limitOf)
  const names = row.conditions?.split(SEPARATOR) ?? []
  const left = [...known]
  const conditions: FilingCondition[] = []
  for (const [index, limit] of limits.entries()) {
    if (!limit) return null
    const at = left.findIndex((one) => one.limit.clock === limit.clock && one.limit.amount === limit.amount)
    const [kept] = at >= 0 ? left.splice(at, 1) : []
    conditions.push(
      kept ?? { code: codeOf(limit), name: conditionName(row, names[index], index), limit, urgent: false },
    )
  }
  const place = (one: FilingCondition) => (known.includes(one) ? known.indexOf(one) : known.length)
  return conditions.sort((a, b) => place(a) - place(b))
}

function limitOf(text: string): Limit | null {
  const [, amount, clock] = LIMIT.exec(text.trim()) ?? []
  if (amount === undefined) return null
  if (clock === 'urgent_day') return { clock: 'urgent_hour', amount: Number(amount) * HOURS_A_DAY }
  return { clock: clock as Limit['clock'], amount: Number(amount) }
}

const codeOf = ({ clock, amount }: Limit) => `${amount}-${clock}`.replace(/[._]/g, '-')

function conditionName(row: StandardClass, given: string | undefined, index: number): Words {
  const [zh, en] = (given ?? '').split('|').map((text) => text.trim())
  if (zh) return { zh, en: en || zh }
  const number = row.limits.includes('/') ? ` ${index + 1}` : ''
  return { zh: `${row.sub_zh}${number}`, en: `${inWords(row.sub_id, row.sub_zh)}${number}` }
}
