import { parse } from 'csv-parse/sync'
import type { Static, TObject, TSchema } from 'typebox'
import { Check, Convert, Errors } from 'typebox/value'
import { error, type Finding } from './finding.ts'

/** Where a table came from, for the sentences about it, and how it is written. */
export interface TableText {
  file: string
  format: 'json' | 'csv'
  text: string
}

/** A row and where it stands in its file, e.g. `items.csv row 12`: what is said of it names both. */
export interface Sourced<T> {
  row: T
  at: string
}

/**
 * The rows of one table of a district's folder. JSON is an array of objects; CSV has a column for each field, nested ones
 * dotted (`name.zh`), lists separated by spaces, lists of objects as JSON, nothing for null. Rows that do not fit are
 * told by number and left out.
 */
export function readRows<T extends TObject>(
  table: TableText,
  schema: T,
): { rows: Sourced<Static<T>>[]; findings: Finding[] } {
  const raw = parsed(table)
  if (!Array.isArray(raw)) return { rows: [], findings: [error('file.unreadable', table.file, String(raw))] }
  const rows: Sourced<Static<T>>[] = []
  const findings: Finding[] = []
  raw.forEach((row, index) => {
    const value = table.format === 'csv' ? fromCells(row, schema) : row
    const at = `${table.file} row ${index + 1}`
    if (Check(schema, value)) rows.push({ row: value, at })
    else findings.push(...rowFindings(schema, value, at))
  })
  return { rows, findings }
}

/** What a value lacks for its schema, one sentence each. */
export function rowFindings(schema: TSchema, value: unknown, subject: string): Finding[] {
  return Errors(schema, value)
    .slice(0, 5)
    .map(({ instancePath, keyword, message }) =>
      error(
        'row.invalid',
        subject,
        `${instancePath.slice(1).replaceAll('/', '.') || 'the row'} ${keyword === 'boolean' ? 'is not known here' : message}`,
      ),
    )
}

/** The parsed rows, or in words why there are none. */
function parsed({ format, text }: TableText): unknown {
  try {
    const rows: unknown =
      format === 'json'
        ? JSON.parse(text)
        : parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true })
    return Array.isArray(rows) ? rows : 'is not a list of rows'
  } catch (cause) {
    return `cannot be read: ${cause instanceof Error ? cause.message : cause}`
  }
}

function fromCells(cells: Record<string, string>, schema: TObject): unknown {
  const row: Record<string, unknown> = {}
  for (const [column, cell] of Object.entries(cells)) {
    const path = column.split('.')
    const wanted = schemaAt(schema, path)
    if (cell === '' && !(wanted && Check(wanted, null)) && !isList(wanted)) continue
    put(row, path, isList(wanted) ? listIn(cell) : cell === '' ? null : cell)
  }
  return Convert(schema, row)
}

/** Names are separated by spaces; what has fields of its own stands as JSON. A cell that is neither is left for the schema to refuse. */
function listIn(cell: string): unknown {
  if (!cell.startsWith('[')) return cell.split(/\s+/).filter(Boolean)
  try {
    return JSON.parse(cell)
  } catch {
    return cell
  }
}

const isList = (schema: TSchema | undefined) => (schema as { type?: string } | undefined)?.type === 'array'

function schemaAt(schema: TSchema, path: readonly string[]): TSchema | undefined {
  let at: TSchema | undefined = schema
  for (const name of path) at = (at as Partial<TObject> | undefined)?.properties?.[name]
  return at
}

function put(row: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path
  if (rest.length === 0) {
    row[name] = value
    return
  }
  const inner = (row[name] ?? {}) as Record<string, unknown>
  row[name] = inner
  put(inner, rest, value)
}
