import type { Catalogue, CatalogueBody } from '@lianqin/shared/catalogue'
import { canonical } from '../kernel/canonical.ts'
import type { CatalogueParts } from './catalogue.merge.ts'

/** A loaded version taken apart into its tables, for a file that adds to it. */
export function partsOf({ version, name, lines, items, matters }: Catalogue): CatalogueParts {
  const at = `version ${version}`
  return {
    name,
    lines: lines.map((row) => ({ row, at })),
    items: items.map(({ lists: _, ...row }) => ({ row, at })),
    lists: items.flatMap(({ code, lists }) => lists.map((entry) => ({ row: { item: code, ...entry }, at }))),
    matters: matters.map((row) => ({ row, at })),
  }
}

/** The rows with these put over those of the same code; new ones stand at the end. */
export function putOver<T extends { row: { code: string } }>(rows: readonly T[], changed: readonly T[]): T[] {
  const last = new Map(changed.map((one) => [one.row.code, one]))
  const kept = rows.map((one) => last.get(one.row.code) ?? one)
  const known = new Set(rows.map(({ row }) => row.code))
  return [...kept, ...changed.filter(({ row }) => !known.has(row.code))]
}

/** What a new version changes, in counts of rows: so that nobody loads half a file unawares. */
export function changes(before: CatalogueBody, after: CatalogueBody) {
  const of = (table: 'items' | 'matters') => {
    const was = new Map(before[table].map((row) => [row.id as string, canonical(row)]))
    const is = new Set<string>(after[table].map(({ id }) => id))
    return {
      added: after[table].filter(({ id }) => !was.has(id)).length,
      changed: after[table].filter((row) => was.has(row.id) && was.get(row.id) !== canonical(row)).length,
      retired: [...was.keys()].filter((id) => !is.has(id)).length,
    }
  }
  return { items: of('items'), matters: of('matters') }
}
