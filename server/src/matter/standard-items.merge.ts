import type { Catalogue } from '@lianqin/shared/catalogue'
import { EnforcementItem, type Line } from '@lianqin/shared/item'
import Type, { type Static } from 'typebox'
import { error, type Finding } from '../kernel/finding.ts'
import type { Sourced } from '../kernel/table.merge.ts'
import type { CatalogueParts } from './catalogue.merge.ts'
import { partsOf, putOver } from './catalogue-parts.merge.ts'
import type { NewOwner } from './standard-classes.merge.ts'

const { code, departmentId, delegatedTo, track, firstOffence, exercised } = EnforcementItem.properties

/** A row of a published list of enforcement items; what such lists seldom say may be left out, other columns are left aside. */
export const StandardItem = Type.Object({
  seed_id: code,
  field: Type.String({ minLength: 1, maxLength: 120 }),
  matter: Type.String({ minLength: 1, maxLength: 400 }),
  matter_en: Type.Optional(Type.String()),
  legal_basis: Type.String({ minLength: 1, maxLength: 400 }),
  department: Type.Optional(departmentId),
  delegated_to: Type.Optional(delegatedTo),
  track: Type.Optional(track),
  first_offence: Type.Optional(firstOffence),
  exercised: Type.Optional(exercised),
})
export type StandardItem = Static<typeof StandardItem>

/** Puts a list of items over a loaded catalogue. A field that is no line of business yet becomes one. */
export function overItems(
  rows: readonly Sourced<StandardItem>[],
  current: Catalogue,
  owner: NewOwner,
): { parts: CatalogueParts; findings: Finding[] } {
  const parts = partsOf(current)
  const lines = withFields(current.lines, rows)
  const byCode = new Map(current.items.map((item) => [item.code, item]))
  const findings: Finding[] = []
  const read = rows.flatMap(({ row, at }): CatalogueParts['items'] => {
    const known = byCode.get(row.seed_id)
    const ownerId = row.department ?? known?.departmentId ?? owner
    if (!ownerId) {
      const subject = `${at} ${row.matter} ${row.seed_id}`
      findings.push(error('item.no-owner', subject, 'is new: say whose it is with --department or a column department'))
      return []
    }
    const item = {
      ...(known ? { id: known.id } : {}),
      code: row.seed_id,
      name: { zh: row.matter, en: row.matter_en ?? known?.name.en ?? row.matter },
      line: lines.get(row.field)?.code ?? '',
      basis: row.legal_basis,
      departmentId: ownerId,
      delegatedTo: row.delegated_to ?? known?.delegatedTo ?? [],
      track: row.track ?? known?.track ?? 'ordinary',
      firstOffence: row.first_offence ?? known?.firstOffence ?? false,
      exercised: row.exercised ?? known?.exercised ?? false,
    }
    return [{ row: item, at }]
  })
  const added = [...lines.values()].filter((line) => !current.lines.includes(line))
  return {
    parts: {
      ...parts,
      lines: [...parts.lines, ...added.map((row) => ({ row, at: 'fields of the file' }))],
      items: putOver(parts.items, read),
    },
    findings,
  }
}

/** Lines by their Chinese name; new ones are numbered on, L01, L02, …, in the order in which they are met. */
function withFields(lines: readonly Line[], rows: readonly Sourced<StandardItem>[]): Map<string, Line> {
  const byName = new Map(lines.map((line) => [line.name.zh, line]))
  const taken = new Set(lines.map((line) => line.code))
  for (const { row } of rows) {
    if (byName.has(row.field)) continue
    let number = 1
    while (taken.has(lineCode(number))) number++
    const line = { code: lineCode(number), name: { zh: row.field, en: row.field } }
    taken.add(line.code)
    byName.set(row.field, line)
  }
  return byName
}

const lineCode = (number: number) => `L${String(number).padStart(2, '0')}`
