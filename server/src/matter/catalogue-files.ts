import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Words } from '@lianqin/shared/wire/words'
import Type from 'typebox'
import { Check } from 'typebox/value'
import type { Finding } from '../kernel/finding.ts'
import { rowFindings } from '../kernel/table.merge.ts'
import { readJson, readTable } from '../kernel/table-files.ts'
import { type CatalogueParts, catalogueTables } from './catalogue.merge.ts'

/** catalogue.json: what the catalogue is called; without it, it is called like the district. */
const Title = Type.Object({ name: Words }, { additionalProperties: false })

/** Reads the tables of a folder that make its catalogue: classes, and items with their lines and lists if it keeps them. */
export function readCatalogue(folder: string): { parts: CatalogueParts; findings: Finding[] } {
  const matters = readTable(folder, 'matters', catalogueTables.matters)
  const lines = readTable(folder, 'lines', catalogueTables.lines, 'optional')
  const items = readTable(folder, 'items', catalogueTables.items, 'optional')
  const lists = readTable(folder, 'lists', catalogueTables.lists, 'optional')
  const findings = [matters, lines, items, lists].flatMap((table) => table.findings)
  const title = existsSync(join(folder, 'catalogue.json')) ? readJson(join(folder, 'catalogue.json')) : null
  if (title !== null && !Check(Title, title)) findings.push(...rowFindings(Title, title ?? {}, 'catalogue.json'))
  return {
    parts: {
      name: Check(Title, title) ? title.name : null,
      matters: matters.sourced,
      lines: lines.sourced,
      items: items.sourced,
      lists: lists.sourced,
    },
    findings,
  }
}
