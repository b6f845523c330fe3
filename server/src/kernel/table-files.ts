import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Static, TObject } from 'typebox'
import { error, type Finding } from './finding.ts'
import { readRows, type Sourced, type TableText } from './table.merge.ts'

export interface ReadTable<T> {
  rows: T[]
  /** The same rows, each with where it stands. */
  sourced: Sourced<T>[]
  findings: Finding[]
}

/** The value in a JSON file, undefined if there is none. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** A table of a folder: `NAME.json` or `NAME.csv`. */
export function readTable<T extends TObject>(
  folder: string,
  name: string,
  schema: T,
  need: 'required' | 'optional' = 'required',
): ReadTable<Static<T>> {
  const found = (['json', 'csv'] as const).find((format) => existsSync(join(folder, `${name}.${format}`)))
  if (!found) {
    const missing = error('file.missing', `${name}.json`, `is missing in ${folder}, and so is ${name}.csv`)
    return { rows: [], sourced: [], findings: need === 'required' ? [missing] : [] }
  }
  const file = `${name}.${found}`
  const table: TableText = { file, format: found, text: readFileSync(join(folder, file), 'utf8') }
  const { rows, findings } = readRows(table, schema)
  return { rows: rows.map(({ row }) => row), sourced: rows, findings }
}
