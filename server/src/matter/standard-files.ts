import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Catalogue } from '@lianqin/shared/catalogue'
import { error, type Finding } from '../kernel/finding.ts'
import { readRows, type TableText } from '../kernel/table.merge.ts'
import type { CatalogueParts } from './catalogue.merge.ts'
import { partsOf } from './catalogue-parts.merge.ts'
import { type NewOwner, overClasses, StandardClass } from './standard-classes.merge.ts'
import { overItems, StandardItem } from './standard-items.merge.ts'

/** Reads a published table of classes or of items, known by its columns, and puts it over the loaded catalogue. */
export function readStandard(
  path: string,
  current: Catalogue,
  owner: NewOwner,
): { parts: CatalogueParts; findings: Finding[] } {
  const table: TableText = { file: basename(path), format: 'csv', text: readFileSync(path, 'utf8') }
  const columns = new Set(
    (table.text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '').split(',').map((one) => one.trim()),
  )
  if (columns.has('full_code') && columns.has('limits')) {
    const { rows, findings } = readRows(table, StandardClass)
    const over = overClasses(rows, current, owner)
    return { parts: over.parts, findings: [...findings, ...over.findings] }
  }
  if (columns.has('seed_id') && columns.has('legal_basis')) {
    const { rows, findings } = readRows(table, StandardItem)
    const over = overItems(rows, current, owner)
    return { parts: over.parts, findings: [...findings, ...over.findings] }
  }
  const text = 'has neither the columns full_code and limits (classes) nor seed_id and legal_basis (items)'
  return { parts: partsOf(current), findings: [error('file.unknown-form', table.file, text)] }
}
