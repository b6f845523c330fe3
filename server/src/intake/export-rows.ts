import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import type { Cells } from './row.merge.ts'

/** A row of an export with the line it begins on, or what is wrong with that line. */
export type ExportRow = { line: number; cells: Cells } | { line: number; fault: string }

/** Columns of the first line, and the rows after it one at a time: a file of any length takes little memory. */
export async function* exportRows(path: string, delimiter: string): AsyncGenerator<ExportRow | { columns: string[] }> {
  const file = createReadStream(path)
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    relax_quotes: true,
    max_record_size: 1_000_000,
  })
  file.on('error', (cause) => parser.destroy(cause))
  file.pipe(parser)
  let columns: string[] | null = null
  let line = 1
  try {
    for await (const { info, record } of parser as AsyncIterable<Parsed>) {
      const begins = line
      line = info.lines + 1
      if (columns) yield asRow(begins, columns, record)
      else {
        columns = record.map((name) => name.trim())
        yield { columns }
      }
    }
  } catch (cause) {
    if (!isCsvFault(cause)) throw cause
    yield { line, fault: `cannot be read, nor anything after it: ${cause.message}` }
  }
}

interface Parsed {
  info: { lines: number }
  record: string[]
}

const isCsvFault = (cause: unknown): cause is Error =>
  cause instanceof Error && String((cause as { code?: string }).code).startsWith('CSV_')

function asRow(line: number, columns: readonly string[], record: readonly string[]): ExportRow {
  if (record.length === columns.length) {
    return { line, cells: Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ''])) }
  }
  return { line, fault: `has ${record.length} cells where the first line has ${columns.length}` }
}
